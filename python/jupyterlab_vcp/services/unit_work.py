"""Is a unit, or a whole unit group, being worked on? Told from the states in the controller's tree."""

from __future__ import annotations

from jupyterlab_vcp.clients.objects import Unit, UnitGroup
from jupyterlab_vcp.core.states import CHANGING


def find_unit(group: UnitGroup, name: str) -> Unit | None:
    """The unit of that name."""
    return next((unit for unit in group.units if unit.name == name), None)


def at_work(group: UnitGroup | None, unit: str | None) -> bool:
    """Whether work on the unit shows, in whichever of its nodes; ``unit`` None: on the group or any of its units."""
    if group is None:
        return False
    if unit is None:
        return group.state in CHANGING - {"INDEFINITE"} or any(_shows_work(each) for each in group.units)
    found = find_unit(group, unit)
    return found is not None and _shows_work(found)


def may_be_at_work(group: UnitGroup | None, unit: str | None) -> bool:
    """Whether a refusal can come from work on it: a back-up of a node shows in the state of the group only."""
    if group is None:
        return False
    return at_work(group, unit) or (unit is not None and unexplained_work(group, unit))


def unexplained_work(group: UnitGroup, unit: str) -> bool:
    """Whether the group is being worked on and no other unit shows by what."""
    others = (each for each in group.units if each.name != unit)
    return group.state == "APPLYING" and not any(_shows_work(each) for each in others)


def _shows_work(unit: Unit) -> bool:
    # Of a unit with members INDEFINITE may just say that they differ; without any it can only be work.
    quiet = {"INDEFINITE"} if unit.members else set()
    return unit.state in CHANGING - quiet or any(each.state in CHANGING for each in unit.members)
