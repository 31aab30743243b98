"""However many rows wait for a unit group, it is asked for once per round."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable
from typing import cast

import pytest

from jupyterlab_vcp.clients.controller import ControllerClient
from jupyterlab_vcp.clients.objects import UnitGroup
from jupyterlab_vcp.core.errors import Code, VcpFailure
from jupyterlab_vcp.services.batch_looks import GroupLooks

INTERVAL = 0.05


class Controller:
    """Counts what it is asked; answers an empty group, or fails."""

    def __init__(self, code: Code | None = None) -> None:
        self.code = code
        self.asked: list[tuple[str, bool, float]] = []

    async def unit_group(self, group: str, *, privileged: bool = False) -> UnitGroup:
        self.asked.append((group, privileged, time.monotonic()))
        await asyncio.sleep(0.01)
        if self.code is not None:
            raise VcpFailure(self.code, "no")
        return UnitGroup(group, "", None, "demo", "compute", "me", "RUNNING", None, "", ())


def looks_of(controller: Controller) -> GroupLooks:
    return GroupLooks(cast("Callable[[], ControllerClient]", lambda: controller), INTERVAL)


async def test_one_question_for_all_who_wait() -> None:
    controller = Controller()
    looks = looks_of(controller)
    for _ in range(3):
        moment = time.monotonic()
        found = await asyncio.gather(*(looks.look("g", False, moment) for _ in range(100)))
        assert len({id(each) for each in found}) == 1
        assert found[0].at > moment
    times = [at for _, _, at in controller.asked]
    assert len(times) == 3
    assert all(later - earlier >= INTERVAL for earlier, later in itertools.pairwise(times))


async def test_what_was_seen_after_the_moment_is_good_enough() -> None:
    controller = Controller()
    looks, moment = looks_of(controller), time.monotonic()
    assert await looks.look("g", False, moment) is await looks.look("g", False, moment)


async def test_groups_and_rights_do_not_wait_for_each_other() -> None:
    controller = Controller()
    looks, begun = looks_of(controller), time.monotonic()
    places = [("g", False), ("h", False), ("g", True)]
    await asyncio.gather(*(looks.look(group, privileged, begun) for group, privileged in places))
    assert [(group, privileged) for group, privileged, _ in controller.asked] == places
    assert time.monotonic() - begun < INTERVAL


@pytest.mark.parametrize(("code", "failing"), [("not_found", False), ("unreachable", True), ("token_refused", True)])
async def test_without_an_answer(code: Code, failing: bool) -> None:
    """A group that is gone is an answer."""
    look = await looks_of(Controller(code)).look("g", False, 0.0)
    assert look.group is None
    assert (look.failure is not None) is failing
