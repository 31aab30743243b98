"""One row of a bulk operation: wait until its turn can be taken, order once, watch until it has come true or not."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from jupyterlab_vcp.clients.controller import ControllerClient
from jupyterlab_vcp.clients.objects import UnitGroup
from jupyterlab_vcp.core.batch import Batch, BatchRow
from jupyterlab_vcp.core.batch_verdict import POWER_SOURCES, Scope, already
from jupyterlab_vcp.core.dates import now
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.job import still, uncertain
from jupyterlab_vcp.services.batch_looks import GroupLooks
from jupyterlab_vcp.services.batch_orders import send_order
from jupyterlab_vcp.services.batch_scope import find_scope, power_nodes
from jupyterlab_vcp.services.batch_watch import OrderWatch, Times
from jupyterlab_vcp.services.unit_work import at_work, may_be_at_work

FATAL = frozenset(
    {"no_token", "token_refused", "readonly_token", "not_configured", "config_broken", "ca_missing", "internal"}
)
"""Failures after which no other row can succeed either."""
EAGER = frozenset({"delete", "clear_processing"})
"""Ordered without waiting for an idle unit first: they are the ways out when a unit seems to work for ever."""
UNSEEN = frozenset({"backup", "watch", "unwatch"})
"""Work of these shows in no state of a node."""


class Halted(Exception):
    """Nothing more is sent; the row was not ordered."""


class Run(Protocol):
    """What a row needs of the bulk operation it belongs to."""

    @property
    def halted(self) -> bool:
        """Whether nothing more may be sent."""

    def keep(self) -> None:
        """Write the journal; what cannot be kept must not be sent."""

    def note(self) -> None:
        """Something to show has changed that need not be kept."""


@dataclass(frozen=True)
class Means:
    """What a row is carried out with."""

    controller: Callable[[], ControllerClient]
    looks: GroupLooks
    times: Times
    presentable: Callable[[VcpFailure], Mapping[str, object]]


class RowRun:
    """The steps of one row; both ways raise VcpFailure with why it failed, and return when it is done."""

    def __init__(self, batch: Batch, row: BatchRow, run: Run, means: Means) -> None:
        self._batch = batch
        self._row = row
        self._run = run
        self._means = means
        self._doubt: VcpFailure | None = None
        self._sent = False
        self._restarted = False

    async def carry_out(self) -> None:
        """From waiting to the end.

        :raises Halted: before anything was sent.
        """
        if self._row.target.level == "unit" and self._batch.operation in POWER_SOURCES:
            await self._node_by_node()
        else:
            await self._single(None)

    async def ask_after(self) -> None:
        """After a restart of the server: watch what was ordered; never send. The clocks start anew."""
        self._restarted = True
        if not self._row.taken:
            message = "The Jupyter server ended while the order was being sent; whether it arrived is not known."
            self._doubt = VcpFailure("interrupted", message)
        if self._row.before is None:
            raise self._doubt or VcpFailure("interrupted", "The Jupyter server ended meanwhile.")
        await self._watch(self._row.before)
        self._require_none_left("The Jupyter server ended meanwhile")

    # Orders

    async def _node_by_node(self) -> None:
        """Power of a whole unit, as the SDK does it: the unit-wide call is in no client (controller-api.md 3.3, 23).

        Nodes in a state from which it cannot be done are left alone.
        """
        group = await self._ready()
        scope = self._there(group)
        if already(self._batch.operation, scope):
            return
        nodes = power_nodes(group, self._row.target, self._batch.operation) if group else ()
        if not nodes:
            states = ", ".join(sorted({member.state for member in scope.members})) or "none there"
            message = f"No node of the unit can be operated so: {states}."
            raise VcpFailure("unexpected_state", message, upstream_message=scope.error or None)
        await self._each(nodes)
        self._require_none_left("It was stopped")

    async def _each(self, nodes: Sequence[str]) -> None:
        """One after the other; the first failure is raised at the end, or at once when nothing more is to be sent."""
        first: VcpFailure | None = None
        for index, node in enumerate(nodes):
            self._row.left = len(nodes) - index - 1
            try:
                await self._single(node)
            except Halted:
                if self._row.started_at is None:
                    raise
                self._row.left += 1
                break
            except VcpFailure as failure:
                first = first or failure
                self._row.failure = self._means.presentable(first)
                if failure.code in FATAL or self._batch.on_failure == "stop":
                    break
        if first is not None:
            raise first

    def _require_none_left(self, why: str) -> None:
        if self._row.left:
            message = f"{why}; nodes of the unit that were not ordered: {self._row.left}."
            raise VcpFailure("interrupted", message)

    async def _single(self, node: str | None) -> None:
        before = self._there(await self._ready(), node)
        if not already(self._batch.operation, before, self._batch.owner or ""):
            self._row.node = node
            await self._watch(await self._order(before))

    async def _order(self, before: Scope) -> Scope:
        """Send the order once; after a refusal that comes from work on the unit, again when that is over.

        :returns: what was seen before the order that was sent last.
        """
        end = time.monotonic() + self._means.times.wait
        while True:
            self._begin(before)
            try:
                await send_order(self._means.controller(), self._batch, self._row.target, self._row.node)
            except VcpFailure as failure:
                if uncertain(failure):
                    self._doubt, self._sent = failure, True
                    return before
                if not self._sent:
                    self._row.state, self._row.started_at = "waiting", None
                before = await self._after_refusal(failure, before, end)
            else:
                self._row.taken, self._doubt, self._sent = True, None, True
                self._run.keep()
                return before

    def _begin(self, before: Scope) -> None:
        """The journal is ahead of the order: from here on it may have left."""
        if self._run.halted:
            raise Halted
        row = self._row
        row.state, row.before, row.taken = "ordered", before, False
        row.started_at = row.started_at or now()
        self._run.keep()

    async def _after_refusal(self, failure: VcpFailure, before: Scope, end: float) -> Scope:
        """What is there once the work is over that the refusal came from; the failure when it came from none."""
        if failure.code == "not_found" and self._batch.operation == "delete":
            await self._require_gone(failure, end)
        if failure.code not in ("refused", "busy"):
            raise failure
        self._run.keep()
        group = await self._look()
        waited = False
        while may_be_at_work(group, self._row.target.unit):
            _require_time(failure, end)
            waited, group = True, await self._look()
        scope = self._there(group, self._row.node)
        # Short work can be over by the time of the look; then something differs from before the order.
        differs = scope.differs(before) or scope.applying != before.applying
        if not (waited or differs or self._may_hide(group)):
            raise failure
        _require_time(failure, end)
        return scope

    async def _require_gone(self, failure: VcpFailure, end: float) -> None:
        """A deletion that meets nothing to delete counts as done only when nothing is there, or nothing stays."""
        while (scope := find_scope(await self._look(), self._row.target, self._row.node)) is not None:
            if not scope.moving or time.monotonic() >= end:
                raise VcpFailure(
                    "refused",
                    "The controller answered that it is not there, but still shows it.",
                    upstream_status=failure.upstream_status,
                    upstream_message=failure.upstream_message,
                )

    def _may_hide(self, group: UnitGroup | None) -> bool:
        """Whether a refusal can come from work of ours that does not show: the state of the group is another unit's.

        Then the order is tried again from look to look: it was refused, so that it cannot become two.
        """
        unseen = self._batch.operation in UNSEEN and self._ordered_before()
        return unseen and group is not None and group.state in ("ERROR", "APPLYING")

    def _ordered_before(self) -> bool:
        """Whether this bulk operation has ordered something on the unit before this row."""
        mine = self._row.target
        places = (each.target for each in self._batch.rows if each is not self._row and each.started_at is not None)
        return any((place.group, place.unit) == (mine.group, mine.unit) for place in places)

    # Looking

    async def _ready(self) -> UnitGroup | None:
        """The group once no work shows on the unit; None when it is gone."""
        end = time.monotonic() + self._means.times.wait
        group = await self._look(time.monotonic() - self._means.times.poll)
        eager = self._batch.operation in EAGER and not self._ordered_before()
        while not eager and at_work(group, self._row.target.unit):
            if time.monotonic() >= end:
                message = f"Work on the unit has not ended for {self._means.times.wait:,g} s; nothing was sent."
                raise VcpFailure("busy", message)
            group = await self._look()
        return group

    async def _look(self, after: float | None = None) -> UnitGroup | None:
        """The group before an order; a controller that does not answer is given some time."""
        end = time.monotonic() + self._means.times.effect
        place = self._row.target
        while True:
            moment = time.monotonic() if after is None else after
            look = await self._means.looks.look(place.group, place.privileged, moment)
            if self._run.halted:
                raise Halted
            if look.failure is None:
                self._show(look.group)
                return look.group
            lasting = not still(look.failure) or look.failure.code in FATAL or look.failure.code == "not_permitted"
            if lasting or time.monotonic() >= end:
                raise look.failure
            after = None

    def _there(self, group: UnitGroup | None, node: str | None = None) -> Scope:
        scope = find_scope(group, self._row.target, node)
        if scope is None:
            raise VcpFailure("not_found", "It is not there (any more).")
        return scope

    def _show(self, group: UnitGroup | None) -> None:
        scope = find_scope(group, self._row.target)
        if scope is not None and scope.state != self._row.last_state:
            self._row.last_state = scope.state
            self._run.note()

    async def _watch(self, before: Scope) -> None:
        watch = OrderWatch(self._batch, self._row, before, self._doubt, self._means.times, patient=self._restarted)
        if watch.needs_no_look:
            return
        place = self._row.target
        while True:
            look = await self._means.looks.look(place.group, place.privileged, time.monotonic())
            if look.failure is None:
                self._show(look.group)
            if watch.done(look):
                return


def _require_time(failure: VcpFailure, end: float) -> None:
    if time.monotonic() >= end:
        message = "The controller refuses it, because work on the unit has not ended; the order was not taken."
        raise VcpFailure("busy", message, upstream_message=failure.upstream_message) from None
