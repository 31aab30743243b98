"""What the control endpoint does; ``control`` says with which JSON each function is called."""

from __future__ import annotations

import re
from typing import Any

from jupyterlab_vcp.demo import certs, faults
from jupyterlab_vcp.demo.controller import work
from jupyterlab_vcp.demo.controller.machine import INCIDENTS, NODE_STATES
from jupyterlab_vcp.demo.controller.state import Member, Unit, Vc
from jupyterlab_vcp.demo.controller.world import UnitRule
from jupyterlab_vcp.demo.services import Services

Body = dict[str, Any]


class ControlError(ValueError):
    """A request that makes no sense; the text goes back with status 400."""


def _units(services: Services, body: Body) -> list[Unit]:
    """Units by group (id or name) and unit name."""
    wanted, name = str(body.get("vc", "")), body.get("unit")
    found = [
        unit
        for vc in services.sim.world.state.vcs.values()
        if wanted in ("", vc.vcid, vc.name)
        for unit in vc.units.values()
        if name in (None, unit.name)
    ]
    if not found:
        raise ControlError("no such unit")
    return found


def _members(unit: Unit, body: Body) -> list[Member]:
    """Nodes or disks of a unit by number; no number: all."""
    return [member for member in unit.members if body.get("node_no") in (None, member.no)]


def _nodes(services: Services, body: Body) -> list[Member]:
    """Nodes by group, unit and number."""
    return [node for unit in _units(services, body) for node in _members(unit, body)]


def _group(services: Services, body: Body) -> Vc:
    """One group by id or name."""
    for vc in services.sim.world.state.vcs.values():
        if body.get("vc") in (vc.vcid, vc.name):
            return vc
    raise ControlError("no such group")


async def add_fault(services: Services, body: Body) -> object:
    """POST /faults."""
    services.sim.faults.add(faults.parse(body))
    return {}


async def list_faults(services: Services, body: Body) -> object:
    """GET /faults."""
    return {"faults": services.sim.faults.describe()}


async def clear_faults(services: Services, body: Body) -> object:
    """DELETE /faults: rules, refused listening, wrong certificates, connections kept, what was done to registries."""
    services.sim.faults.clear()
    services.sim.restore_registries()
    services.sim.let_go()
    await services.restore()
    return {}


def _rule(body: Body, message: str | None = None) -> UnitRule:
    if not isinstance(body.get("unit"), str):
        raise ControlError("unit must be a name or a regular expression")
    re.compile(body["unit"])
    return UnitRule(body["unit"], message, faults.count_of(body))


async def fail_units(services: Services, body: Body) -> object:
    """POST /fail-units: the next boots in these units end in ERROR."""
    services.sim.world.boot_rules.append(_rule(body, str(body.get("message") or "Error: injected failure")))
    return {}


async def hang_units(services: Services, body: Body) -> object:
    """POST /hang-units: the next boots in these units never end."""
    services.sim.world.boot_rules.append(_rule(body))
    return {}


async def ignore_units(services: Services, body: Body) -> object:
    """POST /ignore-units: the next orders on these units are taken and forgotten."""
    services.sim.world.deaf_rules.append(_rule(body))
    return {}


async def clear_rules(services: Services, body: Body) -> object:
    """DELETE /fail-units, /hang-units and /ignore-units."""
    services.sim.world.boot_rules.clear()
    services.sim.world.deaf_rules.clear()
    return {}


async def processing(services: Services, body: Body) -> object:
    """POST /processing: set (or clear) the lock of units without any work."""
    for unit in _units(services, body):
        unit.processing = bool(body.get("value", True))
    services.sim.records_changed()
    return {}


async def incident(services: Services, body: Body) -> object:
    """POST /incidents: a container or a host is lost, or comes back."""
    if body.get("event") not in INCIDENTS:
        raise ControlError("event must be one of " + " ".join(INCIDENTS))
    sources, target = INCIDENTS[body["event"]]
    hit = [node for node in _nodes(services, body) if node.state in sources]
    for node in hit:
        node.state = target
        node.error_message = "" if target == "RUNNING" else str(body.get("message", body["event"]))
    services.sim.records_changed()
    return {"nodes": len(hit)}


async def node_state(services: Services, body: Body) -> object:
    """POST /node-state: write what is stored only, as the administrator's command does."""
    if body.get("state") not in NODE_STATES:
        raise ControlError("state must be one of " + " ".join(sorted(NODE_STATES)))
    for node in _nodes(services, body):
        node.state = body["state"]
        node.watch_mode = bool(body.get("watched", node.watch_mode))
    services.sim.records_changed()
    return {}


async def vanish(services: Services, body: Body) -> object:
    """POST /vanish: a group, a unit or a member is gone at once."""
    world = services.sim.world
    vc = _group(services, body)
    name, number = body.get("unit"), body.get("node_no")
    gone = [unit for unit in vc.units.values() if name in (None, unit.name)]
    if (name is not None and not gone) or (name is None and number is not None):
        raise ControlError("no such unit")
    for unit in gone:
        members = _members(unit, body)
        if number is not None and not members:
            raise ControlError("no such node")
        work.drop(world, unit, members)
        if number is None:
            world.cancel(vc.vcid, unit.name)
            del vc.units[unit.name]
    if name is None:
        del world.state.vcs[vc.vcid]
    services.sim.records_changed()
    return {}


async def attach(services: Services, body: Body) -> object:
    """POST /attach: disks are attached to something this controller does not show, or released."""
    disks = [member for unit in _units(services, body) if unit.storage for member in _members(unit, body)]
    if not disks:
        raise ControlError("no such disk")
    for disk in disks:
        disk.in_use = bool(body.get("in_use", True))
    services.sim.records_changed()
    return {"disks": len(disks)}


async def churn(services: Services, body: Body) -> object:
    """POST /churn: suspended nodes run, all others are suspended, in one unit of each of some groups."""
    world, count = services.sim.world, body.get("groups")
    groups = [vc for vc in world.state.vcs.values() if any(_churned(unit) for unit in vc.units.values())]
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= len(groups):
        raise ControlError(f"groups must be an integer from 1 to {len(groups)}")
    changed = []
    for vc in world.rng.sample(groups, count):
        unit = world.rng.choice([unit for unit in vc.units.values() if _churned(unit)])
        nodes = world.rng.sample(unit.members, min(3, len(unit.members)))
        for node in nodes:
            node.state = "RUNNING" if node.state == "SUSPENDED" else "SUSPENDED"
            node.error_message = ""
        world.listing.touch(vc)
        changed.append({"id": vc.vcid, "unit": unit.name, "nodes": sorted(node.no for node in nodes)})
    services.sim.changed = True
    return {"groups": changed}


def _churned(unit: Unit) -> bool:
    """Whether nodes of the unit may change their state: nobody works on it."""
    return bool(unit.members) and not unit.storage and not unit.processing


async def reset(services: Services, body: Body) -> object:
    """POST /reset: back to the scenario; tokens, ports and the numbers of requests go on."""
    services.sim.reset()
    services.sim.log.clear()
    await services.restore()
    return {}


async def advance(services: Services, body: Body) -> object:
    """POST /advance: jump by seconds, or to the end of all work."""
    if body.get("all"):
        work.run_all(services.sim.world)
    else:
        services.sim.clock.advance(float(body["seconds"]))
    services.sim.tick()
    services.sim.changed = True
    return {"pending": len(services.sim.world.state.events)}


async def speed(services: Services, body: Body) -> object:
    """POST /speed: of the work that is ordered from now on."""
    value = body.get("speed")
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        raise ControlError("speed must be a number greater than 0")
    services.sim.clock.speed = float(value)
    return {}


async def expire(services: Services, body: Body) -> object:
    """POST /expire: a token by label or value, now or after some more requests."""
    if not services.sim.accounts.expire(str(body.get("token", "")), int(body.get("after", 0))):
        raise ControlError("no such token")
    services.sim.changed = True
    return {}


async def certificate(services: Services, body: Body) -> object:
    """POST /certificate: swap the certificate of a service."""
    if body.get("kind") not in certs.KINDS:
        raise ControlError("kind must be one of " + " ".join(certs.KINDS))
    services.certificate(_service(services, body), body["kind"])
    return {}


async def listen(services: Services, body: Body) -> object:
    """POST /listen: refuse connections to a service, or take them again."""
    name = _service(services, body)
    if name == "control":
        raise ControlError("the control endpoint stays")
    await services.listen(name, bool(body.get("on", True)))
    return {}


def _service(services: Services, body: Body) -> str:
    name = str(body.get("service", "controller"))
    if name not in services.servers:
        raise ControlError("service must be one of " + " ".join(services.servers))
    return name


async def requests(services: Services, body: Body) -> object:
    """GET /requests?since=N."""
    return {"requests": services.sim.log.since(int(body.get("since", 0)))}


async def clear_requests(services: Services, body: Body) -> object:
    """DELETE /requests."""
    services.sim.log.clear()
    return {}


async def status(services: Services, body: Body) -> object:
    """GET /: where the services are, without tokens."""
    sim = services.sim
    pending = len(sim.world.state.events)
    return {
        **services.info(),
        "generation": sim.setup.generation,
        "scenario": sim.setup.scenario,
        "speed": sim.clock.speed,
        "pending": pending,
    }
