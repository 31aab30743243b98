"""The table of endpoints of the controller, row by row as the pages list them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from jupyterlab_vcp.demo import choices
from jupyterlab_vcp.demo.controller import catalog, operations, views
from jupyterlab_vcp.demo.controller.machine import INCIDENTS, OPERATIONS, UNIT_OPERATIONS
from jupyterlab_vcp.demo.controller.operations import Caller, find_member, find_unit, find_vc
from jupyterlab_vcp.demo.controller.state import ApiError, Member, Unit, Vc
from jupyterlab_vcp.demo.controller.world import World


@dataclass
class Call:
    """One request, after the checks every request goes through."""

    world: World
    caller: Caller
    parts: dict[str, str]
    body: dict[str, Any]

    @property
    def vc(self) -> Vc:
        """The group in the path."""
        return find_vc(self.world, self.caller, self.parts["vcid"])

    @property
    def unit(self) -> Unit:
        """The unit in the path."""
        return find_unit(self.vc, self.parts["unit"])

    @property
    def member(self) -> Member:
        """The node or disk in the path."""
        return find_member(self.unit, self.parts["id"])

    @property
    def force(self) -> bool:
        """The string ``force`` of a delete."""
        if self.body.get("force") not in ("true", "false"):
            raise ApiError(choices.BAD_REQUEST, 'force must be the string "true" or "false"')
        return bool(self.body["force"] == "true")


Run = Callable[[Call], object]


@dataclass(frozen=True)
class Endpoint:
    """One row: method, path, success status, function, and what the body may hold."""

    method: str
    path: str
    success: int
    run: Run
    keys: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    open: bool = False
    updating: bool | None = None
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        """Compile the path."""
        regex = self.path.replace("{vcid}", r"(?P<vcid>\w+)").replace("{unit}", r"(?P<unit>[a-zA-Z0-9_\-]+)")
        object.__setattr__(self, "pattern", re.compile(regex.replace("{id}", r"(?P<id>\w+)")))

    @property
    def updates(self) -> bool:
        """Whether a readonly token may not call it."""
        return self.method != "GET" if self.updating is None else self.updating


def _authority(call: Call) -> object:
    account = call.caller.account
    return {"role": account.role, "user_name": account.user, "user_role": account.user_role}


def _list(call: Call) -> object:
    state, listing = call.world.state, call.world.listing
    return listing.join(listing.text(vc, state) for vc in state.vcs.values() if call.caller.sees(vc))


def _serf_failure(call: Call) -> object:
    sources, target = INCIDENTS["container-lost"]
    tags = call.body.get("tag")
    for vc, unit, node in call.world.state.members():
        named = isinstance(tags, list) and f"{vc.vcid}:{unit.name}:{node.no}" in tags
        if named and node.watch_mode and node.state in sources:
            node.state, node.error_message = target, "serf: member-fail"
            call.world.listing.touch(vc)
    return {}


def _add_unit(call: Call) -> object:
    name = call.body["unit_name"]
    if not isinstance(name, str) or not re.match(choices.UNIT_NAME, name):
        raise ApiError(choices.BAD_REQUEST, f"unit_name must match {choices.UNIT_NAME}")
    operations.create_unit(call.world, call.caller, call.vc, call.body)
    return {}


def _unit_operation(operation: str) -> Run:
    def run(call: Call) -> object:
        unit = call.unit
        operations.operate(call.world, call.vc, unit, unit.members, operation)
        return {}

    return run


def _node_operation(operation: str) -> Run:
    def run(call: Call) -> object:
        operations.operate(call.world, call.vc, call.unit, [call.member], operation)
        return {}

    return run


def _quiet(function: Callable[[Call], object]) -> Run:
    """A write whose answer is an empty object."""

    def run(call: Call) -> object:
        function(call)
        return {}

    return run


_VC, _UNIT, _MEMBER = "/vcs/{vcid}", "/vcs/{vcid}/{unit}", "/vcs/{vcid}/{unit}/{id}"
_CCI, _FORCE = frozenset({"cci"}), frozenset({"force"})
_OWNER, _INFO = frozenset({"owner", "operation"}), frozenset({"info", "unit_name"})
_LISTS = frozenset({"ip_address_list", "mac_address_list", "num_nodes"})

ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint("GET", "", 200, lambda call: {}, open=True),
    Endpoint("GET", "/", 200, lambda call: {}, open=True),
    Endpoint("GET", "/health", 200, lambda call: {"status": "ok"}, open=True),
    Endpoint("GET", "/accounts/authority", 200, _authority),
    Endpoint("GET", "/version", 200, lambda call: catalog.version(call.world.generation)),
    Endpoint("GET", "/publickey", 200, lambda call: {"publickey": catalog.PUBLIC_KEY}),
    Endpoint("GET", "/vpn_catalog", 200, lambda call: {"vpn_catalog": call.world.catalog}),
    Endpoint("GET", "/ccts", 200, lambda call: {"ccts": []}),
    Endpoint("GET", "/ccis/candidate", 200, lambda call: {"ccis": []}),
    Endpoint("GET", "/vcs", 200, _list),
    Endpoint("POST", "/vcs", 202, lambda c: {"vcid": operations.create_vc(c.world, c.caller, c.body).vcid}, keys=_CCI),
    Endpoint("POST", "/vcs/fail", 200, _serf_failure, keys=frozenset({"eventtype", "tag"}), open=True),
    Endpoint("GET", _VC, 200, lambda call: call.world.listing.text(call.vc, call.world.state)),
    Endpoint("PUT", _VC, 202, _quiet(lambda c: operations.rename_vc(c.world, c.vc, c.body)), _CCI, _CCI),
    Endpoint("PATCH", _VC, 202, _quiet(lambda c: operations.change_owner(c.world, c.vc, c.body)), _OWNER, _OWNER),
    Endpoint("DELETE", _VC, 202, _quiet(lambda c: operations.delete_vc(c.world, c.vc, c.force)), _FORCE, _FORCE),
    Endpoint("POST", _VC, 202, _add_unit, _INFO, _INFO),
    Endpoint("GET", _UNIT, 200, lambda call: views.unit_view(call.unit, call.world.state)),
    Endpoint("PUT", _UNIT, 202, _quiet(lambda c: operations.add_nodes(c.world, c.vc, c.unit, c.body)), _LISTS),
    Endpoint(
        "DELETE", _UNIT, 202, _quiet(lambda c: operations.delete_unit(c.world, c.vc, c.unit, c.force)), _FORCE, _FORCE
    ),
    Endpoint("PATCH", _UNIT + "/clear_processing", 202, _quiet(lambda call: operations.clear_processing(call.unit))),
    *(Endpoint("PATCH", f"{_UNIT}/{op}", 202, _unit_operation(op)) for op in sorted(UNIT_OPERATIONS)),
    Endpoint("GET", _MEMBER, 200, lambda call: views.member_view(call.unit, call.member, call.world.state)),
    Endpoint("DELETE", _MEMBER, 202, _quiet(lambda c: operations.delete_member(c.world, c.vc, c.unit, c.member))),
    *(Endpoint("PATCH", f"{_MEMBER}/{op}", 202, _node_operation(op)) for op in sorted(set(OPERATIONS) - {"backup"})),
    Endpoint("GET", _MEMBER + "/backup", 202, _node_operation("backup"), updating=True),
)


def find(method: str, path: str, absent: Collection[str] = ()) -> tuple[Endpoint, dict[str, str]]:
    """The row for a request; raises with 404 or 405. ``absent``: rows that this controller does not have."""
    known = False
    for endpoint in ENDPOINTS:
        match = None if endpoint.path in absent else endpoint.pattern.fullmatch(path)
        if match and endpoint.method == method:
            return endpoint, match.groupdict()
        known = known or match is not None
    raise ApiError(405 if known else choices.NOT_FOUND, f"no such call, {method} {path}")
