"""The tree in lines: what a browser that polls is sent."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from jupyterlab_vcp.clients.objects import UnitGroup
from jupyterlab_vcp.core.redaction import Redactor
from jupyterlab_vcp.handlers.replies import to_json
from jupyterlab_vcp.services.listings import REMEMBERED, Listings
from tests.conftest import Api, Simulator
from tests.contract_check import document

OPEN = Redactor(list)


def group(number: int, state: str = "RUNNING") -> UnitGroup:
    return UnitGroup(f"id{number}", f"c{number}", number, f"g{number}", "compute", "nobody", state, None, "", ())


@dataclass(frozen=True)
class Lines:
    header: Mapping[str, Any]
    groups: Sequence[Mapping[str, Any]]


def read(text: str) -> Lines:
    header, *groups = [json.loads(line) for line in text.split("\n")]
    for name, values in (("UnitGroupsHeader", [header]), ("UnitGroup", groups)):
        schema = {"$ref": f"#/components/schemas/{name}", "components": document()["components"]}
        for value in values:
            Draft202012Validator(schema).validate(value)
    return Lines(header, groups)


def ask(listings: Listings, groups: Sequence[UnitGroup], since: str = "", redactor: Redactor = OPEN) -> Lines:
    return read(listings.lines([(each.id, to_json(each, redactor)) for each in groups], since))


class TestListings:
    """Which lines are sent."""

    def test_all_at_first_then_none_then_the_changed(self) -> None:
        listings = Listings()
        first = ask(listings, [group(1), group(2)])
        assert first.header["since"] is None
        assert [each["id"] for each in first.groups] == ["id1", "id2"]
        version = first.header["version"]
        same = ask(listings, [group(1), group(2)], version)
        assert same == Lines({"version": version, "since": version, "ids": ["id1", "id2"]}, [])
        changed = ask(listings, [group(2, "ERROR"), group(3)], version)
        assert changed.header["ids"] == ["id2", "id3"]
        assert [(each["id"], each["state"]) for each in changed.groups] == [("id2", "ERROR"), ("id3", "RUNNING")]
        assert changed.header["version"] != version

    def test_another_order_is_another_version_without_lines(self) -> None:
        listings = Listings()
        version = ask(listings, [group(1), group(2)]).header["version"]
        turned = ask(listings, [group(2), group(1)], version)
        assert (turned.header["ids"], turned.groups) == (["id2", "id1"], [])
        assert turned.header["version"] != version

    def test_a_version_that_is_not_remembered_gets_everything(self) -> None:
        listings = Listings()
        version = ask(listings, [group(1)]).header["version"]
        for number in range(REMEMBERED):
            ask(listings, [group(number + 2)])
        again = ask(listings, [group(1)], version)
        assert (again.header["since"], len(again.groups)) == (None, 1)

    def test_a_version_in_use_is_remembered(self) -> None:
        listings = Listings()
        version = ask(listings, [group(1)]).header["version"]
        for number in range(2 * REMEMBERED):
            ask(listings, [group(number + 2)])
            assert ask(listings, [group(1)], version).groups == []

    def test_a_secret_that_becomes_known_is_a_change(self) -> None:
        secrets: list[str] = []
        listings, redactor = Listings(), Redactor(lambda: secrets)
        leaky = UnitGroup("id1", "c1", 1, "g1", "compute", "nobody", "ERROR", None, "key is hunter2hunter2", ())
        version = ask(listings, [leaky], "", redactor).header["version"]
        secrets.append("hunter2hunter2")
        assert [each["error"] for each in ask(listings, [leaky], version, redactor).groups] == ["key is •••"]

    def test_no_groups(self) -> None:
        listings = Listings()
        empty = ask(listings, [])
        assert (empty.header["ids"], empty.groups) == ([], [])
        assert ask(listings, [group(1)], empty.header["version"]).header["since"] == empty.header["version"]


Fetch = Callable[..., Awaitable[Any]]


async def listed(jp_fetch: Fetch, since: str) -> Lines:
    response = await jp_fetch("vcp", "api", "unit-groups", params={"since": since})
    assert response.headers["Content-Type"].startswith("application/x-ndjson")
    assert response.headers["Cache-Control"] == "no-store"
    return read(response.body.decode())


async def test_through_the_server(api: Api, jp_fetch: Fetch, simulator: Simulator) -> None:
    first = await listed(jp_fetch, "")
    assert list(first.groups) == (await api("GET", "/unit-groups")).body["unitGroups"]
    version = first.header["version"]
    assert (await listed(jp_fetch, version)).groups == []
    made = (await api("POST", "/unit-groups", {"name": "fresh", "type": "compute"})).body["id"]
    after = await listed(jp_fetch, version)
    assert [each["id"] for each in after.groups] == [made]
    assert after.header["ids"] == [*first.header["ids"], made]
    assert len(simulator.requests("GET", "/vcs")) >= 4


@pytest.mark.parametrize("since", ["x", "0" * 31, "0" * 33, "G" * 32])
async def test_what_is_no_version(api: Api, since: str) -> None:
    answer = await api("GET", "/unit-groups", query={"since": since})
    assert (answer.status, answer.body["code"], answer.body["path"]) == (400, "bad_request", "since")
