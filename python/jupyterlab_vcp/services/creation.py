"""Creating one unit: unit group, order, waiting (controller-api.md 2). The order is sent once, whatever happens."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from jupyterlab_vcp.clients.controller import ControllerClient
from jupyterlab_vcp.clients.objects import Unit, UnitGroup, UnitType
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.job import Job, still, uncertain
from jupyterlab_vcp.core.states import BROKEN, CHANGING

SETTLE_POLLS = 6
"""Looks after which an order that may not have arrived counts as lost."""
MAX_SILENCE = 24 * 3600.0
"""Seconds without any answer after which a job gives up; until then it waits for a token or the network."""

T = TypeVar("T")


@dataclass(frozen=True)
class Order:
    """What goes out. It holds credentials, so it lives in memory only."""

    cci: str
    unit_type: UnitType


class Creation:
    """The steps of one job.

    ``keep`` writes the job to the journal and must be called before anything leaves; ``grouping`` is shared by the
    jobs for one unit group, so that two of them do not both find it missing and make it twice.
    """

    def __init__(
        self,
        job: Job,
        controller: Callable[[], ControllerClient],
        keep: Callable[[], None],
        note: Callable[[VcpFailure | None], None],
        grouping: asyncio.Lock,
        poll_seconds: float,
        wait_seconds: float,
    ) -> None:
        self._job = job
        self._controller = controller
        self._keep = keep
        self._note = note
        self._grouping = grouping
        self._poll = poll_seconds
        self._wait = wait_seconds

    async def create(self, order: Order) -> None:
        """From nothing to a unit that has settled.

        :raises VcpFailure: why it did not work.
        """
        async with self._grouping:
            group = await self._group(order.unit_type)
        if any(unit.name == self._job.unit for unit in group.units):
            raise _exists(self._job)
        await self._add(group.id, order)
        await self.watch()

    # Unit group

    async def _group(self, unit_type: UnitType) -> UnitGroup:
        """The unit group of the job's name, made when there is none."""
        group = _named(await self._controller().unit_groups(), self._job.unit_group)
        if group is None:
            group = await self._make_group(unit_type)
        if group.type != unit_type:
            message = f"The unit group {group.name} takes {group.type} units, this spec is for {unit_type}."
            raise VcpFailure("refused", message, path="unitGroup")
        self._job.group_id = group.id
        return group

    async def _make_group(self, unit_type: UnitType) -> UnitGroup:
        self._job.state = "creating_group"
        self._keep()
        try:
            await self._controller().create_unit_group(self._job.unit_group, unit_type)
        except VcpFailure as failure:
            if not uncertain(failure):
                raise
            group = await self._until_there(self._find_group, failure)
        else:
            lost = VcpFailure("not_understood", "The controller made the unit group but does not list it.")
            group = await self._until_there(self._find_group, lost)
        return group

    async def _find_group(self) -> UnitGroup | None:
        return _named(await self._controller().unit_groups(), self._job.unit_group)

    # Unit

    async def _add(self, group_id: str, order: Order) -> None:
        """Send the order; one that may have arrived is looked for, never repeated."""
        self._job.state, self._job.sent = "adding_unit", True
        self._keep()
        try:
            await self._controller().add_unit(group_id, self._job.unit, order.cci)
        except VcpFailure as failure:
            if uncertain(failure):
                self._note(failure)
                return
            # Not sent, or refused: then a unit of that name is another one's.
            if failure.code == "refused" and await self._taken(group_id):
                raise _exists(self._job, failure) from None
            raise
        self._job.state = "waiting"
        self._keep()

    async def _taken(self, group_id: str) -> bool:
        try:
            group = await self._controller().unit_group(group_id)
        except VcpFailure:
            return False
        return any(unit.name == self._job.unit for unit in group.units)

    # Waiting

    async def watch(self) -> None:
        """Wait until the unit has settled; also where a job goes on after a restart.

        :raises VcpFailure: the unit failed, vanished, never appeared, or takes too long.
        """
        group = await self._until_there(self._look, _lost(self._job))
        unit = _unit(group, self._job.unit)
        waited = 0.0
        while unit is not None and (unit.state in CHANGING or not unit.state):
            self._progress(unit)
            if waited >= self._wait:
                message = f"The unit is still {unit.state} after {self._wait:g} seconds; it goes on by itself."
                raise VcpFailure("timeout", message)
            await asyncio.sleep(self._poll)
            waited += self._poll
            now = await self._answered(self._look_again)
            group, unit = (now, _unit(now, self._job.unit)) if now else (group, None)
        if unit is None:
            raise VcpFailure("not_found", "The unit was deleted while it was being created.")
        self._progress(unit)
        _check(group, unit)

    async def _look(self) -> UnitGroup | None:
        """The unit group, once the unit is in it."""
        group = await self._look_again()
        return group if group and _unit(group, self._job.unit) else None

    async def _look_again(self) -> UnitGroup | None:
        """The unit group; one that is gone is an empty one."""
        if self._job.group_id is None:
            return await self._find_group()
        try:
            return await self._controller().unit_group(self._job.group_id)
        except VcpFailure as failure:
            if failure.code != "not_found":
                raise
            return None

    def _progress(self, unit: Unit) -> None:
        addresses = tuple(node.address for node in unit.nodes if node.address)
        if (self._job.state, self._job.unit_state, self._job.addresses) != ("waiting", unit.state, addresses):
            self._job.state, self._job.unit_state, self._job.addresses = "waiting", unit.state, addresses
            self._keep()

    async def _until_there(self, look: Callable[[], Awaitable[T | None]], lost: VcpFailure) -> T:
        """What ``look`` finds, or ``lost`` when it finds nothing for a while; unanswered looks do not count."""
        for _ in range(SETTLE_POLLS):
            found = await self._answered(look)
            if found is not None:
                return found
            await asyncio.sleep(self._poll)
        raise lost

    async def _answered(self, look: Callable[[], Awaitable[T | None]]) -> T | None:
        """The first answer; as long as there is none (no token, no network) the job says so and waits."""
        start = time.monotonic()
        while True:
            try:
                found = await look()
            except VcpFailure as failure:
                if not still(failure) or time.monotonic() - start > MAX_SILENCE:
                    raise
                self._note(failure)
                await asyncio.sleep(self._poll)
            else:
                self._note(None)
                return found


def _named(groups: tuple[UnitGroup, ...], name: str) -> UnitGroup | None:
    return next((group for group in groups if group.name == name), None)


def _unit(group: UnitGroup, name: str) -> Unit | None:
    return next((unit for unit in group.units if unit.name == name), None)


def _exists(job: Job, refusal: VcpFailure | None = None) -> VcpFailure:
    return VcpFailure(
        "exists",
        f"There is a unit {job.unit} in {job.unit_group} already. Choose another name, or add nodes to it.",
        path="unit",
        upstream_status=refusal.upstream_status if refusal else None,
        upstream_message=refusal.upstream_message if refusal else None,
    )


def _lost(job: Job) -> VcpFailure:
    message = (
        f"The order for {job.unit_group}/{job.unit} was sent, but the controller does not show the unit. It may still "
        "appear: look at the explorer before you start again."
    )
    return VcpFailure("timeout", message)


def _check(group: UnitGroup, unit: Unit) -> None:
    """A unit that has settled: is it a success? The text of an error is looked for as the SDK does: node, unit, VC."""
    members = unit.members
    broken = [member for member in members if member.state in BROKEN]
    if unit.state not in BROKEN and not (broken and len(broken) == len(members)):
        return
    texts = [*(member.error for member in members), unit.error, group.error]
    words = next((text for text in texts if text), None)
    raise VcpFailure("refused", f"The unit ended in {unit.state}.", upstream_message=words)
