"""Which CCI texts are accepted, and what is said about the others."""

from __future__ import annotations

import pytest
import yaml

from jupyterlab_vcp.demo.controller import cci_check
from jupyterlab_vcp.demo.controller.catalog import vpn_catalog
from jupyterlab_vcp.demo.controller.cci_check import Ground, UnitRequest
from jupyterlab_vcp.demo.controller.state import ApiError
from jupyterlab_vcp.demo.controller.table import PLUGINS
from jupyterlab_vcp.demo.generations import DEFAULT, GENERATIONS
from jupyterlab_vcp.demo.secrets_store import SecretStore

from .support import b64, group_cci, unit_cci

TOKEN = "t"
GENERATION = GENERATIONS[DEFAULT]
CATALOG = vpn_catalog(GENERATION)


@pytest.fixture
def store() -> SecretStore:
    store = SecretStore()
    for plugin in PLUGINS.values():
        store.write("cubbyhole", TOKEN, plugin.disk_provider, dict.fromkeys(plugin.credentials, "x"))
    store.write("secret", TOKEN, "team/aws", {"access_key": "x", "empty": ""})
    return store


def check(store: SecretStore, text: str, plugin: str = "aws", name: str = "u") -> UnitRequest:
    return cci_check.check_unit(b64(text), name, PLUGINS[plugin].storage, Ground(GENERATION, CATALOG, store, TOKEN))


def fault(store: SecretStore, text: str, plugin: str = "aws") -> str:
    with pytest.raises(ApiError) as caught:
        check(store, text, plugin)
    assert caught.value.status == 400
    return caught.value.message


@pytest.mark.parametrize("plugin", sorted(PLUGINS))
def test_a_good_text_of_every_plugin(store: SecretStore, plugin: str) -> None:
    request = check(store, unit_cci("u", plugin, 2), plugin)
    assert (request.count, request.plugin.name, request.network) == (2, plugin, "default")


@pytest.mark.parametrize("plugin", sorted(PLUGINS))
def test_every_key_is_needed_and_no_other_allowed(store: SecretStore, plugin: str) -> None:
    unit = yaml.safe_load(unit_cci("u", plugin))[0]["unit"]
    places = [(unit, key, "unit.") for key in unit if not (plugin.endswith("_disk") and key == "docker_opt")]
    places += [(unit["cloud_params"], key, "unit.cloud_params.") for key in unit["cloud_params"]]
    for holder, key, place in places:
        kept = holder.pop(key)
        message = fault(store, yaml.safe_dump([{"unit": unit}]), plugin)
        assert f"{place}{key}" in message
        holder[key] = kept
    unit["cloud_params"]["surprise"] = 1
    assert "unit.cloud_params.surprise: unknown key" in fault(store, yaml.safe_dump([{"unit": unit}]), plugin)


@pytest.mark.parametrize("plugin", sorted(PLUGINS))
def test_types_of_every_key(store: SecretStore, plugin: str) -> None:
    unit = yaml.safe_load(unit_cci("u", plugin))[0]["unit"]
    params = unit["cloud_params"]
    table = PLUGINS[plugin]
    wrong: dict[str, list[object]] = {key: [7, "", None, True] for key in table.strings}
    wrong |= {key: ["7", 0, -1, True, 1.5, None] for key in table.ints}
    wrong |= {key: ["7", -1, None] for key in table.minutes}
    wrong |= {key: [7, [], True] for key in table.optional}
    wrong |= {key: ["", None, True, "vault://cubbyhole/none/key"] for key in table.credentials}
    wrong |= {"cci_version": [1.0, "9.9"]}
    for key, values in wrong.items():
        for value in values:
            unit["cloud_params"] = {**params, key: value}
            assert f"unit.cloud_params.{key}: " in fault(store, yaml.safe_dump([{"unit": unit}]), plugin)


SAME = unit_cci("u", count=2)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('cci_version: "1.1"', 'cci_version: "1.0"'),
        ("    docker_opt: {}\n", ""),
        ("        v:\n        - /export:/export\n", ""),
        ("        - /export:/export\n", ""),
        ("        - /export:/export\n", "        - /a:/b:ro\n        - /var/lib/docker\n"),
        ("v:\n        - /export:/export\n", "v: []\n"),
        ("TZ=Asia/Tokyo", "AUTHORIZED_KEYS=c3NoLXJzYSBBQUFB"),
        ("TZ=Asia/Tokyo", "EMPTY="),
        ("ip_address_list: []", "ip_address_list: ['172.30.2.10', '172.30.2.11']"),
        ("volume_id: []", "volume_id: ['vol-1', 'vcp:2402ae36:data:c3a1']"),
        ("tags: {}", "tags: {'Owner': 'me', 'n': '1'}"),
        ("vault://cubbyhole/aws/access_key", "vault://secret/team/aws/access_key"),
        ("vault://cubbyhole/aws/access_key", "AKIALITERAL"),
        ("vault://cubbyhole/aws/access_key", "12345"),
        ("private_network: default", "private_network: tokyo_subnet1"),
        ("volume_type: gp2", "volume_type: gp3"),
        ("image: vcp/base", "image: registry.example.jp:5000/vcp/base"),
        ("\n- unit", "- unit"),
        ("tags: {}", "tags: {}\n"),
    ],
)
def test_accepted(store: SecretStore, old: str, new: str) -> None:
    text = SAME
    if '"1.0"' in new:
        text = text.replace("    docker_opt: {}\n", "")
    if old == "    docker_opt: {}\n":
        text = text.replace('cci_version: "1.1"', 'cci_version: "1.0"')
    assert old in text
    assert check(store, text.replace(old, new, 1)).count == 2


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('cci_version: "1.1"', "cci_version: 1.1", "unit.cci_version"),
        ('cci_version: "1.1"', 'cci_version: "1.0"', "unit.docker_opt: unknown key"),
        ("    docker_opt: {}\n", "", "unit.docker_opt: missing"),
        ("docker_opt: {}", "docker_opt: {gpus: all}", "unit.docker_opt: must be {}"),
        (
            "    docker_opt",
            "    user_init_command: IyE=\n    docker_opt",
            "unit.user_init_command: unknown key (its place",
        ),
        ("name: u", "name: other", "unit.name"),
        ("num_nodes: 2", "num_nodes: '2'", "unit.num_nodes"),
        ("num_nodes: 2", "num_nodes: 0", "unit.num_nodes"),
        ("num_nodes: 2", "num_disks: 2", "unit.num_nodes: missing"),
        ("recovery_mode: none", "recovery_mode: auto", "unit.recovery_mode"),
        ("image: vcp/base:1.8.1-ubuntu20.04-x86_64", "image: a b", "unit.image"),
        ("image: vcp/base:1.8.1-ubuntu20.04-x86_64", "image: ", "unit.image"),
        ("private_network: default", "private_network: nowhere", "not exist in vpn_catalog, provider[aws]"),
        ("cloud_provider: aws", "cloud_provider: azure", "unit.cloud_params"),
        ("cloud_provider: aws", "cloud_provider: mars", "no compute plugin for [mars]"),
        ("/export:/export", "export:/export", "unit.params.v"),
        ("/export:/export", "/export:/export:rx", "unit.params.v"),
        ("        - /export:/export", "        - 5", "unit.params.v: must be a list of strings"),
        ("TZ=Asia/Tokyo", "TZ", "unit.params.e: [TZ] is not KEY=VALUE"),
        ("TZ=Asia/Tokyo", "9Z=1", "unit.params.e"),
        ("TZ=Asia/Tokyo", "VCCC_ID=1", "set by the controller"),
        ("TZ=Asia/Tokyo", "AUTHORIZED_KEYS=ssh-rsa AAAA", "AUTHORIZED_KEYS is not base64"),
        ("        e:\n", "        x: []\n        e:\n", "unit.params.x: unknown key"),
        ("ip_address_list: []", "ip_address_list: ['172.30.2.10']", "1 entries for 2 nodes"),
        ("ip_address_list: []", "ip_address_list: ['172.30.2.10', '172.30.2.10']", "twice"),
        ("ip_address_list: []", "ip_address_list: ['172.30.2.10', 'b']", "not an IPv4 address"),
        ("ip_address_list: []", "ip_address_list: ", "must be a list of strings"),
        ("volume_id: []", "volume_id: ['vcp:half']", "not a disk this provider can attach"),
        ("tags: {}", "tags: []", "unit.cloud_params.tags"),
        ("tags: {}", "tags: {n: 1}", "unit.cloud_params.tags"),
        ("vault://cubbyhole/aws/access_key", "vault://secret/team/aws/empty", "does not resolve"),
        ("vault://cubbyhole/aws/access_key", "vault://elsewhere/aws/access_key", "does not resolve"),
        ("- unit:", "- vc:", "only key is unit"),
        ("    name: u\n", "    name: u\n    name: u\n", "key name stands twice"),
        ("tags: {}", "tags: {", "info is not YAML: line"),
    ],
)
def test_refused(store: SecretStore, old: str, new: str, message: str) -> None:
    assert old in SAME
    assert message in fault(store, SAME.replace(old, new, 1))


@pytest.mark.parametrize(
    ("plugin", "old", "new", "message"),
    [
        ("vmware", "mac_address_list: []", "mac_address_list: ['BC:24:11:B2:A1:01']", "1 entries for 2 nodes"),
        ("proxmox", "mac_address_list: []", "mac_address_list: ['a', 'b']", "not a MAC address"),
        ("onpremises", "ip_address_list: ['192.168.0.10', '192.168.0.11']", "ip_address_list: []", "must name"),
        ("gcp", "attached_disk: []", "attached_disk: ['vcp:a:b:c']", "not a disk this provider can attach"),
        ("aws_disk", "    cloud_params", "    image: x\n    cloud_params", "unit.image: unknown key"),
        ("aws_disk", "    cloud_params", "    params: {v: [/a]}\n    cloud_params", "unit.params: not for storage"),
        ("aws_disk", "num_disks: 2", "num_nodes: 2", "unit.num_disks: missing"),
        ("aws_disk", "cloud_provider: aws", "cloud_provider: gcp", "the type of the group [storage] needs"),
    ],
)
def test_refused_by_plugin(store: SecretStore, plugin: str, old: str, new: str, message: str) -> None:
    text = unit_cci("u", plugin, 2)
    assert old in text
    assert message in fault(store, text.replace(old, new, 1), plugin)


def test_bare_none_means_not_given(store: SecretStore) -> None:
    text = unit_cci("u", "onpremises").replace("private_network: default", "private_network: None")
    assert "user_name: None" in text
    assert check(store, text, "onpremises").network == "default"


def test_literal_references_of_another_token(store: SecretStore) -> None:
    with pytest.raises(ApiError, match="does not resolve"):
        cci_check.check_unit(b64(SAME), "u", False, Ground(GENERATION, CATALOG, store, "other"))


@pytest.mark.parametrize("info", [None, 5, "", "no base64!", b64("\n- unit:") + "\n", "/w=="])
def test_not_base64(store: SecretStore, info: object) -> None:
    with pytest.raises(ApiError):
        cci_check.check_unit(info, "u", False, Ground(GENERATION, CATALOG, store, TOKEN))


@pytest.mark.parametrize("kind", ["compute", "storage"])
def test_good_group(kind: str) -> None:
    assert cci_check.check_vc(b64(group_cci("a-B_1", kind))) == ("a-B_1", kind == "storage")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("name: grp", "name: 123", "vc.name"),
        ("name: grp", "name: yes", "vc.name"),
        ("name: grp", "name: a b", "vc.name"),
        ("name: grp", "name: ", "vc.name"),
        ("type: compute", "type: other", "vc.type"),
        ("    type: compute\n", "", "vc.type: missing"),
        ('description: "grp"', "description: 1", "vc.description"),
        ('cci_version: "25.10.0"', "cci_version: 25.1", "vc.cci_version"),
        ("    name", "    more: 1\n    name", "vc.more: unknown key"),
    ],
)
def test_refused_group(old: str, new: str, message: str) -> None:
    text = group_cci("grp")
    assert old in text
    with pytest.raises(ApiError) as caught:
        cci_check.check_vc(b64(text.replace(old, new, 1)))
    assert message in caught.value.message
