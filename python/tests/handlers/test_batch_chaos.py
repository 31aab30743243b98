"""Bulk operations among faults that nobody has arranged: no order goes out twice, and every row comes to an end."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import Api, Simulator, running_simulator
from tests.handlers.batch_support import ended, start

NODES = 30
FAULTS: tuple[dict[str, Any], ...] = (
    {"kind": "latency", "seconds": 0.3},
    {"kind": "status", "status": 409, "message": "no"},
    {"kind": "status", "status": 500, "message": "no"},
    {"kind": "status", "status": 503, "message": "no"},
    {"kind": "cut"},
    {"kind": "cut", "reset": True},
    {"kind": "html", "status": 200},
    {"kind": "hang"},
    {"kind": "truncate", "bytes": 5},
    {"kind": "redirect", "location": "https://elsewhere.example/"},
    {"kind": "swallow"},
    {"kind": "answer", "status": 200},
    {"kind": "answer", "status": 504, "work": True},
    {"kind": "answer", "status": 500, "work": False},
)


@pytest.fixture(scope="module")
def large() -> Iterator[Simulator]:
    with running_simulator("--scenario", "large", "--nodes", str(2 * NODES)) as simulator:
        yield simulator


@pytest.fixture
def simulator(large: Simulator) -> Simulator:
    large.control("DELETE", "/faults")
    large.control("POST", "/reset")
    large.control("DELETE", "/requests")
    return large


@pytest.fixture
def traits() -> dict[str, Any]:
    return {"job_poll_seconds": 0.1, "batch_effect_seconds": 0.8, "read_timeout": 0.5}


@pytest.mark.parametrize(
    ("operation", "last"),
    [("power_off", "POWER_OFF"), ("suspend", "SUSPENDED"), ("backup", "RUNNING"), ("delete", None)],
)
async def test_never_twice_and_never_for_ever(api: Api, simulator: Simulator, operation: str, last: str | None) -> None:
    """``last`` is the state of what is done; None: it is gone. Other seeds show other ways of going wrong."""
    pick = random.Random(f"{operation} 0")
    groups = (await api("GET", "/unit-groups")).body["unitGroups"]
    targets = [
        {"group": group["id"], "groupName": group["name"], "unit": unit["name"], "node": node["id"]}
        for group in groups
        for unit in group["units"]
        for node in unit["nodes"]
        if node["state"] == "RUNNING"
    ][:NODES]
    assert len(targets) > NODES // 2
    pick.shuffle(targets)
    for target in pick.sample(targets, len(targets) // 2):
        rule, times = dict(pick.choice(FAULTS)), pick.choice([1, None])
        simulator.fault(rule.pop("kind"), path=f"/{target['node']}(/{operation})?$", count=times, **rule)
    for target in pick.sample(targets, 2):
        rule = dict(pick.choice(FAULTS[:8]))
        simulator.fault(rule.pop("kind"), method="GET", path=f"/vcs/{target['group']}$", count=3, **rule)
    await start(api, operation, *targets)
    rows = (await ended(api, seconds=90))["rows"]
    assert {row["state"] for row in rows} <= {"done", "failed"}
    assert all(row["failure"]["code"] for row in rows if row["state"] == "failed")
    simulator.control("DELETE", "/faults")
    states = {node["id"]: node["state"] for node in await nodes_of(api)}
    assert {states.get(row["target"]["node"]) for row in rows if row["state"] == "done"} == {last}
    sent = Counter(place for place, status in orders(simulator, operation) if not 400 <= status < 500)
    assert [place for place, times in sent.items() if times > 1] == []
    assert len(sent) > 5, "else this test would show nothing"


async def nodes_of(api: Api) -> list[dict[str, Any]]:
    groups = (await api("GET", "/unit-groups")).body["unitGroups"]
    return [node for group in groups for unit in group["units"] for node in unit["nodes"]]


def orders(simulator: Simulator, operation: str) -> list[tuple[str, int]]:
    """Path and status of every order that reached the controller; 0 where there was no answer."""
    entries = simulator.control("GET", "/requests")["requests"]
    ordering = [each for each in entries if each["method"] in ("PATCH", "DELETE") or each["path"].endswith("/backup")]
    assert all(operation == "delete" or each["path"].endswith(f"/{operation}") for each in ordering)
    return [(each["path"], each["status"] or 0) for each in ordering]
