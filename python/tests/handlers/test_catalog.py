"""Providers, VPN catalog, public key, CCI preview and SSH keys."""

from __future__ import annotations

import asyncio
import json
import stat
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Api, Simulator
from tests.services.test_providers import site_file

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


class TestFlavorFile:
    """What is wrong with vcp_flavor.yml is said at its line, and costs no more than it must."""

    @pytest.fixture
    def folder(self, tmp_path: Path, simulator: Simulator) -> Path:
        folder = tmp_path / "vcp_config"
        folder.mkdir()
        (folder / "vcp_config.yml").write_bytes(Path(simulator.info["config_dir"], "vcp_config.yml").read_bytes())
        return folder

    @pytest.fixture
    def traits(self, folder: Path) -> dict[str, Any]:
        return {"vcp_config_dir": str(folder)}

    async def test_unknown_keys_are_warnings(self, api: Api, folder: Path) -> None:
        text = "aws:\n  tiny:\n    volume_sice: 9\n    volume_size: 9\nawss:\n  tiny: {}\n"
        (folder / "vcp_flavor.yml").write_text(text)
        body = (await api("GET", "/providers")).body
        found = [(each["code"], each["path"], each["severity"]) for each in body["problems"]]
        assert found == [
            ("flavor_unknown_key", "vcp_flavor.yml:3", "warning"),
            ("flavor_unknown_key", "vcp_flavor.yml:5", "warning"),
        ]
        assert body["flavors"]["aws"] == {"tiny": {"volume_sice": 9, "volume_size": 9}}
        more = {"instance_type": "t3.small", "volume_type": "gp3"}
        spec = {**SPEC, "flavor": "tiny", "attributes": {**SPEC["attributes"], **more}}
        preview = (await api("POST", "/cci", {"spec": spec})).body
        assert preview["refusals"] == []
        assert "volume_size: 9" in preview["text"]

    @pytest.mark.parametrize("text", ["aws:\n  small: [\n", "aws: {a: 1\n", "\taws:\n", "aws: *nothing\n"])
    async def test_broken_yaml(self, api: Api, folder: Path, text: str) -> None:
        (folder / "vcp_flavor.yml").write_text(text)
        answer = await api("GET", "/providers")
        assert answer.status == 200
        assert [(each["code"], each["severity"]) for each in answer.body["problems"]] == [("flavor_broken", "error")]
        assert answer.body["problems"][0]["path"].startswith("vcp_flavor.yml:")
        assert {each["available"] for each in answer.body["providers"]} == {True}

    async def test_mended_without_a_restart(self, api: Api, folder: Path) -> None:
        file = folder / "vcp_flavor.yml"
        file.write_text("aws: [")
        assert (await api("GET", "/providers")).body["problems"]
        file.write_text("aws: {tiny: {volume_size: 9}}\n")
        body = (await api("GET", "/providers")).body
        assert (body["problems"], body["flavors"]) == ([], {"aws": {"tiny": {"volume_size": 9}}})


class TestSiteProviders:
    """The folder of VcpExtension.providers_dir, looked at while the server runs."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "providers").mkdir()
        return tmp_path / "providers"

    @pytest.fixture
    def traits(self, folder: Path) -> dict[str, Any]:
        return {"providers_dir": str(folder)}

    async def test_a_file_that_is_dropped_in(self, api: Api, folder: Path) -> None:
        (folder / "ourcloud.json").write_text(json.dumps(site_file()), encoding="utf-8")
        (folder / "broken.json").write_text("{")
        body = (await api("GET", "/providers")).body
        names = {each["schema"]["x-vcp"]["name"]: each["available"] for each in body["providers"]}
        assert len(names) == 20
        assert names["ourcloud"] is False, "this controller has no such plugin"
        broken = [each for each in body["problems"] if each["code"] == "provider_broken"]
        assert [each["path"] for each in broken] == [str(folder / "broken.json")]
        (folder / "ourcloud.json").unlink()
        assert len((await api("GET", "/providers")).body["providers"]) == 19


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


def with_disks(*disks: object) -> dict[str, Any]:
    return {**SPEC, "attributes": {**SPEC["attributes"], "disks": list(disks)}}


async def test_preview_asks_for_the_tree_once_however_many_disks(api: Api, simulator: Simulator) -> None:
    data = {"unitGroup": "demo-disks", "unit": "data"}
    body = (await api("POST", "/cci", {"spec": with_disks({**data, "disk": 1}, {**data, "disk": 2}, data)})).body
    assert body["text"].count("vcp:") == 4
    assert len(simulator.requests("GET", "/vcs")) == 1
    simulator.control("DELETE", "/requests")
    await api("POST", "/cci", {"spec": with_disks("vol-0123456789abcdef0")})
    assert simulator.requests("GET", "/vcs") == []


async def test_preview_asks_an_absent_controller_once(api: Api, simulator: Simulator) -> None:
    """Each question may last until a time-out; the answer would be the same."""
    simulator.fault("status", path="/vcs$", status=500)
    data = {"unitGroup": "demo-disks", "unit": "data"}
    body = (await api("POST", "/cci", {"spec": with_disks({**data, "disk": 1}, {**data, "disk": 2})})).body
    assert [(each["code"], each["path"]) for each in body["refusals"]] == [
        ("disk_not_found", "attributes.disks.0"),
        ("disk_not_found", "attributes.disks.1"),
    ]
    assert len(simulator.requests("GET", "/vcs")) == 1


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


async def test_two_keys_of_one_name_at_once(ssh: Path, jp_environ: None, ssh_api: Api) -> None:
    answers = await asyncio.gather(*(ssh_api("POST", "/ssh-keys", {"name": "twice"}) for _ in range(2)))
    assert sorted(each.status for each in answers) == [201, 409]
    assert {each.body["code"] for each in answers if each.status == 409} == {"key_exists"}


@pytest.mark.parametrize(
    "body", [{"name": "../x"}, {"name": ".."}, {"name": "config"}, {"name": "a.pub"}, {"comment": "a\nb"}]
)
async def test_bad_key_names(ssh_api: Api, body: dict[str, str]) -> None:
    answer = await ssh_api("POST", "/ssh-keys", body)
    assert (answer.status, answer.body["code"]) == (400, "bad_request")
