"""Bulk operations against the simulator: what each operation becomes, and what is sent when."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Api, Simulator, eventually
from tests.handlers.batch_support import KEY, ended, orders, outcomes, read_tree, rows_of, start, state_is


@pytest.fixture
def traits() -> dict[str, Any]:
    return {"batch_effect_seconds": 1.0}


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
        self,
        api: Api,
        simulator: Simulator,
        operation: str,
        first: str | None,
        place: tuple[Any, ...],
        last: str | None,
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


class TestOrder:
    """What is sent when."""

    async def test_disks_wait_for_what_may_have_attached_them(self, api: Api, simulator: Simulator) -> None:
        tree = await read_tree(api)
        await start(api, "delete", tree.target("demo-disks", "data", 1), tree.target("demo", "db"))
        assert await rows_of(api) == [("done", None), ("done", None)]
        assert [each.count("/") for each in orders(simulator)] == [1, 2], "the unit first, then the disk"

    @pytest.mark.parametrize(
        ("on_failure", "disk"), [("stop", ("skipped", None)), ("continue", ("failed", "unexpected_state"))]
    )
    async def test_disks_after_a_failure(
        self, api: Api, simulator: Simulator, on_failure: str, disk: tuple[str, str | None]
    ) -> None:
        simulator.fault("status", path="/db$", method="DELETE", status=400, message="cannot be deleted")
        tree = await read_tree(api)
        await start(
            api, "delete", tree.target("demo-disks", "data", 1), tree.target("demo", "db"), onFailure=on_failure
        )
        batch = await ended(api)
        assert outcomes(batch["rows"]) == [disk, ("failed", "refused")]
        assert batch["rows"][1]["failure"]["upstreamMessage"] == "cannot be deleted"
        if disk[0] == "failed":
            assert "is attached" in batch["rows"][0]["failure"]["upstreamMessage"]

    async def test_one_after_the_other_within_a_unit(self, api: Api, simulator: Simulator) -> None:
        """The controller refuses a second order while it works on the unit, so none may be refused."""
        tree = await read_tree(api)
        nodes = [tree.target("demo", "web", number) for number in (2, 1)]
        await start(api, "power_off", *nodes, tree.target("demo", "db", 1))
        assert await rows_of(api) == [("done", None)] * 3
        entries = [each for each in simulator.control("GET", "/requests")["requests"] if each["method"] == "PATCH"]
        assert {each["status"] for each in entries} == {202}
        of_web = [each["path"].split("/")[-2] for each in entries if "/web/" in each["path"]]
        assert of_web == [each["node"] for each in nodes], "as given"

    async def test_back_ups_in_one_unit(self, api: Api, simulator: Simulator) -> None:
        """Their work shows in no state of a node; the second is not lost to it."""
        tree = await read_tree(api)
        await start(api, "backup", *(tree.target("demo", "web", number) for number in (1, 2)))
        assert await rows_of(api) == [("done", None)] * 2

    @pytest.mark.parametrize("other", ["ERROR", "BOOTING"])
    async def test_back_ups_beside_a_unit_that_hides_them(self, api: Api, simulator: Simulator, other: str) -> None:
        """The state of the group is another unit's then: it says nothing of the back-up."""
        simulator.control("POST", "/speed", {"speed": 60})
        if other == "ERROR":
            simulator.control("POST", "/fail-units", {"unit": "db", "count": 1})
            added = await api("POST", f"{(await read_tree(api)).path('demo', 'db')}/nodes", {"count": 1})
            assert added.status == 202
            simulator.control("POST", "/advance", {"all": True})
        else:
            simulator.control("POST", "/node-state", {"vc": "demo", "unit": "db", "state": other})
            simulator.control("POST", "/processing", {"vc": "demo", "unit": "db"})
        tree = await read_tree(api)
        assert tree.groups["demo"]["state"] == ("ERROR" if other == "ERROR" else "APPLYING")
        await start(api, "backup", *(tree.target("demo", "web", number) for number in (1, 2)))
        assert await rows_of(api) == [("done", None)] * 2
        refused = [each for each in simulator.requests("GET", "/backup") if each["status"] == 409]
        assert refused, "else this test would show nothing"

    async def test_stop_at_the_first_failure(self, api: Api, simulator: Simulator) -> None:
        simulator.fault("status", path="/power_off$", count=1, status=409, message="no")
        tree = await read_tree(api)
        nodes = [tree.target("demo", "web", number) for number in (1, 2)]
        await start(api, "power_off", *nodes, onFailure="stop")
        assert await rows_of(api) == [("failed", "refused"), ("skipped", None)]
        assert len(orders(simulator)) == 1

    async def test_continue_after_a_failure(self, api: Api, simulator: Simulator) -> None:
        simulator.fault("status", path="/power_off$", count=1, status=409, message="no")
        tree = await read_tree(api)
        await start(api, "power_off", *(tree.target("demo", "web", number) for number in (1, 2)))
        assert await rows_of(api) == [("failed", "refused"), ("done", None)]

    async def test_power_of_a_unit_goes_node_by_node(self, api: Api, simulator: Simulator) -> None:
        """As in the SDK; nodes that are off already are left alone."""
        tree = await read_tree(api)
        await start(api, "power_off", tree.target("lecture2026", "students"))
        (row,) = (await ended(api))["rows"]
        assert (row["state"], row["failure"], row["lastState"]) == ("done", None, "POWER_OFF")
        nodes = {each["number"]: each["id"] for each in tree.unit("lecture2026", "students")["nodes"]}
        assert [each.split("/")[2] for each in orders(simulator)] == [nodes[1], nodes[3]]

    async def test_a_unit_without_a_node_that_fits(self, api: Api, simulator: Simulator) -> None:
        simulator.control("POST", "/node-state", {"vc": "demo", "unit": "web", "state": "STOPPED"})
        tree = await read_tree(api)
        await start(api, "power_off", tree.target("demo", "web"))
        (row,) = (await ended(api))["rows"]
        assert (row["failure"]["code"], orders(simulator)) == ("unexpected_state", [])
        assert "STOPPED" in row["failure"]["message"]

    async def test_one_node_of_a_unit_fails(self, api: Api, simulator: Simulator) -> None:
        simulator.fault("status", path="/power_off$", count=1, status=409, message="no")
        tree = await read_tree(api)
        await start(api, "power_off", tree.target("demo", "web"))
        assert await rows_of(api) == [("failed", "refused")]
        assert len(orders(simulator)) == 2

    async def test_stopped_by_the_user(self, api: Api, simulator: Simulator) -> None:
        simulator.fault("swallow", path="/power_off$")
        tree = await read_tree(api)
        nodes = [tree.target("demo", "web", number) for number in (1, 2)]
        await start(api, "power_off", *nodes)
        await eventually(lambda: state_is(api, 0, "ordered"))
        answer = await api("POST", f"/batches/{KEY}/stop", {})
        assert (answer.status, answer.body["state"]) == (202, "stopping")
        simulator.control("POST", "/node-state", {"vc": "demo", "unit": "web", "node_no": 1, "state": "POWER_OFF"})
        assert await rows_of(api) == [("done", None), ("skipped", None)]
        assert len(orders(simulator)) == 1
        assert (await api("POST", f"/batches/{KEY}/stop", {})).body["state"] == "ended"
