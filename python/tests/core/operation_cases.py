"""Makes ``fixtures/operation-cases.json``: every operation in every situation, and whether it is allowed or why not.

Stated from the published pages alone, so that the product (``src/explorer/domain/operations.ts``), the simulator
(``demo/controller/machine.py``) and this table can be held against each other:

* node-spec 2.2: which states an operation leads on from; node-spec 2.4: attached disks are not deleted;
* controller-api 2: a unit with work in hand takes no order; 3.2 to 3.4: which operation exists for what; 8: roles;
* node-spec 9: which provider can be powered on and off.

Of several reasons the first counts that a user could do something about: rights, work under way, provider, state.
Write the file anew with ``PYTHONPATH=python python python/tests/core/operation_cases.py``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

CASES = Path(__file__).parents[1] / "fixtures" / "operation-cases.json"

MOVING = ("BOOTING", "SUSPENDING", "RESUMING", "STOPPING", "SHUTTING_DOWN", "DELETING")
"""The six states in which the SDK goes on waiting (controller-api 2)."""
STEADY = ("RUNNING", "SUSPENDED", "STOPPED", "POWER_OFF", "CONTAINER_ERROR", "HOST_ERROR", "UNWATCH")
STATES = (*STEADY, *MOVING)

POWER = {
    **dict.fromkeys(("aws", "azure", "sakura", "mdx2"), "yes"),
    **dict.fromkeys(("aws_spot", "vmware", "hokudai", "abc", "aic", "chameleon", "gcp", "proxmox", "onpremises"), "no"),
    "oracle": "try",
}
"""node-spec 9. The sources contradict each other about oracle; onpremises is inferred from its plugin."""
CLASSES = ("aws", "mdx2", "aws_spot", "vmware", "oracle", "onpremises")
"""Two providers of each answer, and the one that has to be tried; the others appear in ``_every_provider``."""


@dataclass(frozen=True)
class Rule:
    """One operation, as the pages describe it."""

    on: tuple[str, ...]
    type: str = ""
    """Only in groups of this type; empty: in both."""
    sources: tuple[str, ...] = ()
    """States of a node from which it leads on; empty: it does not depend on them."""
    watched: bool | None = None
    """What the node's ``watch_mode`` must be."""
    power: bool = False
    idle: bool = True
    """Whether a unit with work in hand refuses it."""


_NODES = ("unit", "node")
RULES: dict[str, Rule] = {
    "rename": Rule(("group",), idle=False),
    "change_owner": Rule(("group",), idle=False),
    "add_nodes": Rule(("unit",)),
    "power_on": Rule(_NODES, "compute", ("POWER_OFF",), power=True),
    "power_off": Rule(_NODES, "compute", ("RUNNING", "SUSPENDED"), power=True),
    "suspend": Rule(_NODES, "compute", ("RUNNING", "CONTAINER_ERROR")),
    "resume": Rule(_NODES, "compute", ("SUSPENDED", "CONTAINER_ERROR")),
    "stop": Rule(_NODES, "compute", ("SUSPENDED", "CONTAINER_ERROR", "HOST_ERROR")),
    "start": Rule(_NODES, "compute", ("STOPPED", "HOST_ERROR")),
    "watch": Rule(_NODES, "compute", STEADY, watched=False),
    "unwatch": Rule(_NODES, "compute", STEADY, watched=True),
    "backup": Rule(("node",), "compute", ("RUNNING", "SUSPENDED")),
    "clear_processing": Rule(("unit",), idle=False),
    "delete": Rule(("group", "unit", "node", "disk")),
}
"""Power off leads on from RESUMING and SUSPENDING too, but then the unit is being worked on. Backup needs a container
that is there [inferred]. The processing flag is in no answer, so nobody can know that there is nothing to clear; and a
deletion can hang too."""

TARGETS = {
    "suspend": "SUSPENDED",
    "resume": "RUNNING",
    "stop": "STOPPED",
    "start": "RUNNING",
    "power_off": "POWER_OFF",
    "power_on": "RUNNING",
}
"""Where an operation leads; the others leave the state as it is."""


@dataclass(frozen=True)
class Member:
    """A node or a disk."""

    provider: str
    state: str
    watched: bool | None = True
    inUse: bool = False


@dataclass(frozen=True)
class Situation:
    """A place in a tree of one group with one unit ``u``; a node or disk is the first member."""

    place: str
    type: str
    unit: str | None
    """State of the unit; None: the group is empty."""
    members: tuple[Member, ...] = ()
    group: str = "RUNNING"
    role: str = "fullaccess"

    @property
    def state(self) -> str | None:
        """State of the place itself."""
        by_place = {"group": self.group, "unit": self.unit}
        return by_place[self.place] if self.place in by_place else self.members[0].state

    @property
    def moving(self) -> str | None:
        """The word for the work under way, None when there is none."""
        states = [self.unit, *(member.state for member in self.members)]
        return next((state for state in states if state in (*MOVING, "CREATING")), None)

    @property
    def nodes(self) -> tuple[Member, ...]:
        """The nodes an operation on the place is about."""
        return {"unit": self.members, "node": self.members[:1]}.get(self.place, ())

    @property
    def below(self) -> tuple[Member, ...]:
        """Members at or below the place."""
        return self.members[:1] if self.place in ("node", "disk") else self.members


def verdict(operation: str, situation: Situation) -> str | None:
    """``allowed``, the code of the reason against it, or None where there is no such operation."""
    rule = RULES[operation]
    if situation.place not in rule.on or rule.type not in ("", situation.type):
        return None
    if situation.role == "readonly":
        return "readonly"
    if "DELETING" in (situation.state, situation.group) and operation != "clear_processing":
        return "deleting"
    if rule.idle and situation.moving is not None:
        return "busy"
    if rule.power and any(POWER.get(member.provider) == "no" for member in situation.below):
        return "feature"
    return _by_state(rule, situation) or _by_content(operation, situation) or "allowed"


def _by_state(rule: Rule, situation: Situation) -> str | None:
    if not rule.sources:
        return None
    fitting = [node for node in situation.nodes if node.state in rule.sources]
    if not fitting:
        return "state" if situation.place == "node" else "no_node_in_state"
    if rule.watched is not None and all(node.watched is (not rule.watched) for node in fitting):
        return "watched"
    return None


def _by_content(operation: str, situation: Situation) -> str | None:
    if operation == "delete" and any(member.inUse for member in situation.below):
        return "in_use"
    return "no_provider" if operation == "add_nodes" and not situation.members else None


def situations() -> Iterator[Situation]:
    """All of them."""
    yield from _nodes()
    yield from _every_provider()
    yield from _units()
    yield from _storage()
    yield from _groups()


def _nodes() -> Iterator[Situation]:
    for provider in CLASSES:
        for state in STATES:
            yield Situation("node", "compute", state, (Member(provider, state),))
    for state in STATES:
        for watched in (False, None):
            yield Situation("node", "compute", state, (Member("aws", state, watched),))
        yield Situation("node", "compute", state, (Member("aws", state),), role="readonly")
    for state in STEADY:
        for other in ("BOOTING", "DELETING", "SUSPENDED"):
            yield Situation("node", "compute", "INDEFINITE", (Member("aws", state), Member("aws", other)))
        yield Situation("node", "compute", state, (Member("aws", state),), group="DELETING")


def _every_provider() -> Iterator[Situation]:
    for provider in sorted({*POWER, "site"} - set(CLASSES)):
        for state in ("RUNNING", "POWER_OFF"):
            yield Situation("node", "compute", state, (Member(provider, state),))


def _units() -> Iterator[Situation]:
    for provider in CLASSES:
        for state in STATES:
            yield Situation("unit", "compute", state, (Member(provider, state), Member(provider, state)))
    mixtures = (("RUNNING", "SUSPENDED"), ("POWER_OFF", "RUNNING"), ("STOPPED", "HOST_ERROR"), ("RUNNING", "BOOTING"))
    for first, second in (*mixtures, ("SUSPENDED", "DELETING"), ("CONTAINER_ERROR", "UNWATCH")):
        yield Situation("unit", "compute", "INDEFINITE", (Member("aws", first), Member("aws", second, watched=False)))
    for state in STEADY:
        yield Situation("unit", "compute", "ERROR", (Member("aws", state),))
    for unit in ("RUNNING", "ERROR", "BOOTING", "DELETING"):
        yield Situation("unit", "compute", unit)
        yield Situation("unit", "storage", unit)
    for kind in ("compute", "storage"):
        yield Situation("unit", kind, "RUNNING", (Member("aws", "RUNNING"),), role="readonly")


def _storage() -> Iterator[Situation]:
    for state in ("RUNNING", "ERROR", "BOOTING", "CREATING", "DELETING"):
        for used in (False, True):
            for place in ("disk", "unit", "group"):
                yield Situation(place, "storage", state, (Member("aws", state, None, used), Member("aws", state, None)))
    yield Situation(
        "disk", "storage", "RUNNING", (Member("aws", "RUNNING", None), Member("aws", "RUNNING", None, True))
    )
    yield Situation("disk", "storage", "RUNNING", (Member("aws", "RUNNING", None),), role="readonly")


def _groups() -> Iterator[Situation]:
    for kind in ("compute", "storage"):
        for group in ("RUNNING", "ERROR", "DELETING", "APPLYING"):
            yield Situation("group", kind, None, group=group)
        yield Situation("group", kind, "RUNNING", (Member("aws", "RUNNING"),), role="readonly")
    for state in STATES:
        group = "APPLYING" if state in MOVING else "RUNNING"
        yield Situation("group", "compute", state, (Member("aws", state),), group=group)


def case(situation: Situation) -> dict[str, Any]:
    """A situation as JSON, with the verdicts; operations that are neither allowed nor refused do not exist there."""
    verdicts = {operation: verdict(operation, situation) for operation in RULES}
    return {
        **asdict(situation),
        "moving": situation.moving,
        "allowed": [operation for operation, found in verdicts.items() if found == "allowed"],
        "refused": {operation: found for operation, found in verdicts.items() if found not in (None, "allowed")},
    }


def document() -> dict[str, Any]:
    """The whole file."""
    sources = {operation: list(rule.sources) for operation, rule in RULES.items() if rule.sources}
    cases = [json.loads(json.dumps(case(situation))) for situation in situations()]
    return {"operations": list(RULES), "sources": sources, "power": POWER, "cases": cases}


def text() -> str:
    """The file, with one line for each case."""
    found = document()
    cases = ",\n".join("  " + json.dumps(each) for each in found.pop("cases"))
    head = ",\n".join(f" {json.dumps(key)}: {json.dumps(value)}" for key, value in found.items())
    return f'{{\n{head},\n "cases": [\n{cases}\n ]\n}}\n'


if __name__ == "__main__":
    CASES.write_text(text(), "utf-8")
