"""Providers, VPN catalog, public key, CCI preview and SSH keys."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Api, Simulator

SPEC: dict[str, Any] = {
    "version": 1,
    "unitGroup": "fresh",
    "unit": "web",
    "provider": "aws",
    "flavor": "small",
    "attributes": {"num_nodes": 1, "image": "vcp/base:1.8.1-ubuntu20.04-x86_64"},
}


async def test_providers(api: Api, simulator: Simulator) -> None:
    body = (await api("GET", "/providers")).body
    by_name = {each["schema"]["x-vcp"]["name"]: each for each in body["providers"]}
    assert len(by_name) == 19
    assert {each["available"] for each in by_name.values()} == {True}
    assert by_name["aws"]["privateNetwork"] == "default"
    assert body["flavorsSource"] == f"{simulator.info['config_dir']}/vcp_flavor.yml"
    assert "small" in body["flavors"]["aws"]


class TestWithoutController:
    """The composer works before anything is configured."""

    @pytest.fixture
    def traits(self, tmp_path: Path) -> dict[str, Any]:
        return {"vcp_config_dir": str(tmp_path / "none"), "token": None}

    async def test_samples_are_shown(self, api: Api) -> None:
        body = (await api("GET", "/providers")).body
        assert {each["available"] for each in body["providers"]} == {None}
        assert body["flavorsSource"] is None
        assert "small" in body["flavors"]["aws"]

    async def test_preview_says_what_is_missing(self, api: Api) -> None:
        body = (await api("POST", "/cci", {"spec": SPEC})).body
        assert {"credential_missing"} <= {each["code"] for each in body["refusals"]}


async def test_vpn_catalog(api: Api) -> None:
    entries = (await api("GET", "/vpn-catalog")).body["entries"]
    aws = {each["name"]: each["range"] for each in entries if each["provider"] == "aws"}
    assert aws == {"default": "172.30.2.0/24", "tokyo_subnet1": "172.30.3.0/24"}
    assert next(each for each in entries if each["provider"] == "onpremises")["range"] is None
    assert "cci_version" not in {each["provider"] for each in entries}


async def test_public_key(api: Api) -> None:
    assert (await api("GET", "/controller/public-key")).body["publicKey"].startswith("ssh-ed25519 ")


async def test_preview(api: Api) -> None:
    body = (await api("POST", "/cci", {"spec": SPEC})).body
    assert body["refusals"] == []
    assert body["text"].startswith("\n- unit:")
    assert "name: web" in body["text"]
    answer = await api("POST", "/cci", {"spec": 1})
    assert (answer.status, answer.body["code"]) == (400, "bad_request")


@pytest.fixture
def ssh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    return tmp_path / "user" / ".ssh"


@pytest.fixture
def ssh_api(ssh: Path, api: Api) -> Api:
    return api


async def test_ssh_keys(ssh: Path, jp_environ: None, ssh_api: Api) -> None:
    folder = Path((await ssh_api("GET", "/ssh-keys")).body["folder"])
    made = await ssh_api("POST", "/ssh-keys", {"comment": "太郎@lab"})
    assert made.status == 201
    assert made.body["path"] == str(folder / "id_ed25519.pub")
    assert made.body["publicKey"].startswith("ssh-ed25519 AAAA")
    assert made.body["fingerprint"].startswith("SHA256:")
    assert stat.S_IMODE((folder / "id_ed25519").stat().st_mode) == 0o600
    before = (folder / "id_ed25519").read_bytes()
    again = await ssh_api("POST", "/ssh-keys", {"name": "id_ed25519"})
    assert (again.status, again.body["code"]) == (409, "key_exists")
    assert (folder / "id_ed25519").read_bytes() == before

    (folder / "private.pub").write_bytes(before)
    (folder / "broken.pub").write_text("ssh-rsa ???")
    listed = (await ssh_api("GET", "/ssh-keys")).body["keys"]
    assert [each["path"] for each in listed] == [str(folder / "id_ed25519.pub")]


@pytest.mark.parametrize(
    "body", [{"name": "../x"}, {"name": ".."}, {"name": "config"}, {"name": "a.pub"}, {"comment": "a\nb"}]
)
async def test_bad_key_names(ssh_api: Api, body: dict[str, str]) -> None:
    answer = await ssh_api("POST", "/ssh-keys", body)
    assert (answer.status, answer.body["code"]) == (400, "bad_request")
