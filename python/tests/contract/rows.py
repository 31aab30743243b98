"""The rows of controller-api.md 3 that we use: the call, and what goes over the wire."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from jupyterlab_vcp.clients.controller import SDK_VERSION, ControllerClient
from jupyterlab_vcp.core.cci import write_group_cci

V, U, N = "0" * 32, "web", "1" * 32
NODE = {"node_no": 1, "node_id": N}
UNIT = {"name": U, "state": "RUNNING", "node": [NODE]}
GROUP = {"vcid": V, "name": "demo", "unit": [UNIT]}


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def group_cci(name: str, unit_type: str) -> dict[str, str]:
    return {"cci": encoded(write_group_cci(name, unit_type, SDK_VERSION))}


@dataclass(frozen=True)
class Row:
    """``body`` None: nothing is sent. ``status`` and ``answer`` are what a good controller says."""

    numbers: str
    call: Callable[[ControllerClient], Awaitable[Any]]
    method: str
    path: str
    body: dict[str, Any] | None = None
    status: int = 202
    answer: Any = None

    @property
    def name(self) -> str:
        return f"{self.numbers}-{self.method}-{self.path.replace(V, 'vcid').replace(N, 'id')}"

    @property
    def writes(self) -> bool:
        return self.status == 202


def read(numbers: str, call: Callable[[ControllerClient], Awaitable[Any]], path: str, answer: Any) -> Row:
    return Row(numbers, call, "GET", path, None, 200, answer)


_VERSION = {"version": "25.10.0", "git_tag": "x", "plugin": {"aws": "1.2"}}
_AUTHORITY = {"role": "fullaccess", "user_name": "nobody", "user_role": "regular"}
_BOTH = {"ip_address_list": ["172.30.2.9"], "mac_address_list": ["00:00:00:00:00:01"], "num_nodes": 1}

READS = [
    read("4", lambda c: c.authority(), "/accounts/authority", _AUTHORITY),
    read("5", lambda c: c.version(), "/version", _VERSION),
    read("6", lambda c: c.public_key(), "/publickey", {"publickey": "ssh-ed25519 AAAA vcc"}),
    read("7", lambda c: c.vpn_catalog(), "/vpn_catalog", {"vpn_catalog": {"aws": {"default": {}}}}),
    read("8", lambda c: c.unit_groups(), "/vcs", {"vcs": [GROUP]}),
    read("12", lambda c: c.unit_group(V), f"/vcs/{V}", GROUP),
    read("18", lambda c: c.unit(V, U), f"/vcs/{V}/{U}", UNIT),
    read("25", lambda c: c.member(V, U, N), f"/vcs/{V}/{U}/{N}", NODE),
]
UNIT_OPERATIONS = ("suspend", "resume", "stop", "start", "watch", "unwatch", "power_on", "power_off")
WRITES = [
    Row("9,13", lambda c: c.create_unit_group("demo", "storage"), "POST", "/vcs", group_cci("demo", "storage"),
        answer={"vcid": V}),
    Row("14", lambda c: c.rename_unit_group(V, "new", "compute"), "PUT", f"/vcs/{V}", group_cci("new", "compute")),
    Row("15", lambda c: c.change_owner(V, "hanako"), "PATCH", f"/vcs/{V}",
        {"owner": "hanako", "operation": "change_owner"}),
    Row("16", lambda c: c.delete_unit_group(V, force=True), "DELETE", f"/vcs/{V}", {"force": "true"}),
    Row("16", lambda c: c.delete_unit_group(V, force=False), "DELETE", f"/vcs/{V}", {"force": "false"}),
    Row("17", lambda c: c.add_unit(V, U, "\n- unit:\n    name: web"), "POST", f"/vcs/{V}",
        {"info": encoded("\n- unit:\n    name: web"), "unit_name": U}),
    Row("19", lambda c: c.add_nodes(V, U, 3), "PUT", f"/vcs/{V}/{U}",
        {"ip_address_list": [], "mac_address_list": [], "num_nodes": 3}),
    Row("19", lambda c: c.add_nodes(V, U, 5, ["172.30.2.9"], ["00:00:00:00:00:01"]), "PUT", f"/vcs/{V}/{U}", _BOTH),
    Row("19", lambda c: c.add_nodes(V, U, 5, [], ["00:00:00:00:00:01"]), "PUT", f"/vcs/{V}/{U}",
        {**_BOTH, "ip_address_list": []}),
    Row("21", lambda c: c.delete_unit(V, U, force=True), "DELETE", f"/vcs/{V}/{U}", {"force": "true"}),
    Row("21", lambda c: c.delete_unit(V, U, force=False), "DELETE", f"/vcs/{V}/{U}", {"force": "false"}),
    *(Row("22,23", lambda c, op=op: c.operate_unit(V, U, op), "PATCH", f"/vcs/{V}/{U}/{op}", {})  # type: ignore[misc]
      for op in UNIT_OPERATIONS),
    Row("24", lambda c: c.operate_unit(V, U, "clear_processing"), "PATCH", f"/vcs/{V}/{U}/clear_processing", {}),
    Row("26", lambda c: c.delete_member(V, U, N), "DELETE", f"/vcs/{V}/{U}/{N}", {}),
    *(Row("27-29", lambda c, op=op: c.operate_node(V, U, N, op), "PATCH", f"/vcs/{V}/{U}/{N}/{op}", {})  # type: ignore[misc]
      for op in UNIT_OPERATIONS),
    Row("30", lambda c: c.operate_node(V, U, N, "backup"), "GET", f"/vcs/{V}/{U}/{N}/backup", None),
]  # fmt: skip
ROWS = READS + WRITES
