"""The clockwork: what happens when planned work becomes due, one small function per kind of event."""

from __future__ import annotations

import string
from collections.abc import Callable

from jupyterlab_vcp.demo.controller.machine import OPERATIONS
from jupyterlab_vcp.demo.controller.state import Event, Member, Unit, Vc
from jupyterlab_vcp.demo.controller.world import World


def run_due(world: World) -> bool:
    """Finish the work that is due by now; True when there was some."""
    now, any_done = world.clock.now(), False
    while (event := world.take_due(now)) is not None:
        finish(world, event)
        world.release(event)
        any_done = True
    world.at = now
    return any_done


def run_all(world: World) -> None:
    """Jump to the end of all planned work."""
    while world.state.events:
        world.clock.advance(world.state.events[0].due - world.clock.now())
        run_due(world)


def finish(world: World, event: Event) -> None:
    """Carry out one event, unless its target is gone."""
    vc = world.state.vcs.get(event.vcid)
    if vc is None:
        return
    world.listing.touch(vc)
    if event.kind == "vc-deleted":
        _vc_deleted(world, vc)
        return
    unit = vc.units.get(event.unit)
    if unit is not None:
        members = [member for member in unit.members if member.id in event.ids]
        _HANDLERS[event.kind](world, vc, unit, members, event)


def instance_id(world: World, provider: str, storage: bool) -> str:
    """An identifier in the style of the cloud."""
    hexes = f"{world.rng.getrandbits(68):017x}"
    if provider.startswith("aws"):
        return ("vol-" if storage else "i-") + hexes
    if provider in ("sakura", "vmware", "proxmox"):
        return "".join(world.rng.choices(string.digits, k=12))
    if provider == "oracle":
        return f"ocid1.{'volume' if storage else 'instance'}.oc1.ap-tokyo-1.{hexes}"
    full = world.new_id()
    return f"{full[:8]}-{full[8:12]}-{full[12:16]}-{full[16:20]}-{full[20:]}"


def host_up(world: World, unit: Unit, member: Member) -> None:
    """The instance (or volume) exists."""
    member.instance_id = member.instance_id or instance_id(world, unit.provider, unit.storage)
    member.boot_date = "" if unit.storage else world.date()
    if unit.storage:
        member.size = unit.size


def booted(world: World, unit: Unit, member: Member) -> None:
    """The base container runs (or the disk is there)."""
    member.state = "RUNNING"
    member.error_message = ""
    if not unit.storage:
        member.container_date = world.date()
        member.watch_mode = True


def drop(world: World, unit: Unit, members: list[Member]) -> None:
    """Remove members from their unit and release what was attached to them."""
    for member in members:
        for volume in member.volumes:
            world.mark_disk(volume, in_use=False)
    if unit.storage:
        # A node of any group may show one of these disks.
        world.listing.clear()
    gone = {member.id for member in members}
    unit.members = [member for member in unit.members if member.id not in gone]


def _host_up(world: World, vc: Vc, unit: Unit, members: list[Member], event: Event) -> None:
    for member in members:
        host_up(world, unit, member)


def _booted(world: World, vc: Vc, unit: Unit, members: list[Member], event: Event) -> None:
    for member in members:
        booted(world, unit, member)


def _boot_failed(world: World, vc: Vc, unit: Unit, members: list[Member], event: Event) -> None:
    drop(world, unit, members)
    unit.failed = True
    unit.error_message = event.text


def _done(world: World, vc: Vc, unit: Unit, members: list[Member], event: Event) -> None:
    operation = event.kind.removeprefix("done:")
    target = OPERATIONS[operation].target
    for member in members:
        if target:
            member.state = target
            member.error_message = ""
        if operation in ("watch", "unwatch"):
            member.watch_mode = operation == "watch"
        elif operation == "stop":
            member.instance_id = ""
            member.boot_date = member.container_date = ""
        elif operation in ("start", "power_on"):
            host_up(world, unit, member)
            booted(world, unit, member)
        elif operation == "resume":
            member.container_date = world.date()
        elif operation == "backup":
            world.state.backups.append(member.id)


def _deleted(world: World, vc: Vc, unit: Unit, members: list[Member], event: Event) -> None:
    kept = [member for member in members if member.in_use]
    unit.failed, unit.error_message = False, ""
    drop(world, unit, [member for member in members if not member.in_use])
    for member in kept:
        member.state = "RUNNING"
        member.error_message = unit.error_message = f"disk {member.instance_id} is attached and cannot be deleted"


def _unit_deleted(world: World, vc: Vc, unit: Unit, members: list[Member], event: Event) -> None:
    _deleted(world, vc, unit, list(unit.members), event)
    unit.deleting = False
    if not unit.members:
        del vc.units[unit.name]


def _vc_deleted(world: World, vc: Vc) -> None:
    vc.deleting = False
    if not vc.units:
        del world.state.vcs[vc.vcid]


_HANDLERS: dict[str, Callable[[World, Vc, Unit, list[Member], Event], None]] = {
    "host-up": _host_up,
    "booted": _booted,
    "boot-failed": _boot_failed,
    "deleted": _deleted,
    "unit-deleted": _unit_deleted,
    **{f"done:{operation}": _done for operation in OPERATIONS},
}
