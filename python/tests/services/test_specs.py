"""Documents to units: sources of values, keys, disks, refusals at their paths, and what a preview hides."""

import asyncio
import base64
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from jupyterlab_vcp.core.configuration import Configuration
from jupyterlab_vcp.core.generation import Generation
from jupyterlab_vcp.services.providers import load_providers
from jupyterlab_vcp.services.specs import SpecRefused, SpecService
from tests.core.spec_cases import KEY, document

SECRET = "wJalrXUtnFEMIbPxRfiCY"
SECTIONS: Mapping[str, Mapping[str, object]] = {
    "aws": {"access_key": "vault://cubbyhole/aws/access_key", "secret_key": SECRET, "private_network": "tokyo1"},
    "sakura": {"sakura_token": "t0ken", "secret": "s", "sakura_private_network": "sw1"},
    "mdx2": {"user_name": "os-user", "password": "p"},
    "proxmox": {"token_id": "a@pam!b", "token_secret": "c"},
    "vmware": {"user": "u", "password": 'a"b\\c\nd'},
}


async def find_disks(group: str, unit: str, disk: int | None) -> Sequence[str]:
    if group != "demo-disk":
        raise LookupError(f"there is no unit group {group}")
    return [f"vcp:0a1b:{unit}:{number}" for number in ([disk] if disk else [1, 2])]


def service(**changes: Any) -> SpecService:
    configuration = Configuration(**{"sections": SECTIONS, **changes})
    return SpecService(lambda: configuration, load_providers, lambda: find_disks)


def of_generation(generation: Generation | None) -> SpecService:
    async def told() -> Generation | None:
        return generation

    return SpecService(lambda: Configuration(sections=SECTIONS), load_providers, lambda: find_disks, told)


def unit_of(spec: Mapping[str, object], **changes: Any) -> dict[str, Any]:
    text = asyncio.run(service(**changes).prepare(spec)).text
    unit: dict[str, Any] = yaml.safe_load(text)[0]["unit"]
    return unit


def refusals(spec: Mapping[str, object], **changes: Any) -> list[tuple[str, str]]:
    with pytest.raises(SpecRefused) as caught:
        asyncio.run(service(**changes).prepare(spec))
    return [(refusal.path, refusal.code) for refusal in caught.value.refusals]


def preview(spec: Mapping[str, object], **changes: Any) -> tuple[str | None, list[tuple[str, str]]]:
    text, found = asyncio.run(service(**changes).preview(spec))
    return text, [(refusal.path, refusal.code) for refusal in found]


def test_prepared_unit() -> None:
    prepared = asyncio.run(service().prepare(document("aws", {"ip_addresses": ["172.30.2.10", "172.30.2.11"]})))
    assert (prepared.unit_group, prepared.unit, prepared.unit_type) == ("demo", "web", "compute")
    assert (prepared.provider, prepared.node_count) == ("aws", 2)
    assert SECRET in prepared.text
    assert SECRET not in repr(prepared)
    disks = asyncio.run(service().prepare(document("aws_disk", {"num_disks": 3})))
    assert (disks.unit_type, disks.node_count) == ("storage", 3)


def test_values_come_from_the_flavor_file_when_there_is_one() -> None:
    file = {"flavors": {"aws": {"small": {"instance_type": "t3.nano", "volume_size": 9, "volume_type": "gp3"}}}}
    found = unit_of(document("aws", {}), flavors_path=Path("vcp_flavor.yml"), **file)["cloud_params"]
    assert (found["instance_type"], found["volume_size"], found["volume_type"]) == ("t3.nano", 9, "gp3")
    assert unit_of(document("aws", {}))["cloud_params"]["instance_type"] == "m4.large"


@pytest.mark.parametrize(
    ("flavors", "expected"),
    [
        ({}, ("flavor", "bad_value")),
        (
            {"aws": {"small": {"instance_type": "t3.nano", "volume_size": "9", "volume_type": "a"}}},
            ("flavor", "bad_value"),
        ),
        ({"aws": {"small": {"instance_type": "t", "volume_size": 9}}}, ("attributes.volume_type", "missing_value")),
    ],
)
def test_flavors_that_do_not_do(flavors: Any, expected: tuple[str, str]) -> None:
    assert expected in refusals(document("aws", {}), flavors_path=Path("f"), flavors=flavors)


def test_the_sdk_does_not_check_a_flavor_against_its_enumeration() -> None:
    spec = {**document("sakura_disk", {}), "flavor": "large"}
    assert unit_of(spec)["cloud_params"]["sakuracloud_disk_size"] == 249
    by_hand = document("sakura_disk", {"sakuracloud_disk_size": 249})
    assert refusals(by_hand) == [("attributes.sakuracloud_disk_size", "bad_value")]


def test_sections_and_networks() -> None:
    assert unit_of(document("aws", {}))["private_network"] == "tokyo1"
    assert unit_of(document("aws_spot", {}))["private_network"] == "tokyo1"
    sakura = unit_of(document("sakura", {}))
    assert (sakura["private_network"], sakura["cloud_params"]["token"]) == ("sw1", "t0ken")
    assert unit_of(document("sakura_disk", {}))["private_network"] == "default"
    assert unit_of(document("onpremises", {}))["private_network"] == "default"


@pytest.mark.parametrize("attributes", [{}, {"image": ""}])
def test_the_default_image_is_written_where_it_is_documented(attributes: Mapping[str, object]) -> None:
    spec = {**document("aws", {}), "attributes": attributes}
    text = asyncio.run(of_generation("26.10").prepare(spec)).text
    assert yaml.safe_load(text)[0]["unit"]["image"] == "harbor.vcloud.nii.ac.jp/vcp/base:3.0.0-alpine3.22"
    for generation in (None, "25"):
        with pytest.raises(SpecRefused) as caught:
            asyncio.run(of_generation(generation).prepare(spec))
        assert [refusal.code for refusal in caught.value.refusals] == ["image_required"]


def test_an_image_that_is_none_is_not_replaced_by_the_default() -> None:
    text, refused = asyncio.run(of_generation("26.10").preview(document("aws", {"image": 5})))
    assert (text, [refusal.path for refusal in refused]) == (None, ["attributes.image"])


def test_user_names_of_proxmox_and_mdx2() -> None:
    assert unit_of(document("proxmox", {}))["cloud_params"]["user_name"] == "ubuntu"
    named = {**SECTIONS, "proxmox": {**SECTIONS["proxmox"], "user_name": "debian"}}
    assert unit_of(document("proxmox", {}), sections=named)["cloud_params"]["user_name"] == "debian"
    assert unit_of(document("mdx2", {}))["cloud_params"]["user_name"] == "os-user"
    assert unit_of(document("mdx2", {"user_name": "x"}))["cloud_params"]["user_name"] == "x"


def test_a_password_of_any_characters_arrives() -> None:
    assert unit_of(document("vmware", {}))["cloud_params"]["password"] == SECTIONS["vmware"]["password"]


def test_unset_words_of_onpremises() -> None:
    params = unit_of(document("onpremises", {}))["cloud_params"]
    assert (params["user_name"], params["network_if"]) == ("None", "None")
    assert refusals(document("onpremises", {"user_name": "None"})) == [("attributes.user_name", "bad_value")]


@pytest.mark.parametrize(
    ("plugin", "attributes", "expected"),
    [
        ("aws", {"image": ""}, ("attributes.image", "image_required")),
        ("aws", {"image": "a b"}, ("attributes.image", "bad_value")),
        ("aws", {"num_nodes": 0}, ("attributes.num_nodes", "bad_value")),
        ("aws", {"num_nodes": True}, ("attributes.num_nodes", "bad_value")),
        ("aws", {"num_nodes": 3, "ip_addresses": ["10.0.0.1"]}, ("attributes.num_nodes", "bad_value")),
        ("aws", {"ip_addresses": ["10.0.0.1", "10.0.0.1"]}, ("attributes.ip_addresses", "bad_value")),
        ("aws", {"ip_addresses": ["10.0.0.1", "10.0.0.300"]}, ("attributes.ip_addresses.1", "bad_value")),
        ("aws", {"volume_size": "40"}, ("attributes.volume_size", "bad_value")),
        ("aws", {"volume_size": 0}, ("attributes.volume_size", "bad_value")),
        ("aws", {"instance_type": ""}, ("attributes.instance_type", "missing_value")),
        ("aws", {"core": 1}, ("attributes.core", "bad_value")),
        ("aws", {"tags": {"a": 1}}, ("attributes.tags.a", "bad_value")),
        ("aws", {"params_v": ["/a:/b", "a:/b"]}, ("attributes.params_v.1", "bad_value")),
        ("aws", {"params_e": ["A=1", "B"]}, ("attributes.params_e.1", "bad_value")),
        ("aws", {"params_e": ["PRIVATE_IP=1.2.3.4"]}, ("attributes.params_e.0", "bad_value")),
        ("aws", {"params_e": ["A=\ud800"]}, ("attributes", "bad_value")),
        ("aws", {"disks": [{"unit": "data"}]}, ("attributes.disks.0", "bad_value")),
        ("aws", {"disks": [{"unitGroup": "none", "unit": "data"}]}, ("attributes.disks.0", "disk_not_found")),
        ("aws_spot", {"spot_price": "cheap"}, ("attributes.spot_price", "bad_value")),
        ("aws_disk", {"image": "a"}, ("attributes.image", "bad_value")),
        ("gcp", {"disks": [{"unitGroup": "demo-disk", "unit": "data"}]}, ("attributes.disks.0", "bad_value")),
        ("vmware", {"mac_addresses": ["x"]}, ("attributes.mac_addresses.0", "bad_value")),
        (
            "vmware",
            {"mac_addresses": ["BC:24:11:B2:A1:01"], "ip_addresses": ["10.0.0.1", "10.0.0.2"]},
            ("attributes.mac_addresses", "bad_value"),
        ),
        ("chameleon", {"reservation": ""}, ("attributes.reservation", "missing_value")),
        ("azure", {}, ("provider", "credential_missing")),
        ("hokudai", {}, ("provider", "credential_missing")),
    ],
)
def test_refusals_stand_at_their_path(plugin: str, attributes: dict[str, Any], expected: tuple[str, str]) -> None:
    assert expected in refusals(document(plugin, attributes))


def test_onpremises_does_not_count_its_addresses() -> None:
    spec = document("onpremises", {"ip_addresses": ["10.0.0.1", "10.0.0.2"]})
    assert unit_of(spec)["num_nodes"] == 2
    spec["attributes"].pop("num_nodes")
    assert refusals(spec) == [("attributes.num_nodes", "missing_value")]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"version": 2}, [("version", "bad_value")]),
        ({"version": "1"}, [("version", "bad_value")]),
        ({"unit": ""}, [("unit", "missing_value")]),
        ({"unit": "a b"}, [("unit", "bad_value")]),
        ({"unitGroup": "1a"}, [("unitGroup", "bad_value")]),
        ({"provider": "nowhere"}, [("provider", "provider_unknown")]),
        ({"provider": None}, [("provider", "missing_value")]),
        ({"flavor": "huge"}, [("flavor", "bad_value")]),
        ({"attributes": []}, [("attributes", "bad_value")]),
        ({"sshKeys": [{}]}, [("sshKeys.0", "bad_value")]),
    ],
)
def test_frames_that_do_not_do(change: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert refusals({**document("aws", {}), **change})[: len(expected)] == expected


def test_every_refusal_is_told_at_once() -> None:
    spec = {**document("azure", {"gpus": "all", "volume": 1}), "unit": ""}
    paths = [path for path, _ in refusals(spec)]
    assert paths == ["unit", "attributes.gpus", "attributes.volume", "provider"]


def test_docker_options_of_the_configuration_are_refused_unless_emptied() -> None:
    options = {"spec_options": {"dns": ["1.1.1.1"], "options": ["timeout:60"], "hostname": ""}}
    assert refusals(document("aws", {}), **options) == [
        ("attributes.dns", "docker_options_configured"),
        ("attributes.dns_opt", "docker_options_configured"),
    ]
    assert unit_of(document("aws", {"dns": [], "dns_opt": []}), **options)["docker_opt"] == {}
    assert unit_of(document("aws_disk", {}), **options)["num_disks"] == 1


def test_vc_disks_are_looked_up() -> None:
    disks = ["vol-1", {"unitGroup": "demo-disk", "unit": "data"}, {"unitGroup": "demo-disk", "unit": "log", "disk": 7}]
    sent = unit_of(document("aws", {"disks": disks}))["cloud_params"]["volume_id"]
    assert sent == ["vol-1", "vcp:0a1b:data:1", "vcp:0a1b:data:2", "vcp:0a1b:log:7"]


def test_one_key_file_is_sent_whole_and_last(tmp_path: Path) -> None:
    file = tmp_path / "id.pub"
    file.write_bytes(f"# mine\n{KEY}\n".encode())
    spec = {**document("aws", {"params_e": ["TZ=Asia/Tokyo"]}), "sshKeys": [{"path": str(file)}]}
    entries = unit_of(spec)["params"]["e"]
    assert entries[0] == "TZ=Asia/Tokyo"
    assert base64.b64decode(entries[1].removeprefix("AUTHORIZED_KEYS=")) == file.read_bytes()
    clash = {**spec, "attributes": {**spec["attributes"], "params_e": ["AUTHORIZED_KEYS=eA=="]}}
    assert refusals(clash) == [("sshKeys", "bad_value")]


def test_a_private_key_never_leaves_its_file(tmp_path: Path) -> None:
    file = tmp_path / "id"
    file.write_text("-----BEGIN OPENSSH PRIVATE KEY-----\nTopSecret\n", "utf-8")
    with pytest.raises(SpecRefused) as caught:
        asyncio.run(service().prepare({**document("aws", {}), "sshKeys": [{"path": str(file)}]}))
    (refusal,) = caught.value.refusals
    assert (refusal.path, refusal.code) == ("sshKeys.0.path", "key_file")
    assert "TopSecret" not in str(caught.value)


@pytest.mark.parametrize("name", ["", "none.pub", "binary", "large.pub", "~nobody-of-this-name/id.pub", "a\0b"])
def test_key_files_that_cannot_be_used(tmp_path: Path, name: str) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    (tmp_path / "large.pub").write_text(f"{KEY}\n" * 2000, "utf-8")
    path = name if name.startswith("~") else f"{tmp_path}/{name}"
    assert refusals({**document("aws", {}), "sshKeys": [{"path": path}]}) == [("sshKeys.0.path", "key_file")]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ([{"path": "/a.pub"}, {"text": KEY}], ("sshKeys.0.text", "missing_value")),
        ([{"text": "ssh-ed25519 nonsense"}], ("sshKeys.0.text", "bad_value")),
    ],
)
def test_pasted_keys_need_their_text(keys: list[dict[str, str]], expected: tuple[str, str]) -> None:
    assert refusals({**document("aws", {}), "sshKeys": keys}) == [expected]


def test_disks_take_no_keys() -> None:
    assert refusals({**document("aws_disk", {}), "sshKeys": [{"text": KEY}]}) == [("sshKeys", "bad_value")]


def test_a_preview_hides_secrets_and_keeps_references() -> None:
    attributes = {"params_e": ["DB_PASSWORD=hunter2", f"URL=http://{SECRET}@db", "TZ=Asia/Tokyo"]}
    text, found = preview({**document("aws", attributes), "sshKeys": [{"text": KEY}]})
    assert found == []
    assert text is not None
    assert SECRET not in text
    assert "hunter2" not in text
    unit = yaml.safe_load(text)[0]["unit"]
    assert unit["cloud_params"]["access_key"] == "vault://cubbyhole/aws/access_key"
    assert unit["cloud_params"]["secret_key"] == "********"
    assert unit["params"]["e"][2] == "TZ=Asia/Tokyo"
    assert len(unit["params"]["e"][3]) < 60


def test_a_preview_shows_what_is_known_beside_what_is_not() -> None:
    text, found = preview(document("aws", {"gpus": "all"}))
    assert found == [("attributes.gpus", "unknown_in_cci")]
    assert text is not None
    assert "docker_opt: {}" in text
    assert preview(document("aws", {"num_nodes": 0})) == (None, [("attributes.num_nodes", "bad_value")])
    assert preview({"version": 9}) == (None, [("version", "bad_value")])


def test_integers_written_as_floats_by_a_json_writer() -> None:
    unit = unit_of(document("aws", {"volume_size": 40.0, "num_nodes": 2.0}))
    assert (unit["num_nodes"], unit["cloud_params"]["volume_size"]) == (2, 40)
    assert isinstance(unit["cloud_params"]["volume_size"], int)
