"""Bulk operations at the size of a university: how often the controller is asked."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from jupyterlab_vcp.core.batch import PARALLEL_UNITS
from tests.conftest import SOURCES, Api, Simulator
from tests.handlers.batch_support import ended, start

TARGETS = 500
POLL = 0.1


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    """A controller with many nodes, on which work takes some rounds of looking."""
    command = [sys.executable, "-m", "jupyterlab_vcp.demo", "--services-only", "--exit-with-stdin", "--speed", "60"]
    with subprocess.Popen(
        [*command, "--scenario", "large", "--nodes", str(TARGETS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
    ) as process:
        assert process.stdout is not None
        yield Simulator(json.loads(process.stdout.readline()))
        process.terminate()


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
    ][:TARGETS]
    assert len(targets) == TARGETS
    begun = time.monotonic()
    await start(api, "unwatch", *targets)
    await asyncio.sleep(10)
    batch = await ended(api, seconds=60)
    rounds = (time.monotonic() - begun) / POLL + 1
    assert {row["state"] for row in batch["rows"]} == {"done"}
    entries = simulator.control("GET", "/requests")["requests"]
    writes = [each for each in entries if each["method"] == "PATCH"]
    assert (len(writes), {each["status"] for each in writes}) == (TARGETS, {202})
    looks = Counter(each["path"] for each in entries if each["method"] == "GET" and "/vcs/" in each["path"])
    assert max(looks.values()) <= rounds, "never more than one per round, however many rows wait for the group"
    assert sum(looks.values()) <= PARALLEL_UNITS * rounds + len(looks)
