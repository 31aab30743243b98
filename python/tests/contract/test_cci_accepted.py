"""The simulated controller, whose check of CCIs is written independently, accepts what we write for every plugin."""

from __future__ import annotations

import asyncio
import base64
import ssl
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from jupyterlab_vcp.core.cci import read_unit_cci, write_group_cci
from jupyterlab_vcp.core.configuration import Configuration
from jupyterlab_vcp.services.configuration import read_configuration
from jupyterlab_vcp.services.providers import load_providers
from jupyterlab_vcp.services.specs import PreparedUnit, SpecService
from tests.conftest import Simulator
from tests.core.spec_cases import FACTS, KEY, VALUES, document

PLUGINS = [name for name in FACTS if name != "_common"]
# The place of these in a CCI is not known, or they name things that must exist at the controller.
LEFT_OUT = {"gpus", "hostname", "dns", "dns_search", "dns_opt", "add_host", "user_init_command"}


@pytest.fixture
def client(simulator: Simulator) -> Iterator[httpx.Client]:
    tls = ssl.create_default_context(cafile=simulator.info["ca_file"])
    headers = {"x-vcc-access-token": simulator.token(), "Content-Type": "application/json"}
    with httpx.Client(base_url=simulator.info["controller"]["url"], verify=tls, headers=headers) as client:
        yield client


@pytest.fixture
def configuration(simulator: Simulator) -> Configuration:
    """The demo's configuration, with the password of aic that it lacks on purpose."""
    found = read_configuration(Path(simulator.info["config_dir"]))
    assert [problem.code for problem in found.problems] == []
    return replace(found, sections={**found.sections, "aic": {"user_name": "demo", "password": "12: #'\"\\x"}})


async def find_disks(group: str, unit: str, disk: int | None) -> Sequence[str]:
    raise LookupError("the cases name no VC disks")


def prepare(spec: Mapping[str, object], configuration: Configuration) -> PreparedUnit:
    return asyncio.run(SpecService(lambda: configuration, load_providers, lambda: find_disks).prepare(spec))


def create(client: httpx.Client, unit: PreparedUnit) -> tuple[httpx.Response, str]:
    group = write_group_cci(unit.unit_group, unit.unit_type, "25.10.0")
    made = client.post("/vcs", json={"cci": base64.b64encode(group.encode()).decode()})
    assert made.status_code == 202, made.text
    vcid = made.json()["vcid"]
    info = base64.b64encode(unit.text.encode()).decode()
    return client.post(f"/vcs/{vcid}", json={"info": info, "unit_name": unit.unit}), vcid


def rich(plugin: str, client: httpx.Client) -> dict[str, Any]:
    """Every attribute that can be sent, set by hand, with addresses of the plugin's own network."""
    params = FACTS[plugin]["params"] + (FACTS["_common"]["params"] if FACTS[plugin]["unit_type"] == "compute" else [])
    names = [param["name"] for param in params if param["type"] != "method" and param["cci_key"] is not None]
    attributes = {name: VALUES[name] for name in names if name in VALUES and name not in LEFT_OUT}
    if "ip_addresses" in attributes:
        catalog = client.get("/vpn_catalog").json()["vpn_catalog"]
        mask = catalog[FACTS[plugin]["cci_cloud_provider"]]["default"].get("private_network_ipmask", "192.168.77.0/24")
        attributes["ip_addresses"] = [mask.replace("0/24", "201"), mask.replace("0/24", "202")]
        attributes["num_nodes"] = 2
    spec = document(plugin, {key: value for key, value in attributes.items() if key != "num_nodes"})
    if "num_nodes" in attributes and plugin == "onpremises":
        spec["attributes"]["num_nodes"] = attributes["num_nodes"]
    return {**spec, "unitGroup": f"t-{plugin}", "unit": "true"}


@pytest.mark.parametrize("plugin", PLUGINS)
def test_a_plain_unit_of_every_plugin(plugin: str, client: httpx.Client, configuration: Configuration) -> None:
    spec = {**document(plugin, {}), "unitGroup": f"t-{plugin}"}
    answer, _ = create(client, prepare(spec, configuration))
    assert answer.status_code == 202, answer.text


@pytest.mark.parametrize("plugin", PLUGINS)
def test_every_attribute_of_every_plugin_at_once(
    plugin: str, client: httpx.Client, configuration: Configuration
) -> None:
    spec = rich(plugin, client)
    if FACTS[plugin]["unit_type"] == "compute":
        spec["sshKeys"] = [{"text": KEY}]
    unit = prepare(spec, configuration)
    answer, vcid = create(client, unit)
    assert answer.status_code == 202, answer.text
    stored = client.get(f"/vcs/{vcid}/true").json()["info"]
    assert read_unit_cci(stored) == read_unit_cci(unit.text)


def test_a_wrong_text_is_not_accepted(client: httpx.Client, configuration: Configuration) -> None:
    unit = prepare({**document("aws", {}), "unitGroup": "t-wrong"}, configuration)
    answer, _ = create(client, replace(unit, text=unit.text.replace("volume_size: 8", 'volume_size: "8"')))
    assert answer.status_code != 202
    assert "volume_size" in answer.text
