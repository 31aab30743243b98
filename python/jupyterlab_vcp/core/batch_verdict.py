"""Has an order of a bulk operation come true? Pure rules over what was seen before it and what is seen now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.states import BROKEN, CHANGING

Operation = Literal[
    "suspend", "resume", "stop", "start", "watch", "unwatch", "power_on", "power_off",
    "backup", "clear_processing", "delete", "change_owner",
]  # fmt: skip

GOALS: Mapping[str, str] = {
    "suspend": "SUSPENDED", "resume": "RUNNING", "stop": "STOPPED", "start": "RUNNING",
    "power_on": "RUNNING", "power_off": "POWER_OFF",
}  # fmt: skip
"""The state that a node settles in (node-spec 2.2)."""

_DOWN, _UP = frozenset({"SUSPENDING", "STOPPING", "SHUTTING_DOWN"}), frozenset({"BOOTING", "RESUMING"})
CONTRARY: Mapping[str, frozenset[str]] = {
    "suspend": _UP, "stop": _UP, "power_off": _UP, "resume": _DOWN, "start": _DOWN, "power_on": _DOWN,
}  # fmt: skip
"""States on the way to somewhere else: somebody has given another order meanwhile."""

POWER_SOURCES: Mapping[str, frozenset[str]] = {
    "power_off": frozenset({"RUNNING", "SUSPENDED"}),
    "power_on": frozenset({"POWER_OFF"}),
}
"""Settled states from which a node can be powered off or on (node-spec 2.2)."""


@dataclass(frozen=True)
class Member:
    """A node or disk of a target; of a whole unit group, a unit."""

    id: str
    state: str
    watched: bool | None = None


@dataclass(frozen=True)
class Scope:
    """What there is to see of a target.

    ``around`` is the state of the unit (or group) that is operated on: a node's failure may show there only. ``error``
    is the controller's own text, looked for as the SDK does: node, unit, group. ``applying``: the group is being worked
    on and no other unit shows by what, so it may be this one (a back-up changes no state of a node).
    """

    state: str
    members: tuple[Member, ...]
    owner: str
    around: str
    error: str = ""
    applying: bool = False

    @property
    def moving(self) -> bool:
        """Whether work on it shows in a state; INDEFINITE alone may just be nodes that differ."""
        states = {self.state, self.around} - {"INDEFINITE"}
        return bool(states & CHANGING) or any(member.state in CHANGING for member in self.members)

    def differs(self, other: Scope) -> bool:
        """Whether something has happened between the two."""
        return (self.state, self.members, self.owner, self.error) != (
            other.state,
            other.members,
            other.owner,
            other.error,
        )


@dataclass(frozen=True)
class Verdict:
    """How an order stands.

    ``working``: the controller is at it. ``unchanged``: nothing points to that (yet).
    """

    kind: Literal["done", "working", "unchanged", "failed"]
    failure: VcpFailure | None = None


DONE, WORKING, UNCHANGED = Verdict("done"), Verdict("working"), Verdict("unchanged")


def judge(
    operation: Operation,
    before: Scope,
    now: Scope | None,
    moved: frozenset[str] = frozenset(),
    *,
    owner: str = "",
    taken: bool = True,
) -> Verdict:
    """How an order stands that the controller has taken, or may have.

    :param before: what was seen last before the order.
    :param now: None when the target is gone, or no longer readable.
    :param moved: ids of members that have been seen in another state than ``before`` since the order.
    :param owner: of ``change_owner``, the new one.
    :param taken: the controller has said so, or work was seen; else only a visible effect counts.
    """
    if now is None:
        gone = VcpFailure("not_found", "It is gone: somebody has deleted it meanwhile.")
        return DONE if operation in ("delete", "change_owner") else Verdict("failed", gone)
    # A group that was being worked on before the order says nothing about this one.
    hidden = now.applying and not before.applying
    match operation:
        case "change_owner":
            return DONE if now.owner in (owner, *_others(before, now)) else UNCHANGED
        case "delete":
            return _deletion(before, now, moved, hidden)
        case "watch" | "unwatch":
            return _watching(now, operation == "watch", hidden)
        case "clear_processing":
            # Its very purpose is a unit that seems to be at work.
            return DONE if taken else UNCHANGED
        case "backup":
            return WORKING if now.moving or hidden else DONE if taken else UNCHANGED
        case _:
            return _state_change(operation, before, now, moved, hidden)


def already(operation: Operation, now: Scope, owner: str = "") -> bool:
    """Whether all is as wanted without any order; an order would only be refused.

    >>> already("power_off", Scope("POWER_OFF", (Member("n", "POWER_OFF"),), "me", "POWER_OFF"))
    True
    """
    if not now.members and operation != "change_owner":
        return False
    if operation == "change_owner":
        return now.owner == owner
    if operation in ("watch", "unwatch"):
        return all(member.watched is (operation == "watch") for member in now.members)
    goal = GOALS.get(operation)
    return goal is not None and not now.moving and all(member.state == goal for member in now.members)


def _others(before: Scope, now: Scope) -> tuple[str, ...]:
    """The present owner, when it is another one than before: the controller may write a name differently."""
    return (now.owner,) if now.owner != before.owner else ()


def _deletion(before: Scope, now: Scope, moved: frozenset[str], hidden: bool) -> Verdict:
    if _fresh_error(before, now):
        return _unexpected(now)
    if now.moving or hidden:
        return WORKING
    words = now.error and now.error != before.error
    # Without any member left, what remains is about to go too.
    stayed = any(member.id in moved for member in now.members)
    return _unexpected(now) if words or stayed else UNCHANGED


def _watching(now: Scope, wanted: bool, hidden: bool) -> Verdict:
    # A controller that does not say whether it watches leaves nothing to look for.
    if all(member.watched in (wanted, None) for member in now.members):
        return DONE
    return WORKING if now.moving or hidden else UNCHANGED


def _state_change(operation: str, before: Scope, now: Scope, moved: frozenset[str], hidden: bool) -> Verdict:
    goal, prior = GOALS[operation], {member.id: member.state for member in before.members}
    open_members = [member for member in now.members if member.state != goal]
    if not open_members:
        return DONE
    changed = [member for member in open_members if member.state != prior.get(member.id)]
    if _fresh_error(before, now) or any(_astray(operation, member.state) for member in changed):
        return _unexpected(now)
    if now.moving or hidden:
        return WORKING
    if changed or any(member.id in moved for member in open_members):
        return _unexpected(now)
    return UNCHANGED


def _astray(operation: str, state: str) -> bool:
    return state in CONTRARY[operation] or state in BROKEN or state == "DELETING"


def _fresh_error(before: Scope, now: Scope) -> bool:
    """Whether the unit has failed since the order, whatever its nodes show."""
    return now.around == "ERROR" and before.around != "ERROR"


def _unexpected(now: Scope) -> Verdict:
    states = sorted({member.state for member in now.members} or {now.state})
    message = f"It is {', '.join(states)} instead of what was ordered."
    return Verdict("failed", VcpFailure("unexpected_state", message, upstream_message=now.error or None))
