"""What the tests of bulk operations share: targets by name, starting one, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tests.conftest import Answer, Api, Simulator, eventually

KEY = "0123456789abcdef-bulk"
Row = Mapping[str, Any]


class Tree:
    """The simulator's unit groups by name, for targets."""

    def __init__(self, groups: list[dict[str, Any]]) -> None:
        self.groups = {each["name"]: each for each in groups}

    def unit(self, group: str, unit: str) -> dict[str, Any]:
        found: dict[str, Any] = next(each for each in self.groups[group]["units"] if each["name"] == unit)
        return found

    def path(self, group: str, unit: str) -> str:
        return f"/unit-groups/{self.groups[group]['id']}/units/{unit}"

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


async def state_is(api: Api, row: int, state: str) -> bool:
    return bool((await api("GET", f"/batches/{KEY}")).body["rows"][row]["state"] == state)


async def last_state_is(api: Api, state: str) -> bool:
    return bool((await api("GET", f"/batches/{KEY}")).body["rows"][0]["lastState"] == state)
