"""Bulk operations against the simulator: one row per target, whatever happens in between."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_vcp.clients.controller import ControllerClient
from jupyterlab_vcp.core.batch import batch_from_journal
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.handlers.services import Services
from jupyterlab_vcp.services.batches import BatchService
from jupyterlab_vcp.services.journal import Journal
from jupyterlab_vcp.services.register import Register
from tests.conftest import Answer, Api, Simulator, eventually

KEY = "0123456789abcdef-bulk"
Row = Mapping[str, Any]


@pytest.fixture
def traits() -> dict[str, Any]:
    return {"batch_effect_seconds": 1.0}


class Tree:
    """The simulator's unit groups by name, for targets."""

    def __init__(self, groups: list[dict[str, Any]]) -> None:
        self.groups = {each["name"]: each for each in groups}

    def unit(self, group: str, unit: str) -> dict[str, Any]:
        found: dict[str, Any] = next(each for each in self.groups[group]["units"] if each["name"] == unit)
        return found

    def target(self, group: str, unit: str | None = None, number: int | None = None, **more: Any) -> dict[str, Any]:
        """Of a group, a unit, or the node or disk with that number."""
        found = {"group": self.groups[group]["id"], "groupName": group, **more}
        if self.groups[group]["type"] == "storage":
            found["storage"] = True
        if unit is not None:
            found["unit"] = unit
        if unit is not None and number is not None:
            members = [*self.unit(group, unit)["nodes"], *self.unit(group, unit)["disks"]]
            found |= {"node": next(each["id"] for each in members if each["number"] == number), "number": number}
        return found


async def read_tree(api: Api) -> Tree:
    return Tree((await api("GET", "/unit-groups")).body["unitGroups"])


async def start(api: Api, operation: str, *targets: Row, key: str = KEY, **more: Any) -> Answer:
    body = {"key": key, "operation": operation, "onFailure": "continue", "targets": list(targets), **more}
    return await api("POST", "/batches", body)


async def ended(api: Api, key: str = KEY, seconds: float = 30) -> dict[str, Any]:
    async def look() -> Any:
        batch = (await api("GET", f"/batches/{key}")).body
        return batch if batch["state"] == "ended" else None

    found: dict[str, Any] = await eventually(look, seconds)
    return found


async def rows_of(api: Api, key: str = KEY) -> list[tuple[str, str | None]]:
    """States and failure codes at the end."""
    return outcomes((await ended(api, key))["rows"])


def outcomes(rows: list[Row]) -> list[tuple[str, str | None]]:
    return [(row["state"], row["failure"] and row["failure"]["code"]) for row in rows]


def orders(simulator: Simulator, ending: str = "") -> list[str]:
    """Method and end of the path of every order that reached the controller, in turn."""
    entries = simulator.control("GET", "/requests")["requests"]
    return [
        f"{each['method']} {re.sub('.*/vcs/', '', each['path'])}"
        for each in entries
        if (each["method"] != "GET" or each["path"].endswith("/backup")) and each["path"].endswith(ending)
    ]


class TestWhatComesTrue:
    """Each operation where it exists."""

    @pytest.mark.parametrize(
        ("operation", "first", "place", "last"),
        [
            ("power_off", None, ("demo", "web", 1), "POWER_OFF"),
            ("power_on", "POWER_OFF", ("demo", "web", 1), "RUNNING"),
            ("suspend", None, ("demo", "web"), "SUSPENDED"),
            ("resume", "SUSPENDED", ("demo", "web"), "RUNNING"),
            ("stop", "SUSPENDED", ("demo", "web", 2), "STOPPED"),
            ("start", "STOPPED", ("demo", "web"), "RUNNING"),
            ("watch", None, ("demo", "web"), "RUNNING"),
            ("unwatch", None, ("demo", "web", 2), "RUNNING"),
            ("backup", None, ("demo", "web", 1), "RUNNING"),
            ("clear_processing", None, ("demo", "web"), "RUNNING"),
            ("delete", None, ("demo", "web", 1), None),
            ("delete", None, ("demo", "web"), None),
            ("delete", None, ("demo",), None),
        ],
    )
    async def test_row(
        self, api: Api, simulator: Simulator, operation: str, first: str | None, place: tuple[Any, ...], last: str | None
    ) -> None:
        if first:
            simulator.control("POST", "/node-state", {"vc": "demo", "unit": "web", "state": first})
        tree = await read_tree(api)
        answer = await start(api, operation, tree.target(*place))
        assert (answer.status, answer.body["state"], answer.body["rows"][0]["state"]) == (202, "running", "waiting")
        (row,) = (await ended(api))["rows"]
        assert (row["state"], row["failure"]) == ("done", None)
        assert last is None or row["lastState"] == last
        assert row["startedAt"] <= row["endedAt"]

    async def test_change_owner(self, api: Api, simulator: Simulator) -> None:
        """A regular user loses sight of it: that is how one sees that it worked."""
        tree = await read_tree(api)
        await start(api, "change_owner", tree.target("demo"), owner="hanako")
        assert await rows_of(api) == [("done", None)]
        assert "demo" not in (await read_tree(api)).groups
        assert (await api("GET", f"/batches/{KEY}")).body["owner"] == "hanako"

    async def test_nothing_is_sent_for_what_is_so_already(self, api: Api, simulator: Simulator) -> None:
        tree = await read_tree(api)
        await start(api, "power_off", tree.target("lecture2026", "students", 2))
        assert await rows_of(api) == [("done", None)]
        assert orders(simulator) == []
