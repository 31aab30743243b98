"""Bulk operations of many nodes: how often the controller is asked."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from jupyterlab_vcp.core.batch import PARALLEL_UNITS
from tests.conftest import Api, Simulator, running_simulator
from tests.handlers.batch_support import ended, start

TARGETS = 100
"""Twenty in each unit group: many more rows than units that are worked on at a time, and many wait for one group."""
POLL = 0.1


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    """A controller with many nodes, on which work takes some rounds of looking."""
    with running_simulator("--speed", "40", "--scenario", "large", "--nodes", str(TARGETS)) as simulator:
        yield simulator


@pytest.fixture
def traits() -> dict[str, Any]:
    return {"job_poll_seconds": POLL}


async def test_one_look_per_group_and_round(api: Api, simulator: Simulator) -> None:
    groups = (await api("GET", "/unit-groups")).body["unitGroups"]
    targets = [
        {"group": group["id"], "groupName": group["name"], "unit": unit["name"], "node": node["id"]}
        for group in groups
        for unit in group["units"]
        for node in unit["nodes"]
    ]
    assert len(targets) == TARGETS
    assert len({target["group"] for target in targets}) == TARGETS // 20 > PARALLEL_UNITS
    begun = time.monotonic()
    await start(api, "unwatch", *targets)
    batch = await ended(api, seconds=60)
    rounds = (time.monotonic() - begun) / POLL + 1
    assert {row["state"] for row in batch["rows"]} == {"done"}
    entries = simulator.control("GET", "/requests")["requests"]
    writes = [each for each in entries if each["method"] == "PATCH"]
    assert (len(writes), {each["status"] for each in writes}) == (TARGETS, {202})
    looks = Counter(each["path"] for each in entries if each["method"] == "GET" and "/vcs/" in each["path"])
    assert len(looks) == TARGETS // 20
    assert max(looks.values()) <= rounds, "never more than one per round, however many rows wait for the group"
    assert sum(looks.values()) <= PARALLEL_UNITS * rounds + len(looks)
