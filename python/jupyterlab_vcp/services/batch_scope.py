"""From the tree of the controller to what the verdicts of :mod:`core.batch_verdict` are about."""

from __future__ import annotations

from jupyterlab_vcp.clients.objects import Disk, Node, UnitGroup
from jupyterlab_vcp.core.batch import Target
from jupyterlab_vcp.core.batch_verdict import POWER_SOURCES, Member, Operation, Scope
from jupyterlab_vcp.services.unit_work import find_unit, unexplained_work


def find_scope(group: UnitGroup | None, target: Target, node: str | None = None) -> Scope | None:
    """What there is to see of a target, or of the one ``node`` of it; None when it is gone."""
    if group is None:
        return None
    if target.unit is None:
        return _group_scope(group)
    unit = find_unit(group, target.unit)
    if unit is None:
        return None
    chosen = node or target.node
    members = unit.members if chosen is None else tuple(each for each in unit.members if each.id == chosen)
    if chosen is not None and not members:
        return None
    return Scope(
        state=unit.state if chosen is None else members[0].state,
        members=tuple(Member(each.id, each.state, _watched(each)) for each in members),
        owner=group.owner,
        around=unit.state,
        error=next((text for text in (*(each.error for each in members), unit.error, group.error) if text), ""),
        applying=unexplained_work(group, unit.name),
    )


def power_nodes(group: UnitGroup, target: Target, operation: Operation) -> tuple[str, ...]:
    """Ids of the nodes of a unit that can be powered on or off as they are now."""
    unit = find_unit(group, target.unit or "")
    return tuple(node.id for node in unit.nodes if node.state in POWER_SOURCES[operation]) if unit else ()


def _group_scope(group: UnitGroup) -> Scope:
    errors = (*(each.error for unit in group.units for each in unit.members), *(unit.error for unit in group.units))
    return Scope(
        state=group.state,
        members=tuple(Member(unit.name, unit.state) for unit in group.units),
        owner=group.owner,
        around=group.state,
        error=next((text for text in (*errors, group.error) if text), ""),
    )


def _watched(member: Node | Disk) -> bool | None:
    return member.watched if member.kind == "node" else None
