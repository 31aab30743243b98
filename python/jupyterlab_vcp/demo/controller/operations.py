"""What the API does: each function checks whether it may, changes the records and plans the work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jupyterlab_vcp.demo import choices
from jupyterlab_vcp.demo.accounts import USERS, Account
from jupyterlab_vcp.demo.controller import cci_check, cci_text
from jupyterlab_vcp.demo.controller.cci_check import Ground, UnitRequest
from jupyterlab_vcp.demo.controller.machine import OPERATIONS, POWER_OPERATIONS
from jupyterlab_vcp.demo.controller.state import VC_DISK, ApiError, Member, Unit, Vc
from jupyterlab_vcp.demo.controller.world import World, terraform_text


@dataclass
class Caller:
    """Who asks."""

    token: str
    account: Account
    privileged: bool = False

    def sees(self, vc: Vc) -> bool:
        """Whether the group is the caller's, or open to it by privileged mode."""
        return self.privileged or vc.owner == self.account.user


def refuse(status: int, message: str) -> ApiError:
    """Shorter to read at the place of use."""
    return ApiError(status, message)


# -- finding ----------------------------------------------------------------------------------------------------------


def find_vc(world: World, caller: Caller, vcid: str) -> Vc:
    """A group the caller may see."""
    vc = world.state.vcs.get(vcid)
    if vc is None:
        raise refuse(choices.NOT_FOUND, f"vc not found, vcid[{vcid}]")
    if not caller.sees(vc):
        raise refuse(choices.FORBIDDEN, f"permission denied, vcid[{vcid}]")
    return vc


def find_unit(vc: Vc, name: str) -> Unit:
    """A unit of a group."""
    unit = vc.units.get(name)
    if unit is None:
        raise refuse(choices.NOT_FOUND, f"unit not found, unit_name[{name}]")
    return unit


def find_member(unit: Unit, member_id: str) -> Member:
    """A node or disk of a unit."""
    member = unit.member(member_id)
    if member is None:
        raise refuse(choices.NOT_FOUND, f"node not found, node_id[{member_id}]")
    return member


# -- groups -----------------------------------------------------------------------------------------------------------


def _free_name(world: World, owner: str, name: str, vcid: str = "") -> None:
    for vc in world.state.vcs.values():
        if vc.owner == owner and vc.name == name and name and vc.vcid != vcid:
            raise refuse(choices.CONFLICT, f"vc already exists, name[{name}]")


def create_vc(world: World, caller: Caller, body: dict[str, Any]) -> Vc:
    """POST /vcs."""
    name, storage = cci_check.check_vc(body["cci"]) if "cci" in body else ("", False)
    _free_name(world, caller.account.user, name)
    return add_vc(world, name, storage, caller.account.user)


def add_vc(world: World, name: str, storage: bool, owner: str) -> Vc:
    """A new empty group."""
    world.state.last_vcno += 1
    vc = Vc(world.new_id(), world.state.last_vcno, name, storage, owner, world.date())
    world.state.vcs[vc.vcid] = vc
    return vc


def rename_vc(world: World, vc: Vc, body: dict[str, Any]) -> None:
    """PUT /vcs/{vcid}."""
    name, storage = cci_check.check_vc(body.get("cci"))
    if storage != vc.storage:
        raise refuse(choices.BAD_REQUEST, "wrong CCI\\nvc.type: is not the type of this group")
    _not_deleting(vc)
    _free_name(world, vc.owner, name, vc.vcid)
    vc.name = name


def change_owner(world: World, vc: Vc, body: dict[str, Any]) -> None:
    """PATCH /vcs/{vcid}."""
    if body.get("operation") != "change_owner" or not isinstance(body.get("owner"), str):
        raise refuse(choices.BAD_REQUEST, 'the body must have "operation": "change_owner" and the string "owner"')
    if body["owner"] not in USERS:
        raise refuse(choices.BAD_REQUEST, f"no such user, owner[{body['owner']}]")
    _not_deleting(vc)
    _free_name(world, body["owner"], vc.name, vc.vcid)
    vc.owner = body["owner"]


def delete_vc(world: World, vc: Vc, force: bool) -> None:
    """DELETE /vcs/{vcid}."""
    _not_deleting(vc)
    if vc.units and not force:
        raise refuse(choices.CONFLICT, f"vc has units, name[{vc.name}]")
    for unit in vc.units.values():
        _idle(unit)
    for unit in vc.units.values():
        _delete_unit(world, vc, unit)
    vc.deleting = True
    seconds = choices.DURATIONS["delete_group"] + (choices.DURATIONS["delete"] if vc.units else 0)
    world.schedule(seconds, "vc-deleted", vc)


def _not_deleting(vc: Vc) -> None:
    if vc.deleting:
        raise refuse(choices.CONFLICT, f"vc is being deleted, vcid[{vc.vcid}]")


# -- units ------------------------------------------------------------------------------------------------------------


def _idle(unit: Unit) -> None:
    if unit.processing:
        raise refuse(choices.CONFLICT, f"unit is processing, unit_name[{unit.name}]")


def _begin(world: World, vc: Vc, unit: Unit) -> None:
    """Take the lock."""
    _not_deleting(vc)
    _idle(unit)
    world.cancel(vc.vcid, unit.name)
    unit.processing, unit.deleting = True, False


def create_unit(world: World, caller: Caller, vc: Vc, body: dict[str, Any]) -> None:
    """POST /vcs/{vcid}."""
    _not_deleting(vc)
    ground = Ground(world.generation, world.catalog, world.store, caller.token)
    request = cci_check.check_unit(body.get("info"), str(body["unit_name"]), vc.storage, ground)
    if request.name in vc.units:
        raise refuse(choices.CONFLICT, f"unit already exists, unit_name[{request.name}]")
    plugin = request.plugin
    info = cci_text.plain(body["info"])
    unit = Unit(request.name, plugin.provider, vc.storage, request.network, info, request.size)
    unit.volumes = request.disks
    problem = _disk_problem(world, caller, request)
    vc.units[unit.name] = unit
    members = add_members(world, unit, request.count)
    problem = _give_addresses(world, unit, members, request.addresses, request.macs) or problem
    if not problem and members:
        members[0].volumes = list(request.disks)
        for volume in request.disks:
            world.mark_disk(volume, in_use=True)
    world.plan_boot(vc, unit, members, terraform_text(problem) if problem else "")


def _disk_problem(world: World, caller: Caller, request: UnitRequest) -> str:
    for volume in request.disks:
        if not volume.startswith(VC_DISK):
            if any(volume in member.volumes for _, _, member in world.state.members()):
                return f"volume {volume} is in use"
            continue
        found = world.state.vc_disk(volume)
        if found is None or not caller.sees(found[0]):
            return f"disk {volume} does not exist"
        disk = found[1]
        if disk.provider != request.plugin.disk_provider:
            return f"disk {volume} belongs to provider [{disk.provider}]"
        if disk.in_use or disk.state != "RUNNING":
            return f"disk {volume} is in use"
    return ""


def add_members(world: World, unit: Unit, count: int) -> list[Member]:
    """New nodes or disks of a unit; numbers are never used twice."""
    members = []
    for _ in range(count):
        unit.last_no += 1
        members.append(Member(unit.last_no, world.new_id(), unit.provider, cdate=world.date() if unit.storage else ""))
    unit.members.extend(members)
    return members


def _give_addresses(world: World, unit: Unit, members: list[Member], given: list[str], macs: list[str]) -> str:
    if unit.storage:
        return ""
    addresses, problem = world.choose_addresses(unit, given, len(members))
    for index, member in enumerate(members):
        member.address = "" if problem else addresses[index]
        member.mac = macs[index] if macs else ""
    return problem


def add_nodes(world: World, vc: Vc, unit: Unit, body: dict[str, Any]) -> None:
    """PUT /vcs/{vcid}/{unit}."""
    only_servers = set(body) == {"ip_address_list"}
    count = len(body.get("ip_address_list") or []) if only_servers else body.get("num_nodes")
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        raise refuse(choices.BAD_REQUEST, "num_nodes must be an integer of at least 1")
    lists: list[list[str]] = []
    for key in ("ip_address_list", "mac_address_list"):
        value = body.get(key, [] if only_servers else None)
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            raise refuse(choices.BAD_REQUEST, f"{key} must be a list of strings")
        lists.append(value)
    addresses, macs = lists
    faults = cci_check.list_faults(addresses, macs, count)
    plugin = unit.plugin
    if (addresses and not plugin.ip) or (macs and not plugin.mac):
        faults.append(f"provider [{plugin.name}] takes no such addresses")
    if plugin.needs_ip and not addresses:
        faults.append("ip_address_list: must name the existing servers")
    if faults:
        raise refuse(choices.BAD_REQUEST, "\\n".join(faults))
    _begin(world, vc, unit)
    members = add_members(world, unit, count)
    problem = _give_addresses(world, unit, members, addresses, macs)
    world.plan_boot(vc, unit, members, terraform_text(problem) if problem else "")


def delete_unit(world: World, vc: Vc, unit: Unit, force: bool) -> None:
    """DELETE /vcs/{vcid}/{unit}."""
    if unit.members and not force:
        raise refuse(choices.CONFLICT, f"unit has nodes, unit_name[{unit.name}]")
    _delete_unit(world, vc, unit)


def _delete_unit(world: World, vc: Vc, unit: Unit) -> None:
    _begin(world, vc, unit)
    unit.deleting, unit.failed, unit.error_message = True, False, ""
    for member in unit.members:
        member.state = "DELETING"
    world.schedule(choices.DURATIONS["delete"], "unit-deleted", vc, unit)


def clear_processing(unit: Unit) -> None:
    """PATCH .../clear_processing."""
    unit.processing = False


# -- nodes and disks --------------------------------------------------------------------------------------------------


def delete_member(world: World, vc: Vc, unit: Unit, member: Member) -> None:
    """DELETE /vcs/{vcid}/{unit}/{id}."""
    _begin(world, vc, unit)
    member.state = "DELETING"
    world.schedule(choices.DURATIONS["delete"], "deleted", vc, unit, ids=[member.id])


def operate(world: World, vc: Vc, unit: Unit, members: list[Member], operation: str) -> None:
    """PATCH .../{op} on some or all nodes of a unit, and the backup."""
    if unit.storage:
        raise refuse(choices.BAD_REQUEST, f"{operation} only compute")
    if operation in POWER_OPERATIONS and not unit.plugin.power:
        raise refuse(choices.BAD_REQUEST, f"{operation} is not supported by provider [{unit.provider}]")
    rule = OPERATIONS[operation]
    wrong = [f"{member.no} is {member.state}" for member in members if not rule.allows(member.state)]
    _not_deleting(vc)
    _idle(unit)
    if wrong:
        raise refuse(choices.CONFLICT, f"can't {operation}, node " + ", ".join(wrong))
    _begin(world, vc, unit)
    for member in members:
        if rule.via and member.state not in rule.straight:
            member.state = rule.via
        seconds = choices.DURATIONS["boot" if operation == "start" else operation]
        world.schedule(seconds, f"done:{operation}", vc, unit, ids=[member.id])
    if not members:
        unit.processing = False
    if rule.via:
        unit.failed, unit.error_message = False, ""
