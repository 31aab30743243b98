"""Reminders and planned power-offs of the user at the controller, and the clock that carries the latter out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from jupyterlab_vcp.core.errors import GATEWAY, VcpFailure
from jupyterlab_vcp.core.redaction import Redactor
from jupyterlab_vcp.core.schedule import (
    Document,
    PowerOff,
    find_entry,
    forget_over,
    format_moment,
    future_moment,
    owner_key,
    power_offs,
    reminder_date,
    section_of,
    to_reply,
)
from jupyterlab_vcp.services.connection import ConnectionService
from jupyterlab_vcp.services.register import presentable
from jupyterlab_vcp.services.schedule_file import ScheduleFile
from jupyterlab_vcp.services.schedule_run import Outcome, PowerOffRun

CHECK_SECONDS = 30.0
"""The longest sleep: a clock that is set, or a machine that slept, must not make a plan late by more."""
RETRY_SECONDS = 10.0
"""After a try at the time of a plan that may yet succeed, here or on another server of the user."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class ScheduleService:
    """Every public coroutine raises VcpFailure: ``file_failed``, or why it is not known whose schedule it is."""

    def __init__(
        self,
        file: ScheduleFile,
        connection: ConnectionService,
        run: PowerOffRun,
        redactor: Redactor,
        log: logging.Logger,
        clock: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._file = file
        self._connection = connection
        self._run = run
        self._redactor = redactor
        self._log = log
        self._clock = clock
        self._woken = asyncio.Event()
        self._timer: asyncio.Task[None] | None = None
        self._told: str | None = None
        self._last_owner: tuple[str, str] | None = None

    async def get(self) -> Mapping[str, object]:
        """The schema Schedule."""
        owner = await self._owner()
        return to_reply(section_of(self._file.read(), owner))

    async def set_reminder(self, group: str, date: str, group_name: str, note: str) -> Mapping[str, object]:
        """Remember a date for a group, instead of the one it had (schema Schedule); ``bad_request``."""
        entry = {"groupName": str(self._redactor.reply(group_name)), "date": reminder_date(date)}
        owner = await self._owner()
        async with self._file.edit() as document:
            reminders = section_of(document, owner)["reminders"]
            reminders[group] = {**reminders.get(group, {}), **entry, "note": self._redactor.text(note)}
            return to_reply(section_of(document, owner))

    async def remove_reminder(self, group: str) -> Mapping[str, object]:
        """Forget the date of a group, if it has one (schema Schedule)."""
        owner = await self._owner()
        async with self._file.edit() as document:
            section_of(document, owner)["reminders"].pop(group, None)
            return to_reply(section_of(document, owner))

    async def plan(self, key: str, group: str, group_name: str, at: str, privileged: bool) -> Mapping[str, object]:
        """Plan to power off a group (schema Schedule); a key that is known changes nothing. ``bad_request``."""
        owner = await self._owner()
        async with self._file.edit() as document:
            plans = section_of(document, owner)["powerOffs"]
            if key not in plans:
                plans[key] = {
                    "group": group,
                    "groupName": str(self._redactor.reply(group_name)),
                    "at": format_moment(future_moment(at, self._clock())),
                    "privileged": privileged,
                    "state": "planned",
                    "batch": None,
                    "failure": None,
                }
            reply = to_reply(section_of(document, owner))
        self._woken.set()
        return reply

    async def remove(self, plan: str) -> Mapping[str, object]:
        """Cancel a plan or forget one that is over; what it has begun goes on (schema Schedule). ``not_found``."""
        owner = await self._owner()
        async with self._file.edit() as document:
            section = section_of(document, owner)
            if section["powerOffs"].pop(plan, None) is None:
                raise VcpFailure("not_found", "There is no such planned power-off (any more).")
            return to_reply(section)

    async def _owner(self) -> str:
        """Whose schedule it is: who the token is of; while the controller is away, who it was of last."""
        state, address = await self._connection.state(), self._connection.address()
        try:
            authority = state.authority or await self._connection.controller().authority()
        except VcpFailure as failure:
            away = failure.code in GATEWAY or failure.code == "timeout"
            if away and self._last_owner is not None and self._last_owner[0] == address:
                return self._last_owner[1]
            raise
        owner = owner_key(address, authority.user)
        self._last_owner = (address, owner)
        return owner

    # The clock

    def resume(self) -> None:
        """Start the clock; plans whose time has come while no server ran are seen to at once."""
        self._timer = asyncio.ensure_future(self._keep_time())

    async def stop(self) -> None:
        """Stop the clock; plans stay in the file."""
        if self._timer is not None:
            self._timer.cancel()
            with suppress(asyncio.CancelledError):
                await self._timer

    async def _keep_time(self) -> None:
        while True:
            self._woken.clear()
            try:
                seconds = await self.check()
                self._told = None
            except VcpFailure as failure:
                seconds = CHECK_SECONDS
                self._tell(failure)
            except Exception:
                self._log.exception("The schedule could not be looked at")
                seconds = CHECK_SECONDS
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._woken.wait()

    def _tell(self, failure: VcpFailure) -> None:
        """Once, not every 30 seconds."""
        if failure.message != self._told:
            self._told = failure.message
            self._log.warning("%s", failure.message)

    async def check(self) -> float:
        """See to everything whose time has come.

        :returns: seconds until it is worth looking again, at most CHECK_SECONDS.
        """
        document = self._file.read()
        open_plans = [plan for plan in power_offs(document) if plan.state == "planned"]
        for plan in open_plans:
            outcome = await self._outcome(plan)
            if outcome is not None:
                await self._keep(plan, outcome)
        if forget_over(document, self._clock()):
            async with self._file.edit() as fresh:
                forget_over(fresh, self._clock())
        return self._seconds_to_next(self._file.read())

    async def _outcome(self, plan: PowerOff) -> Outcome | None:
        """None: its time has not come, or it has and nothing can be said yet."""
        match plan.turn(self._clock()):
            case "wait":
                return None
            case "missed":
                return Outcome("missed")
            case "now":
                late = self._clock() - plan.at
                return await self._run.carry_out(plan, late, lambda: self._stands(plan))

    def _stands(self, plan: PowerOff) -> bool:
        entry = find_entry(self._file.read(), plan)
        return entry is not None and entry["state"] == "planned"

    async def _keep(self, plan: PowerOff, outcome: Outcome) -> None:
        changes: dict[str, Any] = {"state": outcome.state, "batch": outcome.batch, "failure": None}
        if outcome.failure is not None:
            changes["failure"] = dict(presentable(outcome.failure, self._redactor))
        async with self._file.edit() as document:
            entry = find_entry(document, plan)
            if entry is not None:
                entry.update(changes)
        self._log.info("The planned power-off %s of unit group %s: %s", plan.id, plan.group, outcome.state)

    def _seconds_to_next(self, document: Document) -> float:
        times = [plan.at for plan in power_offs(document) if plan.state == "planned"]
        if not times:
            return CHECK_SECONDS
        seconds = (min(times) - self._clock()).total_seconds()
        return min(CHECK_SECONDS, seconds if seconds > 0 else RETRY_SECONDS)
