"""Looks at unit groups, shared: however many rows wait for a group, it is asked for once per round."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from jupyterlab_vcp.clients.controller import ControllerClient
from jupyterlab_vcp.clients.objects import UnitGroup
from jupyterlab_vcp.core.errors import VcpFailure


@dataclass(frozen=True)
class Look:
    """What was seen; ``group`` is None when it is gone, and when ``failure`` says why nothing was seen."""

    group: UnitGroup | None
    failure: VcpFailure | None
    at: float
    """Monotonic seconds at which the question was asked."""


class GroupLooks:
    """One question per group, rights and ``interval`` seconds at most."""

    def __init__(self, controller: Callable[[], ControllerClient], interval: float) -> None:
        self._controller = controller
        self._interval = interval
        self._last: dict[tuple[str, bool], Look] = {}
        self._asking: defaultdict[tuple[str, bool], asyncio.Lock] = defaultdict(asyncio.Lock)

    async def look(self, group: str, privileged: bool, after: float) -> Look:
        """The first look that was asked for after the moment ``after`` (monotonic); never raises VcpFailure."""
        key = (group, privileged)
        async with self._asking[key]:
            last = self._last.get(key)
            if last is not None and last.at > after:
                return last
            if last is not None:
                await asyncio.sleep(max(0.0, last.at + self._interval - time.monotonic()))
            self._last[key] = look = await self._ask(group, privileged)
            return look

    async def _ask(self, group: str, privileged: bool) -> Look:
        at = time.monotonic()
        try:
            return Look(await self._controller().unit_group(group, privileged=privileged), None, at)
        except VcpFailure as failure:
            return Look(None, None if failure.code == "not_found" else failure, at)
