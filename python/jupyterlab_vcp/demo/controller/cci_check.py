"""Reads and judges the CCI texts a client sends, by rules of the simulator's own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from ipaddress import AddressValueError, IPv4Address
from typing import Any

from jupyterlab_vcp.demo import choices
from jupyterlab_vcp.demo.controller import cci_text
from jupyterlab_vcp.demo.controller.state import ApiError
from jupyterlab_vcp.demo.controller.table import PROVIDERS, Plugin
from jupyterlab_vcp.demo.generations import Generation
from jupyterlab_vcp.demo.secrets_store import SecretStore

_MAC = re.compile(r"^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$")
_VC_DISK = re.compile(r"^vcp:\w+:[a-zA-Z0-9_\-]+:\w+$")
_VOLUME = re.compile(r"^(/[^:\s]*|/[^:\s]*:/[^:\s]*(:(ro|rw))?)$")
_VARIABLE = re.compile(r"^[A-Za-z_][A-Za-z0-9_]*=", re.DOTALL)
_RESERVED = ("VCCC_ID", "SERF_NODE_ID", "VCCCTR_IPADDR", "MY_PRIVATE_IP", "PRIVATE_IP", "VCP_CONTAINER_VERSION")
_UNIT_KEYS = {"cci_version", "name", "description", "private_network", "recovery_mode", "cloud_provider"}


@dataclass(frozen=True)
class Ground:
    """What a unit CCI is held against, besides the rules of its plugin."""

    generation: Generation
    catalog: dict[str, Any]
    store: SecretStore
    token: str


@dataclass
class UnitRequest:
    """What a good unit CCI asks for."""

    name: str
    plugin: Plugin
    network: str
    count: int
    addresses: list[str] = field(default_factory=list)
    macs: list[str] = field(default_factory=list)
    disks: list[str] = field(default_factory=list)
    size: int | None = None


class _Findings(list[str]):
    """Collects what is wrong, each with its place."""

    def need(self, good: bool, place: str, what: str) -> bool:
        if not good:
            self.append(f"{place}: {what}")
        return good

    def close(self) -> None:
        if self:
            raise ApiError(choices.BAD_REQUEST, "wrong CCI\\n" + "\\n".join(self))


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _keys(found: _Findings, data: dict[str, Any], required: set[str], allowed: set[str], place: str) -> None:
    for key in sorted(required - set(data)):
        found.append(f"{place}{key}: missing")
    for key in sorted(set(map(str, data)) - required - allowed):
        hint = " (its place in the CCI is not known to this simulator)" if key == "user_init_command" else ""
        found.append(f"{place}{key}: unknown key{hint}")


def check_vc(text: object) -> tuple[str, bool]:
    """Name and type (storage or not) of a group CCI."""
    vc = cci_text.inner(cci_text.decode(text, "cci"), "vc")
    found = _Findings()
    _keys(found, vc, {"cci_version", "type", "description", "name"}, set(), "vc.")
    found.need(isinstance(vc.get("cci_version"), str) and bool(vc["cci_version"]), "vc.cci_version", "must be a string")
    found.need(vc.get("type") in ("compute", "storage"), "vc.type", "must be compute or storage")
    found.need(isinstance(vc.get("description"), str), "vc.description", "must be a string")
    name = vc.get("name")
    good = isinstance(name, str) and re.match(choices.GROUP_NAME, name) is not None
    found.need(good, "vc.name", f"must be a string that matches {choices.GROUP_NAME}")
    found.close()
    return str(name), vc["type"] == "storage"


def check_unit(text: object, unit_name: str, storage: bool, ground: Ground) -> UnitRequest:
    """Everything a unit CCI must fulfil; raises with the list of what is wrong where."""
    unit = cci_text.inner(cci_text.decode(text, "info"), "unit")
    found = _Findings()
    plugin = _find_plugin(found, unit, storage, ground.generation)
    _check_frame(found, unit, unit_name, storage)
    network = _check_network(found, unit, plugin, ground.catalog)
    if not storage:
        _check_compute(found, unit)
    elif unit.get("params") not in (None, {}):
        found.append("unit.params: not for storage")
    request = UnitRequest(unit_name, plugin, network, _check_count(found, unit, storage))
    params = unit.get("cloud_params")
    if found.need(isinstance(params, dict), "unit.cloud_params", "must be a map") and isinstance(params, dict):
        _check_cloud(found, params, request, ground)
    found.close()
    return request


def _find_plugin(found: _Findings, unit: dict[str, Any], storage: bool, generation: Generation) -> Plugin:
    provider = unit.get("cloud_provider")
    plugin = generation.plugin_for(str(provider), storage)
    if plugin is not None:
        return plugin
    kind = "storage" if storage else "compute"
    other = f", which is what the type of the group [{kind}] needs" if provider in PROVIDERS else ""
    found.append(f"unit.cloud_provider: no {kind} plugin for [{provider}]{other}")
    found.close()
    raise AssertionError("unreachable")


def _check_frame(found: _Findings, unit: dict[str, Any], unit_name: str, storage: bool) -> None:
    required = _UNIT_KEYS | ({"num_disks"} if storage else {"num_nodes", "image", "params"})
    allowed = {"docker_opt", "params"} if storage else {"docker_opt"}
    found.need(unit.get("cci_version") in ("1.0", "1.1"), "unit.cci_version", 'must be the string "1.0" or "1.1"')
    if unit.get("cci_version") == "1.1" and not storage:
        required.add("docker_opt")
    if unit.get("cci_version") == "1.0":
        allowed.discard("docker_opt")
    _keys(found, unit, required | {"cloud_params"}, allowed, "unit.")
    found.need(unit.get("name") == unit_name, "unit.name", f"must be unit_name [{unit_name}]")
    found.need(isinstance(unit.get("description"), str), "unit.description", "must be a string")
    found.need(unit.get("recovery_mode") == "none", "unit.recovery_mode", "must be none")
    if "docker_opt" in unit:
        empty = unit["docker_opt"] == {}
        found.need(empty, "unit.docker_opt", "must be {} (its layout is not known to this simulator)")


def _check_network(found: _Findings, unit: dict[str, Any], plugin: Plugin, catalog: dict[str, Any]) -> str:
    name = unit.get("private_network")
    if not plugin.own_network and name in (None, "", "None"):
        return "default"
    entries = catalog.get(plugin.provider, {})
    text = f"not exist in vpn_catalog, provider[{plugin.provider}] vpn_catalog_name[{name}]"
    found.need(isinstance(name, str) and name in entries, "unit.private_network", text)
    return str(name)


def _check_compute(found: _Findings, unit: dict[str, Any]) -> None:
    image = unit.get("image")
    good = isinstance(image, str) and bool(image) and not re.search(r"\s", image)
    found.need(good, "unit.image", "must be the name of an image")
    params = unit.get("params")
    if not found.need(isinstance(params, dict), "unit.params", "must be a map") or not isinstance(params, dict):
        return
    _keys(found, params, set(), {"v", "e"}, "unit.params.")
    for entry in _strings(found, params.get("v"), "unit.params.v", empty=True):
        what = f"[{entry}] is neither host:container[:ro|rw] nor an absolute path"
        found.need(_VOLUME.match(entry) is not None, "unit.params.v", what)
    for entry in _strings(found, params.get("e"), "unit.params.e", empty=True):
        key = entry.partition("=")[0]
        found.need(_VARIABLE.match(entry) is not None, "unit.params.e", f"[{key}] is not KEY=VALUE")
        found.need(key not in _RESERVED, "unit.params.e", f"[{key}] is set by the controller")
        if key == "AUTHORIZED_KEYS":
            _check_base64(found, entry.partition("=")[2])


def _check_base64(found: _Findings, value: str) -> None:
    try:
        good = bool(cci_text.plain(value))
    except ValueError:
        good = False
    found.need(good, "unit.params.e", "AUTHORIZED_KEYS is not base64")


def _check_count(found: _Findings, unit: dict[str, Any], storage: bool) -> int:
    key = "num_disks" if storage else "num_nodes"
    count = unit.get(key)
    if key in unit and not (_is_int(count) and isinstance(count, int) and count >= 1):
        found.append(f"unit.{key}: must be an integer of at least 1")
        return 0
    return count if isinstance(count, int) else 0


def _strings(found: _Findings, value: Any, place: str, empty: bool = False) -> list[str]:
    """A list of strings; ``empty``: None is an empty list."""
    if value is None and empty:
        return []
    good = isinstance(value, list) and all(isinstance(entry, str) and entry for entry in value)
    found.need(good, place, "must be a list of strings")
    return list(value) if good else []


def _check_cloud(found: _Findings, params: dict[str, Any], request: UnitRequest, ground: Ground) -> None:
    plugin, place = request.plugin, "unit.cloud_params."
    _keys(found, params, set(plugin.keys), set(), place)
    version = params.get("cci_version")
    found.need(version == plugin.version, place + "cci_version", f'must be the string "{plugin.version}"')
    for key in set(plugin.strings) & set(params):
        found.need(isinstance(params[key], str) and bool(params[key]), place + key, "must be a string")
    for key in set(plugin.optional) & set(params):
        found.need(params[key] is None or isinstance(params[key], str), place + key, "must be a string")
    for key, least in [(k, 1) for k in plugin.ints] + [(k, 0) for k in plugin.minutes]:
        if key in params:
            good = _is_int(params[key]) and params[key] >= least
            found.need(good, place + key, f"must be an integer of at least {least}")
    for key in set(plugin.credentials) & set(params):
        _check_credential(found, params[key], place + key, ground)
    _check_tags(found, params, place)
    request.size = next((params.get(k) for k in plugin.ints if _is_int(params.get(k))), None)
    _check_lists(found, params, request, place)


def _check_credential(found: _Findings, value: Any, place: str, ground: Ground) -> None:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)) or not str(value):
        found.append(f"{place}: must be a vault:// reference or a value")
    elif isinstance(value, str) and value.startswith("vault:"):
        found.need(
            ground.store.resolves(value, ground.token), place, "the vault reference does not resolve for this token"
        )


def _check_tags(found: _Findings, params: dict[str, Any], place: str) -> None:
    if "tags" in params:
        tags = params["tags"]
        good = isinstance(tags, dict) and all(isinstance(k, str) and isinstance(v, str) for k, v in tags.items())
        found.need(good, place + "tags", "must be a map of strings")


def _check_lists(found: _Findings, params: dict[str, Any], request: UnitRequest, place: str) -> None:
    plugin = request.plugin
    if plugin.ip and "ip_address_list" in params:
        request.addresses = _strings(found, params["ip_address_list"], place + "ip_address_list")
    if plugin.mac and "mac_address_list" in params:
        request.macs = _strings(found, params["mac_address_list"], place + "mac_address_list")
    found.extend(list_faults(request.addresses, request.macs, request.count, place))
    if plugin.needs_ip and "ip_address_list" in params:
        found.need(bool(request.addresses), place + "ip_address_list", "must name the existing servers")
    if plugin.disks and plugin.disks in params:
        request.disks = _strings(found, params[plugin.disks], place + plugin.disks)
        for disk in request.disks:
            good = not disk.startswith("vcp:") or (plugin.vc_disks and _VC_DISK.match(disk) is not None)
            found.need(good, place + plugin.disks, f"[{disk}] is not a disk this provider can attach")
        found.need(len(set(request.disks)) == len(request.disks), place + plugin.disks, "names a volume twice")


def list_faults(addresses: list[str], macs: list[str], count: int, place: str = "") -> list[str]:
    """What is wrong with address lists, shared by the unit CCI and by adding nodes."""
    found = _Findings()
    for address in addresses:
        try:
            IPv4Address(address)
        except AddressValueError:
            found.append(f"{place}ip_address_list: [{address}] is not an IPv4 address")
    for mac in macs:
        found.need(_MAC.match(mac) is not None, place + "mac_address_list", f"[{mac}] is not a MAC address")
    found.need(len(set(addresses)) == len(addresses), place + "ip_address_list", "names an address twice")
    found.need(len(set(map(str.lower, macs))) == len(macs), place + "mac_address_list", "names an address twice")
    for key, values in (("ip_address_list", addresses), ("mac_address_list", macs)):
        good = not values or not count or len(values) == count
        found.need(good, place + key, f"has {len(values)} entries for {count} nodes")
    return list(found)
