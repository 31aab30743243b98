"""A bulk operation as it stands in the journal: one row per target, what was ordered, and how far it is. No secret."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from jupyterlab_vcp.core.batch_verdict import Member, Operation, Scope
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.record import Record
from jupyterlab_vcp.core.shape import as_map, as_sequence, as_text

RowState = Literal["waiting", "ordered", "done", "failed", "skipped"]
BatchState = Literal["running", "stopping", "ended"]
OnFailure = Literal["continue", "stop"]
Level = Literal["group", "unit", "node"]

ROW_ENDED = frozenset({"done", "failed", "skipped"})
FORMAT = 1
PARALLEL_UNITS = 4
"""Units that are worked on at the same time; within one the controller takes one order after the other."""

LEVELS: Mapping[str, frozenset[Level]] = {
    **dict.fromkeys(("suspend", "resume", "stop", "start"), frozenset({"unit", "node"})),
    **dict.fromkeys(("watch", "unwatch", "power_on", "power_off"), frozenset({"unit", "node"})),
    "backup": frozenset({"node"}),
    "clear_processing": frozenset({"unit"}),
    "delete": frozenset({"group", "unit", "node"}),
    "change_owner": frozenset({"group"}),
}
"""What each operation exists for (controller-api.md 3)."""


@dataclass(frozen=True)
class Target:
    """A unit group, one of its units, or a node or disk of that."""

    group: str
    group_name: str
    unit: str | None = None
    node: str | None = None
    number: int | None = None
    storage: bool = False
    privileged: bool = False

    @property
    def level(self) -> Level:
        """What it is."""
        return "group" if self.unit is None else "unit" if self.node is None else "node"

    def to_reply(self) -> dict[str, object]:
        """The schema BatchTarget."""
        shown = {"unit": self.unit, "node": self.node, "number": self.number}
        return {
            "group": self.group,
            "groupName": self.group_name,
            **{name: value for name, value in shown.items() if value is not None},
            "storage": self.storage,
            "privileged": self.privileged,
        }


@dataclass
class BatchRow:
    """One target and what became of it."""

    target: Target
    state: RowState = "waiting"
    last_state: str | None = None
    failure: Mapping[str, object] | None = None
    """The schema Failure, secrets removed; of a unit whose nodes are ordered one by one, the first one's so far."""
    started_at: str | None = None
    ended_at: str | None = None
    before: Scope | None = None
    """What was seen before the order in hand; it says after a restart what to compare with."""
    node: str | None = None
    """The node that is in hand, of a unit whose nodes are ordered one by one."""
    left: int = 0
    """How many nodes of it were not ordered yet."""
    taken: bool = False
    """Whether the controller has said that it took the order in hand; else it may have arrived or not."""

    @property
    def ended(self) -> bool:
        """Whether nothing will change any more."""
        return self.state in ROW_ENDED

    def to_journal(self) -> dict[str, object]:
        """Plain data for the file."""
        before = None if self.before is None else asdict(self.before)
        return {**vars(self), "target": vars(self.target), "before": before}

    def to_reply(self) -> dict[str, object]:
        """The schema BatchRow."""
        return {
            "target": self.target.to_reply(),
            "state": self.state,
            "lastState": self.last_state,
            "failure": self.failure,
            "startedAt": self.started_at,
            "endedAt": self.ended_at,
        }


@dataclass
class Batch(Record):
    """One operation on many targets."""

    id: str
    operation: Operation
    on_failure: OnFailure
    controller: str
    rows: list[BatchRow]
    owner: str | None = None
    force: bool = True
    planned_by: str | None = None
    state: BatchState = "running"
    started_at: str = ""
    updated_at: str = ""

    @property
    def ended(self) -> bool:
        """Whether all rows have."""
        return self.state == "ended"

    def to_journal(self) -> dict[str, object]:
        """Plain data for the file."""
        # Written before each order, with thousands of rows perhaps: asdict() would copy each of them every time.
        return {"format": FORMAT, "kind": "batch", **vars(self), "rows": [row.to_journal() for row in self.rows]}

    def to_reply(self) -> dict[str, object]:
        """The schema Batch."""
        return {
            "id": self.id,
            "operation": self.operation,
            **({"owner": self.owner} if self.owner is not None else {}),
            **({"force": self.force} if self.operation == "delete" else {}),
            "onFailure": self.on_failure,
            "state": self.state,
            "rows": [row.to_reply() for row in self.rows],
            "plannedBy": self.planned_by,
            "startedAt": self.started_at,
            "updatedAt": self.updated_at,
        }

    def skip_waiting(self, under_way: Collection[int], failure: Mapping[str, object] | None, time: str) -> None:
        """Send nothing more: rows that nobody works on will not be carried out.

        :param under_way: positions of rows whose runner decides by itself.
        """
        for index, row in enumerate(self.rows):
            if row.state == "waiting" and index not in under_way:
                row.state, row.failure, row.ended_at = "skipped", failure, time

    def give_up(self, failure: Mapping[str, object], time: str) -> None:
        """End it in the middle: what was ordered is not known to have come true, the rest is not sent."""
        self.skip_waiting((), failure, time)
        for row in self.rows:
            if not row.ended:
                row.state, row.failure, row.ended_at = "failed", failure, time
        self.state = "ended"


def parse_target(source: Mapping[str, object]) -> Target:
    """From a checked body of the contract."""
    number = source.get("number")
    return Target(
        group=str(source["group"]),
        group_name=str(source["groupName"]),
        unit=as_text(source.get("unit")),
        node=as_text(source.get("node")),
        number=number if isinstance(number, int) else None,
        storage=source.get("storage") is True,
        privileged=source.get("privileged") is True,
    )


def check_order(operation: Operation, owner: str | None, targets: Sequence[Target]) -> None:
    """What the contract's schema cannot say.

    :raises VcpFailure: ``bad_request`` with the place.
    """
    if (operation == "change_owner") != (owner is not None):
        raise VcpFailure("bad_request", "An owner is for change_owner, which needs one.", path="owner")
    seen: set[tuple[str, str | None, str | None]] = set()
    for index, target in enumerate(targets):
        place = (target.group, target.unit, target.node)
        if place in seen:
            raise VcpFailure("bad_request", "The target is named twice.", path=f"targets.{index}")
        seen.add(place)
        if target.node is not None and target.unit is None:
            raise VcpFailure("bad_request", "A node is named without its unit.", path=f"targets.{index}.unit")
        if target.level not in LEVELS[operation]:
            message = f"There is no {operation} for a {target.level}; for a {' or '.join(sorted(LEVELS[operation]))}."
            raise VcpFailure("bad_request", message, path=f"targets.{index}")


def startable(batch: Batch, under_way: Collection[int], limit: int = PARALLEL_UNITS) -> Iterator[int]:
    """Positions of the rows to begin with now, while those of ``under_way`` are being carried out.

    As given; a row waits for every earlier one that it collides with. Of a deletion, disks wait until no compute
    target is left open: an attached disk does not go (node-spec 2.4).
    """
    rows = batch.rows
    compute_open = batch.operation == "delete" and any(not (row.ended or row.target.storage) for row in rows)
    ahead = _Ahead()
    for index in under_way:
        ahead.add(rows[index].target)
    free = limit - len(under_way)
    for index, row in enumerate(rows):
        if free <= 0:
            return
        if row.state != "waiting" or index in under_way:
            continue
        if compute_open and row.target.storage:
            continue
        if not ahead.collides(row.target):
            free -= 1
            yield index
        ahead.add(row.target)


class _Ahead:
    """Targets whose turn comes before; a group holds all of its units."""

    def __init__(self) -> None:
        self._whole: set[str] = set()
        self._groups: set[str] = set()
        self._units: set[tuple[str, str]] = set()

    def add(self, target: Target) -> None:
        self._groups.add(target.group)
        if target.unit is None:
            self._whole.add(target.group)
        else:
            self._units.add((target.group, target.unit))

    def collides(self, target: Target) -> bool:
        if target.unit is None:
            return target.group in self._groups
        return target.group in self._whole or (target.group, target.unit) in self._units


def batch_from_journal(value: object) -> Batch:
    """The reverse of :meth:`Batch.to_journal`.

    :raises ValueError: the file is not a bulk operation of this format.
    :raises TypeError: a field is missing or not known.
    """
    if not isinstance(value, dict) or value.get("format") != FORMAT or value.get("kind") != "batch":
        raise ValueError("not a bulk operation of this format")
    known = {name: each for name, each in value.items() if name not in ("format", "kind")}
    batch = Batch(**{**known, "rows": [_row(as_map(row)) for row in as_sequence(known.get("rows"))]})
    texts = (batch.id, batch.controller, batch.started_at, batch.updated_at)
    chosen = (batch.operation, Operation), (batch.on_failure, OnFailure), (batch.state, BatchState)
    if not all(isinstance(text, str) for text in texts) or any(name not in get_args(kind) for name, kind in chosen):
        raise ValueError("a field of the bulk operation has the wrong type")
    return batch


def _row(source: Mapping[str, Any]) -> BatchRow:
    if source.get("state") not in get_args(RowState):
        raise ValueError("a row has no state that is known")
    before = source.get("before")
    target, scope = Target(**_fields(source.get("target"))), None if before is None else _scope(_fields(before))
    return BatchRow(**{**source, "target": target, "before": scope})


def _scope(source: Mapping[str, Any]) -> Scope:
    return Scope(**{**source, "members": tuple(Member(**_fields(each)) for each in as_sequence(source.get("members")))})


def _fields(value: object) -> dict[str, Any]:
    return dict(as_map(value))
