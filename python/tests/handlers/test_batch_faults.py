"""Bulk operations against a controller and users that misbehave: every end says why, and nothing is sent twice."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Api, Simulator, eventually
from tests.handlers.batch_support import (
    Tree,
    ended,
    last_state_is,
    orders,
    outcomes,
    read_tree,
    rows_of,
    start,
    state_is,
)


@pytest.fixture
def traits() -> dict[str, Any]:
    return {"batch_effect_seconds": 1.0}


class TestWhatGoesWrong:
    """Every end that is none of success says why."""

    async def order_swallowed(self, api: Api, simulator: Simulator, operation: str = "power_off") -> None:
        """An order that was taken and does nothing; the test plays the controller."""
        simulator.fault("swallow", path=f"/{operation}$")
        await start(api, operation, (await read_tree(api)).target("demo", "web", 1))
        await eventually(lambda: state_is(api, 0, "ordered"))

    def put(self, simulator: Simulator, state: str) -> None:
        simulator.control("POST", "/node-state", {"vc": "demo", "unit": "web", "node_no": 1, "state": state})

    async def test_taken_but_without_effect(self, api: Api, simulator: Simulator) -> None:
        await self.order_swallowed(api, simulator)
        (row,) = (await ended(api))["rows"]
        assert (row["state"], row["failure"]["code"], row["lastState"]) == ("failed", "no_effect", "RUNNING")
        assert len(orders(simulator)) == 1

    async def test_somebody_gives_the_opposite_order(self, api: Api, simulator: Simulator) -> None:
        await self.order_swallowed(api, simulator)
        self.put(simulator, "SHUTTING_DOWN")
        await eventually(lambda: last_state_is(api, "SHUTTING_DOWN"))
        self.put(simulator, "BOOTING")
        (row,) = (await ended(api, seconds=0.9))["rows"]
        assert (row["state"], row["failure"]["code"]) == ("failed", "unexpected_state")
        assert "BOOTING" in row["failure"]["message"]

    async def test_a_node_that_breaks_on_the_way(self, api: Api, simulator: Simulator) -> None:
        await self.order_swallowed(api, simulator)
        incident = {"vc": "demo", "unit": "web", "node_no": 1, "event": "host-lost", "message": "no route to host"}
        simulator.control("POST", "/incidents", incident)
        (row,) = (await ended(api, seconds=0.9))["rows"]
        assert (row["failure"]["code"], row["failure"]["upstreamMessage"]) == ("unexpected_state", "no route to host")

    async def test_back_where_it_was(self, api: Api, simulator: Simulator) -> None:
        await self.order_swallowed(api, simulator)
        self.put(simulator, "SHUTTING_DOWN")
        await eventually(lambda: last_state_is(api, "SHUTTING_DOWN"))
        self.put(simulator, "RUNNING")
        assert await rows_of(api) == [("failed", "unexpected_state")]

    async def test_deleted_meanwhile(self, api: Api, simulator: Simulator) -> None:
        await self.order_swallowed(api, simulator)
        group = (await read_tree(api)).groups["demo"]["id"]
        assert (await api("DELETE", f"/unit-groups/{group}", query={"force": "1"})).status == 202
        ((state, code),) = await rows_of(api)
        assert state == "failed"
        assert code in ("unexpected_state", "not_found"), "seen while it was deleted, or after"

    @pytest.mark.parametrize(
        ("operation", "place", "outcome"),
        [
            ("delete", ("demo", "web", 1), ("done", None)),
            ("delete", ("demo",), ("done", None)),
            ("power_off", ("demo", "web", 1), ("failed", "not_found")),
            ("suspend", ("demo", "web"), ("failed", "not_found")),
            ("change_owner", ("demo",), ("failed", "not_found")),
        ],
    )
    async def test_gone_before_its_turn(
        self, api: Api, simulator: Simulator, operation: str, place: tuple[Any, ...], outcome: tuple[str, str | None]
    ) -> None:
        tree = await read_tree(api)
        group = tree.groups["demo"]["id"]
        await api("DELETE", f"/unit-groups/{group}", query={"force": "1"})

        async def gone() -> bool:
            return (await api("GET", f"/unit-groups/{group}")).status == 404

        await eventually(gone)
        owner = {"owner": "hanako"} if operation == "change_owner" else {}
        await start(api, operation, tree.target(*place), **owner)
        assert await rows_of(api) == [outcome]

    async def test_not_found_but_there(self, api: Api, simulator: Simulator) -> None:
        """An address that nobody serves, for example: the node has not been deleted by anybody."""
        tree = await read_tree(api)
        target = tree.target("demo", "web", 1)
        simulator.fault("status", path=f"/{target['node']}$", method="DELETE", status=404, message="no such address")
        await start(api, "delete", target)
        (row,) = (await ended(api))["rows"]
        assert (row["state"], row["failure"]["code"]) == ("failed", "refused")
        assert (row["failure"]["upstreamStatus"], row["failure"]["upstreamMessage"]) == (404, "no such address")
        assert len(orders(simulator)) == 1

    async def test_not_found_because_somebody_is_deleting_it(self, api: Api, simulator: Simulator) -> None:
        target = (await read_tree(api)).target("demo", "web", 1)
        simulator.fault("status", path=f"/{target['node']}$", method="DELETE", count=1, status=404, message="going")
        simulator.control("POST", "/node-state", {"vc": "demo", "unit": "web", "node_no": 1, "state": "DELETING"})
        await start(api, "delete", target)
        await eventually(lambda: last_state_is(api, "DELETING"))
        simulator.control("POST", "/vanish", {"vc": "demo", "unit": "web", "node_no": 1})
        assert await rows_of(api) == [("done", None)]

    async def test_of_another_owner(self, api: Api, simulator: Simulator) -> None:
        tree = await read_tree(api)
        await api("PATCH", f"/unit-groups/{tree.groups['demo']['id']}", {"owner": "hanako"})
        await start(api, "power_off", tree.target("demo", "web", 1), tree.target("lecture2026", "students", 1))
        assert await rows_of(api) == [("failed", "not_permitted"), ("done", None)]

    async def test_provider_without_power(self, api: Api, simulator: Simulator) -> None:
        simulator.fault("status", path="/power_off$", status=400, message="not supported by provider [oracle]")
        await start(api, "power_off", (await read_tree(api)).target("demo", "web", 1))
        (row,) = (await ended(api))["rows"]
        assert (row["failure"]["code"], row["failure"]["upstreamStatus"]) == ("refused", 400)
        assert "oracle" in row["failure"]["upstreamMessage"]


class TestDoubt:
    """Orders of which nobody knows whether they arrived: looked for, never repeated."""

    @pytest.mark.parametrize(
        ("kind", "options"),
        [("answer", {"status": 200}), ("answer", {"status": 500}), ("truncate", {"bytes": 1})],
        ids=["200-instead-of-202", "500", "broken-answer"],
    )
    async def test_carried_out(self, api: Api, simulator: Simulator, kind: str, options: dict[str, Any]) -> None:
        simulator.fault(kind, path="/power_off$", **options)
        await start(api, "power_off", (await read_tree(api)).target("demo", "web", 1))
        assert await rows_of(api) == [("done", None)]
        assert len(orders(simulator)) == 1

    @pytest.mark.parametrize(
        ("kind", "options", "code"),
        [
            ("status", {"status": 200, "body": {}}, "not_understood"),
            ("cut", {}, "unreachable"),
            ("cut", {"reset": True}, "unreachable"),
            ("hang", {}, "timeout"),
            ("status", {"status": 504, "message": "gateway"}, "timeout"),
            ("html", {}, "not_understood"),
        ],
        ids=["200", "closed", "reset", "hang", "504", "login-page"],
    )
    async def test_not_carried_out(
        self, api: Api, simulator: Simulator, kind: str, options: dict[str, Any], code: str
    ) -> None:
        simulator.fault(kind, path="/power_off$", **options)
        await start(api, "power_off", (await read_tree(api)).target("demo", "web", 1))
        (row,) = (await ended(api))["rows"]
        assert (row["state"], row["failure"]["code"]) == ("failed", code)
        assert "not sent again" in row["failure"]["message"]
        assert len(orders(simulator)) == 1

    async def test_a_controller_that_is_away_for_a_moment(self, api: Api, simulator: Simulator) -> None:
        """Looks that nobody answers say nothing about the order."""
        simulator.fault("status", path=r"/vcs/\w+$", method="GET", count=3, status=503, message="starting")
        await start(api, "power_off", (await read_tree(api)).target("demo", "web", 1))
        assert await rows_of(api) == [("done", None)]

    async def test_a_controller_that_stays_away(self, api: Api, simulator: Simulator) -> None:
        tree = await read_tree(api)
        simulator.fault("status", path=r"/vcs/\w+$", method="GET", status=503, message="starting")
        await start(api, "power_off", tree.target("demo", "web", 1))
        assert await rows_of(api) == [("failed", "unreachable")]
        assert orders(simulator) == []


class TestBusy:
    """Somebody else's work on the unit is waited out."""

    async def test_until_it_is_over(self, api: Api, simulator: Simulator) -> None:
        """The lock shows in no state of the unit, only in that of the group."""
        simulator.control("POST", "/processing", {"vc": "demo", "unit": "web"})
        await start(api, "power_off", (await read_tree(api)).target("demo", "web", 1))

        async def refused() -> bool:
            return len(orders(simulator)) == 1

        await eventually(refused)
        await asyncio.sleep(0.5)
        assert len(orders(simulator)) == 1, "not repeated while the work goes on"
        assert await state_is(api, 0, "waiting")
        simulator.control("POST", "/processing", {"vc": "demo", "unit": "web", "value": False})
        assert await rows_of(api) == [("done", None)]
        assert len(orders(simulator)) == 2

    async def test_a_unit_that_hangs_can_be_deleted(self, api: Api, simulator: Simulator) -> None:
        """After clear_processing its nodes are BOOTING for ever; a deletion does not wait for that."""
        simulator.control("POST", "/node-state", {"vc": "demo", "unit": "web", "state": "BOOTING"})
        simulator.control("POST", "/processing", {"vc": "demo", "unit": "web"})
        target = (await read_tree(api)).target("demo", "web")
        await start(api, "clear_processing", target, key="clear-0123456789ab")
        assert await rows_of(api, "clear-0123456789ab") == [("done", None)]
        await start(api, "delete", target)
        assert await rows_of(api) == [("done", None)]


class TestImpatient:
    """vcc.wait_timeout_sec."""

    @pytest.fixture
    def traits(self, simulator: Simulator, tmp_path: Path) -> dict[str, Any]:
        folder = tmp_path / "impatient"
        folder.mkdir()
        for name in ("vcp_config.yml", "vcp_flavor.yml"):
            text = Path(simulator.info["config_dir"], name).read_text()
            (folder / name).write_text(text.replace("vcc:\n", "vcc:\n  wait_timeout_sec: 1\n"))
        return {"vcp_config_dir": str(folder), "batch_effect_seconds": 5.0}

    async def test_work_that_does_not_end(self, api: Api, simulator: Simulator) -> None:
        simulator.fault("swallow", path="/power_on$")
        simulator.control("POST", "/node-state", {"vc": "demo", "unit": "web", "state": "POWER_OFF"})
        await start(api, "power_on", (await read_tree(api)).target("demo", "web", 1))
        await eventually(lambda: state_is(api, 0, "ordered"))
        simulator.control("POST", "/node-state", {"vc": "demo", "unit": "web", "node_no": 1, "state": "BOOTING"})
        (row,) = (await ended(api))["rows"]
        assert (row["failure"]["code"], row["lastState"]) == ("timeout", "BOOTING")
        assert re.match(r"BOOTING for 1 s\. The operation goes on at the controller", row["failure"]["message"])

    @pytest.mark.parametrize("state", ["RUNNING", "BOOTING"], ids=["hidden", "shown"])
    async def test_work_of_somebody_else_that_does_not_end(self, api: Api, simulator: Simulator, state: str) -> None:
        simulator.control("POST", "/processing", {"vc": "demo", "unit": "web"})
        simulator.control("POST", "/node-state", {"vc": "demo", "unit": "web", "state": state})
        await start(api, "power_off", (await read_tree(api)).target("demo", "web", 1))
        assert await rows_of(api) == [("failed", "busy")]


class TestToken:
    """Without a token that is good, nothing can succeed."""

    async def test_expires_between_two_rows(self, api: Api, simulator: Simulator) -> None:
        tree = await read_tree(api)
        first, second = (tree.target("demo", "web", number) for number in (1, 2))
        simulator.fault("expire", path=f"/{second['node']}/power_off$")
        await start(api, "power_off", first, second, tree.target("demo", "web"))
        assert outcomes((await ended(api))["rows"]) == [("done", None), ("failed", "token_refused"), ("skipped", None)]

    async def test_expires_while_one_is_watched(self, api: Api, simulator: Simulator) -> None:
        simulator.fault("swallow", path="/power_off$")
        await start(api, "power_off", (await read_tree(api)).target("demo", "web", 1))
        await eventually(lambda: state_is(api, 0, "ordered"))
        simulator.control("POST", "/expire", {"token": "regular"})
        (row,) = (await ended(api))["rows"]
        assert row["failure"]["code"] == "token_refused"
        assert "goes on at the controller" in row["failure"]["message"]

    async def test_forgotten(self, api: Api, simulator: Simulator) -> None:
        simulator.fault("swallow", path="/power_off$")
        tree = await read_tree(api)
        await start(api, "power_off", *(tree.target("demo", "web", number) for number in (1, 2)))
        await eventually(lambda: state_is(api, 0, "ordered"))
        await api("DELETE", "/connection/token")
        assert await rows_of(api) == [("failed", "no_token"), ("skipped", None)]


class TestReadonly:
    """A token that may only read."""

    @pytest.fixture
    def traits(self, simulator: Simulator) -> dict[str, Any]:
        return {"token": simulator.token("readonly")}

    async def test_is_refused_at_once(self, api: Api, simulator: Simulator) -> None:
        answer = await start(api, "power_off", (await read_tree(api)).target("demo", "web", 1))
        assert (answer.status, answer.body["code"]) == (409, "readonly_token")
        assert (await api("GET", "/batches")).body["batches"] == []


class TestSuper:
    """Privileged, per target."""

    @pytest.fixture
    def traits(self, simulator: Simulator) -> dict[str, Any]:
        return {"token": simulator.token("super")}

    async def test_only_where_asked(self, api: Api, simulator: Simulator) -> None:
        tree = Tree((await api("GET", "/unit-groups", query={"privileged": "1"})).body["unitGroups"])
        targets = [tree.target("demo", "web", 1, privileged=True), tree.target("demo", "db", 1)]
        await start(api, "watch", *targets, tree.target("hanako-genome", "pipeline", 1, privileged=True))
        assert await rows_of(api) == [("done", None), ("failed", "not_permitted"), ("done", None)]

    async def test_a_group_that_stays_in_sight(self, api: Api, simulator: Simulator) -> None:
        tree = Tree((await api("GET", "/unit-groups", query={"privileged": "1"})).body["unitGroups"])
        await start(api, "change_owner", tree.target("demo", privileged=True), owner="hanako")
        assert await rows_of(api) == [("done", None)]
