"""A controller of 26.10, found as its notebook container has it: by the environment alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from jupyterlab_vcp.demo.config_files import LITERAL_SECRETS_26_10
from tests.conftest import Api, Simulator, running_simulator
from tests.core.spec_cases import document

DROPPED = {"hokudai", "abc", "aic", "chameleon"}


@pytest.fixture(scope="module")
def simulator_process() -> Iterator[Simulator]:
    with running_simulator("--generation", "26.10") as simulator:
        yield simulator


@pytest.fixture
def traits(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    for name, value in simulator.info["environment"].items():
        monkeypatch.setenv(name, value)
    return {"vcp_config_dir": None, "ca_file": None}


async def test_connection(api: Api, simulator: Simulator) -> None:
    state = (await api("GET", "/connection")).body
    assert (state["state"], state["controller"]["generation"]) == ("ready", "26.10")
    assert state["configDir"] == simulator.info["config_dir"]
    assert state["secretStore"] == {
        "url": simulator.info["vault"]["url"],
        "source": {"kind": "environment", "name": "VAULT_URL"},
    }
    report = (await api("POST", "/connection/check")).body
    assert {each["status"] for each in report["stages"]} == {"ok"}


async def test_providers(api: Api) -> None:
    providers = (await api("GET", "/providers")).body["providers"]
    available = {each["schema"]["x-vcp"]["name"]: each["available"] for each in providers}
    assert {name for name, there in available.items() if not there} == DROPPED


async def test_credentials(api: Api) -> None:
    found = (await api("GET", "/credentials")).body
    assert found["store"]["failure"] is None
    sections = {each["section"]: each for each in found["providers"]}
    assert {name for name, each in sections.items() if not each["available"]} == DROPPED
    assert {each["state"] for each in sections["aws"]["keys"]} == {"resolved"}
    body = {"values": {"access_key": "STORED-VALUE-26-10"}, "reference": False, "version": found["version"]}
    assert (await api("PUT", "/credentials/aws", body)).status == 200


async def test_literals_of_its_files_do_not_show(api: Api) -> None:
    """Sections that 25 does not write by hand: what hides them must not know sections by name."""
    replies = [await api("GET", path) for path in ("/connection", "/providers", "/credentials", "/unit-groups")]
    replies += [await api("POST", "/cci", {"spec": document(provider, {})}) for provider in ("vmware", "proxmox")]
    for preview in replies[-2:]:
        assert preview.body["refusals"] == []
        assert preview.body["text"].count('"********"') == 2
    shown = "".join(each.raw for each in replies)
    assert not [secret for secret in LITERAL_SECRETS_26_10 if secret in shown]


async def test_the_default_image_need_not_be_named(api: Api) -> None:
    spec = {**document("aws", {}), "attributes": {}}
    preview = (await api("POST", "/cci", {"spec": spec})).body
    assert preview["refusals"] == []
    assert "image: harbor.vcloud.nii.ac.jp/vcp/base:3.0.0-alpine3.22\n" in preview["text"]
