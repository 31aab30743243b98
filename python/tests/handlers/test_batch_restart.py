"""Bulk operations and the end of the server: the journal is ahead of every order; after a restart nothing is sent."""

from __future__ import annotations

import asyncio
import json
import logging
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_vcp.clients.controller import ControllerClient
from jupyterlab_vcp.core.batch import Batch, batch_from_journal
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.handlers.services import Services
from jupyterlab_vcp.services.batches import BatchService
from jupyterlab_vcp.services.journal import Journal
from jupyterlab_vcp.services.register import Register
from tests.conftest import Api, Simulator, eventually
from tests.handlers.batch_support import KEY, ended, orders, outcomes, read_tree, rows_of, start, state_is


@pytest.fixture
def traits() -> dict[str, Any]:
    return {"batch_effect_seconds": 1.0}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "jobs" / "batches"


@pytest.fixture
def services(jp_serverapp: Any) -> Services:
    found: Services = jp_serverapp.web_app.settings["jupyterlab_vcp"].services
    return found


def left_by(folder: Path) -> dict[str, Any]:
    """What a crash at this moment would leave."""
    found: dict[str, Any] = json.loads((folder / f"{KEY}.json").read_text())
    return found


def next_server(services: Services, folder: Path) -> BatchService:
    log = logging.getLogger("next server")
    register = Register("bulk operation", Journal(folder, log, batch_from_journal), services.redactor, log)
    return BatchService(services.connection, register, log, 0.1, 1.0)


def rows_in(service: BatchService) -> list[tuple[str, str | None]]:
    rows: Any = service.get(KEY)["rows"]
    return outcomes(rows)


async def taken_up(services: Services, folder: Path) -> Mapping[str, Any]:
    """The server ends, and the next one takes up what it left."""
    await services.batches.stop()
    following = next_server(services, folder)
    following.resume()

    async def look() -> Mapping[str, Any] | None:
        batch = following.get(KEY)
        return batch if batch["state"] == "ended" else None

    batch: Mapping[str, Any] = await eventually(look)
    await following.stop()
    return batch


async def test_life_of_the_record(api: Api, simulator: Simulator, folder: Path) -> None:
    node = (await read_tree(api)).target("demo", "web", 1)
    first, second = await asyncio.gather(start(api, "watch", node), start(api, "watch", node))
    assert first.body["id"] == second.body["id"] == KEY
    assert stat.S_IMODE((folder / f"{KEY}.json").stat().st_mode) == 0o600
    assert await rows_of(api) == [("done", None)]
    assert left_by(folder)["state"] == "ended"
    assert (await start(api, "delete", node)).body["operation"] == "watch", "the key answers what it began"
    assert orders(simulator) == []
    assert (await api("GET", "/version")).body["activeBatches"] == 1
    assert [each["id"] for each in (await api("GET", "/batches")).body["batches"]] == [KEY]
    assert (await api("DELETE", f"/batches/{KEY}")).status == 204
    assert list(folder.iterdir()) == []
    assert (await api("GET", "/version")).body["activeBatches"] == 0
    for verb, path in (("GET", ""), ("DELETE", ""), ("POST", "/stop")):
        answer = await api(verb, f"/batches/{KEY}{path}", None if verb == "GET" else {})
        assert (answer.status, answer.body["code"]) == (404, "not_found")


async def test_one_that_runs_cannot_be_forgotten(api: Api, simulator: Simulator) -> None:
    simulator.fault("swallow", path="/power_off$")
    await start(api, "power_off", (await read_tree(api)).target("demo", "web", 1))
    answer = await api("DELETE", f"/batches/{KEY}")
    assert (answer.status, answer.body["code"]) == (409, "busy")
    await ended(api)


async def test_the_journal_is_ahead_of_every_order(api: Api, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the moment an order leaves, the file already says that it may have left."""
    seen: list[tuple[str, list[str], list[bool]]] = []
    operate = ControllerClient.operate_node

    def note(moment: str) -> None:
        rows = left_by(folder)["rows"]
        seen.append((moment, [row["state"] for row in rows], [row["taken"] for row in rows]))

    async def noted(self: ControllerClient, *arguments: Any, **options: Any) -> None:
        note("leaves")
        await operate(self, *arguments, **options)
        note("arrived")

    monkeypatch.setattr(ControllerClient, "operate_node", noted)
    tree = await read_tree(api)
    await start(api, "power_off", *(tree.target("demo", "web", number) for number in (1, 2)))
    assert await rows_of(api) == [("done", None)] * 2
    assert seen == [
        ("leaves", ["ordered", "waiting"], [False, False]),
        ("arrived", ["ordered", "waiting"], [False, False]),
        ("leaves", ["done", "ordered"], [True, False]),
        ("arrived", ["done", "ordered"], [True, False]),
    ]


class TestCrash:
    """The server ends in the middle."""

    async def test_before_the_answer(self, api: Api, simulator: Simulator, services: Services, folder: Path) -> None:
        """The controller does the work although nobody waits for its answer any more."""
        simulator.fault("latency", path="/power_off$", seconds=0.3)
        tree = await read_tree(api)
        await start(api, "power_off", *(tree.target("demo", "web", number) for number in (1, 2)))
        await eventually(lambda: state_is(api, 0, "ordered"))
        await asyncio.sleep(0.1)
        batch = await taken_up(services, folder)
        assert outcomes(batch["rows"]) == [("done", None), ("skipped", "interrupted")]
        assert len(orders(simulator)) == 1

    async def test_before_it_left(self, api: Api, simulator: Simulator, services: Services, folder: Path) -> None:
        """Written down, then nothing: it may have been sent as far as the next server knows."""
        simulator.fault("cut", path="/power_off$")
        await start(api, "power_off", (await read_tree(api)).target("demo", "web", 1))
        await eventually(lambda: state_is(api, 0, "ordered"))
        batch = await taken_up(services, folder)
        assert outcomes(batch["rows"]) == [("failed", "interrupted")]
        assert "not sent again" in batch["rows"][0]["failure"]["message"]
        assert len(orders(simulator)) == 1

    async def test_after_the_answer(self, api: Api, simulator: Simulator, services: Services, folder: Path) -> None:
        simulator.fault("swallow", path="/power_off$")
        await start(api, "power_off", (await read_tree(api)).target("lecture2026", "students"))

        async def taken() -> bool:
            return bool(left_by(folder)["rows"][0]["taken"])

        await eventually(taken)
        node = {"vc": "lecture2026", "unit": "students", "node_no": 1, "state": "POWER_OFF"}
        simulator.control("POST", "/node-state", node)
        batch = await taken_up(services, folder)
        assert outcomes(batch["rows"]) == [("failed", "interrupted")], "node 3 was not ordered any more"
        assert "not ordered: 1" in batch["rows"][0]["failure"]["message"]
        assert len(orders(simulator)) == 1


class TestTokenAfterCrash:
    """A token that was entered in the dialog is gone with the server."""

    @pytest.fixture
    def traits(self) -> dict[str, Any]:
        return {"batch_effect_seconds": 1.0, "token": ""}

    async def test_is_waited_for(self, api: Api, simulator: Simulator, services: Services, folder: Path) -> None:
        await api("PUT", "/connection/token", {"token": simulator.token()})
        simulator.fault("swallow", path="/power_off$")
        await start(api, "power_off", (await read_tree(api)).target("demo", "web", 1))

        async def taken() -> bool:
            return bool(left_by(folder)["rows"][0]["taken"])

        await eventually(taken)
        await services.batches.stop()
        await api("DELETE", "/connection/token")
        following = next_server(services, folder)
        following.resume()
        await asyncio.sleep(0.5)
        assert rows_in(following) == [("ordered", None)], "it may have come true; nobody can tell yet"
        node = {"vc": "demo", "unit": "web", "node_no": 1, "state": "POWER_OFF"}
        simulator.control("POST", "/node-state", node)
        await api("PUT", "/connection/token", {"token": simulator.token()})

        async def ended_now() -> bool:
            return following.get(KEY)["state"] == "ended"

        await eventually(ended_now)
        assert rows_in(following) == [("done", None)]
        await following.stop()


class TestBroken:
    """A mistake of ours leaves no row open for ever."""

    async def test_every_row_ends(self, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*arguments: Any) -> Any:
            raise RuntimeError("a mistake")

        monkeypatch.setattr("jupyterlab_vcp.services.batch_run.startable", broken)
        await start(api, "power_off", (await read_tree(api)).target("demo", "web", 1))
        assert await rows_of(api) == [("skipped", "internal")]


class TestRestart:
    """What the last server left in the journal."""

    @pytest.fixture
    def broken(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        rows = '"rows": [{"target": {"group": "g"}, "state": "waiting"}]'
        head = '"format": 1, "kind": "batch", "operation": "delete", "on_failure": "stop", "controller": "c:1"'
        texts = (
            "{",
            "[]",
            '{"format": 1}',
            f'{{{head}, {rows}, "id": "eeeeeeeeeeeeeeee"}}',
            '{"format": 1, "kind": "batch"}',
        )
        for name, text in zip("abcde", texts, strict=True):
            (folder / f"{name * 16}.json").write_text(text)

    async def test_broken_files_are_left_alone(self, broken: None, api: Api, folder: Path) -> None:
        assert (await api("GET", "/batches")).body["batches"] == []
        assert len(list(folder.iterdir())) == 5

    @pytest.fixture
    def held(self, folder: Path, simulator: Simulator) -> Iterator[None]:
        """Another live server has it."""
        journal: Journal[Batch] = Journal(folder, logging.getLogger("other server"), batch_from_journal)
        assert journal.claim(KEY)
        yield
        journal.release(KEY)

    async def test_of_a_live_owner(self, held: None, api: Api, simulator: Simulator) -> None:
        answer = await start(api, "watch", (await read_tree(api)).target("demo", "web"))
        assert (answer.status, answer.body["code"]) == (409, "job_running")
        assert orders(simulator) == []


class TestDiskFull:
    """What cannot be written down is not sent."""

    async def test_from_the_start(self, api: Api, simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
        tree = await read_tree(api)
        monkeypatch.setattr(Journal, "write", self.full(0))
        answer = await start(api, "power_off", tree.target("demo", "web", 1))
        assert (answer.status, answer.body["code"]) == (500, "internal")
        assert orders(simulator) == []

    async def test_in_the_middle(self, api: Api, simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
        """The first row: accepted, ordered, taken, done; the second can no longer be kept."""
        tree = await read_tree(api)
        monkeypatch.setattr(Journal, "write", self.full(4))
        await start(api, "power_off", *(tree.target("demo", "web", number) for number in (1, 2)))
        rows = (await ended(api))["rows"]
        assert outcomes(rows) == [("done", None), ("failed", "internal")]
        assert "cannot be written" in rows[1]["failure"]["message"]
        assert len(orders(simulator)) == 1

    def full(self, after: int) -> Callable[[Journal[Batch], Batch], None]:
        write, left = Journal.write, [after]

        def limited(journal: Journal[Batch], batch: Batch) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise VcpFailure("internal", "The journal cannot be written: No space left on device.")
            write(journal, batch)

        return limited


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"operation": "reboot"}, "operation"),
        ({"targets": []}, "targets"),
        ({"key": "short"}, "key"),
        ({"operation": "change_owner"}, "owner"),
        ({"owner": "hanako"}, "owner"),
        ({"operation": "suspend", "targets": [{"group": "g", "groupName": ""}]}, "targets.0"),
        ({"operation": "backup", "targets": [{"group": "g", "groupName": "", "unit": "u"}]}, "targets.0"),
        ({"operation": "clear_processing"}, "targets.0"),
        ({"targets": [{"group": "g", "groupName": "", "node": "n"}]}, "targets.0.unit"),
        ({"targets": [{"group": "g", "groupName": "", "unit": "u"}] * 2}, "targets.1"),
        ({"targets": [{"group": "../version", "groupName": ""}]}, "targets.0.group"),
    ],
)
async def test_orders_that_make_no_sense(api: Api, simulator: Simulator, changes: dict[str, Any], path: str) -> None:
    node = {"group": "g", "groupName": "", "unit": "u", "node": "n"}
    body = {"key": KEY, "operation": "watch", "onFailure": "stop", "targets": [node], **changes}
    answer = await api("POST", "/batches", body)
    assert (answer.status, answer.body["code"], answer.body["path"]) == (400, "bad_request", path)
    assert (await api("GET", "/batches")).body["batches"] == []


async def test_a_node_that_failed_before_the_end_of_the_server(
    api: Api, simulator: Simulator, services: Services, folder: Path
) -> None:
    """Of a unit whose nodes are ordered one by one; what is watched after the restart does not make up for it."""
    tree = await read_tree(api)
    nodes = {each["number"]: each["id"] for each in tree.unit("lecture2026", "students")["nodes"]}
    simulator.fault("status", path=f"/{nodes[1]}/power_off$", status=409, message="no")
    simulator.fault("swallow", path=f"/{nodes[3]}/power_off$")
    await start(api, "power_off", tree.target("lecture2026", "students"))

    async def second_taken() -> bool:
        row = left_by(folder)["rows"][0]
        return bool(row["taken"]) and row["node"] == nodes[3]

    await eventually(second_taken)
    last = {"vc": "lecture2026", "unit": "students", "node_no": 3, "state": "POWER_OFF"}
    simulator.control("POST", "/node-state", last)
    assert outcomes((await taken_up(services, folder))["rows"]) == [("failed", "refused")]
    assert len(orders(simulator)) == 2
