"""Reminders and planned power-offs: what is remembered, and what happens at the time."""

from __future__ import annotations

import asyncio
import json
import logging
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_vcp.core.batch import batch_from_journal
from jupyterlab_vcp.core.schedule import format_moment, owner_key
from jupyterlab_vcp.handlers.services import Services
from jupyterlab_vcp.services import schedule_file
from jupyterlab_vcp.services.batches import BatchService
from jupyterlab_vcp.services.journal import Journal
from jupyterlab_vcp.services.providers import load_providers
from jupyterlab_vcp.services.register import Register
from jupyterlab_vcp.services.schedule import ScheduleService
from jupyterlab_vcp.services.schedule_file import ScheduleFile
from jupyterlab_vcp.services.schedule_run import PowerOffRun
from tests.conftest import Answer, Api, Simulator, eventually
from tests.handlers.batch_support import ended, orders, outcomes, read_tree

PLAN = "0123456789abcdef-plan"
REMINDER = {"date": "2027-03-31", "groupName": "demo"}


@pytest.fixture
def traits() -> dict[str, Any]:
    return {"batch_effect_seconds": 1.0}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "vcp-schedule.json"


@pytest.fixture
def services(jp_serverapp: Any) -> Services:
    found: Services = jp_serverapp.web_app.settings["jupyterlab_vcp"].services
    return found


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def clock(services: Services, monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(services.schedule, "_clock", found)
    return found


def soon(seconds: float = 3600) -> str:
    return format_moment(datetime.now(UTC) + timedelta(seconds=seconds))


async def plan(api: Api, group: str, at: str = "", key: str = PLAN, **more: Any) -> Answer:
    group_id = (await read_tree(api)).groups[group]["id"]
    body = {"key": key, "group": group_id, "groupName": group, "at": at or soon(), **more}
    return await api("POST", "/schedule/power-offs", body)


async def the_plan(api: Api) -> dict[str, Any]:
    (found,) = (await api("GET", "/schedule")).body["powerOffs"]
    return dict(found)


class TestReminders:
    """One date per group."""

    async def test_life(self, api: Api, file: Path) -> None:
        assert (await api("GET", "/schedule")).body == {"reminders": [], "powerOffs": []}
        assert not file.exists(), "looking makes no file"
        await api("PUT", "/schedule/reminders/abc", REMINDER)
        answer = await api("PUT", "/schedule/reminders/abc", {**REMINDER, "date": "2026-12-01", "note": "end of term"})
        expected = {"group": "abc", "groupName": "demo", "date": "2026-12-01", "note": "end of term"}
        assert (answer.status, answer.body["reminders"]) == (200, [expected])
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        for _ in range(2):
            answer = await api("DELETE", "/schedule/reminders/abc")
            assert (answer.status, answer.body["reminders"]) == (200, [])

    async def test_unknown_keys_stay(self, api: Api, file: Path) -> None:
        await api("PUT", "/schedule/reminders/abc", REMINDER)
        written = json.loads(file.read_text())
        ((owner, section),) = written["owners"].items()
        written["later"] = section["reminders"]["abc"]["colour"] = "red"
        written["owners"] = {owner: {**section, "weekly": [1]}, "other:443 me": {"reminders": {"x": REMINDER}}}
        file.write_text(json.dumps(written))
        await api("PUT", "/schedule/reminders/abc", {**REMINDER, "date": "2026-12-24"})
        written["owners"][owner]["reminders"]["abc"]["date"] = "2026-12-24"
        assert json.loads(file.read_text()) == written

    async def test_of_one_user_only(self, api: Api, simulator: Simulator) -> None:
        await api("PUT", "/schedule/reminders/abc", REMINDER)
        await api("PUT", "/connection/token", {"token": simulator.token("super")})
        assert (await api("GET", "/schedule")).body["reminders"] == []
        await api("PUT", "/connection/token", {"token": simulator.token()})
        assert len((await api("GET", "/schedule")).body["reminders"]) == 1

    async def test_without_a_token(self, api: Api) -> None:
        await api("DELETE", "/connection/token")
        answer = await api("GET", "/schedule")
        assert (answer.status, answer.body["code"]) == (409, "no_token")

    async def test_while_the_controller_is_away(self, api: Api, simulator: Simulator) -> None:
        """A reminder is about money; it does not go because a poll has failed."""
        simulator.fault("status", path="/authority$", status=503, message="starting")
        assert (await api("GET", "/schedule")).body["code"] == "unreachable", "nobody has said yet whose it is"
        simulator.control("DELETE", "/faults")
        await api("POST", "/connection/check", {})
        await api("PUT", "/schedule/reminders/abc", REMINDER)
        simulator.fault("status", path="/authority$", status=503, message="starting")
        await api("POST", "/connection/check", {})
        assert len((await api("GET", "/schedule")).body["reminders"]) == 1
        await api("DELETE", "/connection/token")
        assert (await api("GET", "/schedule")).body["code"] == "no_token"

    @pytest.mark.parametrize("date", ["tomorrow", "2026-02-30", "2026-12-24T00:00:00Z"])
    async def test_dates_that_are_none(self, api: Api, file: Path, date: str) -> None:
        answer = await api("PUT", "/schedule/reminders/abc", {**REMINDER, "date": date})
        assert (answer.status, answer.body["code"], answer.body["path"]) == (400, "bad_request", "date")
        assert not file.exists()


class TestFile:
    """A file that others can edit, break or hold."""

    @pytest.mark.parametrize("text", ["{", "[]", '{"format": 1, "owners": {"me": 3}}', "[" * 100_000, "\xff"])
    async def test_a_broken_one_is_put_aside(
        self, api: Api, file: Path, text: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        file.write_text(text, encoding="latin-1")
        answer = await api("PUT", "/schedule/reminders/abc", REMINDER)
        assert len(answer.body["reminders"]) == 1
        (aside,) = file.parent.glob("vcp-schedule.json.broken-*")
        assert aside.read_text(encoding="latin-1") == text
        assert aside.name in caplog.text

    async def test_a_broken_one_that_another_server_puts_aside(
        self, api: Api, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        replace = Path.replace

        def quicker(path: Path, target: Path) -> Path:
            if ".broken-" in str(target):
                path.unlink()
            return replace(path, target)

        file.write_text("{")
        monkeypatch.setattr(Path, "replace", quicker)
        assert (await api("GET", "/schedule")).body == {"reminders": [], "powerOffs": []}

    async def test_one_of_a_later_version_is_left_alone(self, api: Api, file: Path) -> None:
        file.write_text('{"format": 2, "all": "new"}')
        for answer in (await api("GET", "/schedule"), await api("PUT", "/schedule/reminders/abc", REMINDER)):
            assert (answer.status, answer.body["code"], answer.body["path"]) == (409, "file_failed", str(file))
        assert file.read_text() == '{"format": 2, "all": "new"}'

    async def test_held_by_another_server(self, api: Api, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(schedule_file, "LOCK_TRIES", 3)
        async with ScheduleFile(file, logging.getLogger("other server")).edit():
            answer = await api("PUT", "/schedule/reminders/abc", REMINDER)
            assert (answer.status, answer.body["code"]) == (409, "file_failed")
            assert (await api("GET", "/schedule")).status == 200
        assert (await api("PUT", "/schedule/reminders/abc", REMINDER)).status == 200

    async def test_that_cannot_be_written(self, api: Api, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(path: Path, text: str) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(schedule_file, "replace_file", full)
        answer = await plan(api, "demo")
        assert (answer.status, answer.body["code"]) == (409, "file_failed")
        assert "No space left" in answer.body["message"]


class TestPlanning:
    """What is taken and what is not."""

    async def test_life_of_a_plan(self, api: Api) -> None:
        answer = await plan(api, "demo", "2099-04-01T09:00:00+09:00")
        assert answer.status == 201
        assert (await plan(api, "lecture2026", "2098-01-01T00:00:00Z")).status == 201, "the same key changes nothing"
        found = await the_plan(api)
        shown = (found["id"], found["groupName"], found["at"], found["state"], found["batch"], found["failure"])
        assert shown == (PLAN, "demo", "2099-04-01T00:00:00Z", "planned", None, None)
        assert (await api("DELETE", f"/schedule/power-offs/{PLAN}")).body["powerOffs"] == []
        again = await api("DELETE", f"/schedule/power-offs/{PLAN}")
        assert (again.status, again.body["code"]) == (404, "not_found")

    @pytest.mark.parametrize("at", ["2099-04-01T09:00:00", "2020-04-01T09:00:00Z", "2099-04-01", "now"])
    async def test_times_that_are_none(self, api: Api, at: str) -> None:
        answer = await plan(api, "demo", at)
        assert (answer.status, answer.body["code"], answer.body["path"]) == (400, "bad_request", "at")


class TestTheTime:
    """The clock of a test says when."""

    async def due(self, api: Api, services: Services, clock: Clock, late: timedelta = timedelta(seconds=1)) -> Any:
        clock.ahead += timedelta(hours=1) + late
        await services.schedule.check()
        return await the_plan(api)

    async def test_by_the_real_clock(self, api: Api, simulator: Simulator) -> None:
        """The timer wakes by itself."""
        await plan(api, "lecture2026", soon(2))

        async def begun() -> Any:
            found = await the_plan(api)
            return found if found["state"] != "planned" else None

        found = await eventually(begun)
        assert (found["state"], found["failure"]) == ("started", None)
        batch = await ended(api, found["batch"])
        assert (batch["plannedBy"], batch["operation"], batch["onFailure"]) == (PLAN, "power_off", "continue")
        assert outcomes(batch["rows"]) == [("done", None), ("done", None)]
        units = (await read_tree(api)).groups["lecture2026"]["units"]
        assert {node["state"] for unit in units for node in unit["nodes"]} == {"POWER_OFF", "CONTAINER_ERROR"}

    async def test_not_before(self, api: Api, services: Services, clock: Clock, simulator: Simulator) -> None:
        await plan(api, "demo")
        assert await services.schedule.check() == 30, "a clock that is set must not make it late by more"
        clock.ahead += timedelta(minutes=59, seconds=50)
        assert 8 < await services.schedule.check() <= 10
        assert (await the_plan(api))["state"] == "planned"
        assert orders(simulator) == []

    async def test_once(self, api: Api, services: Services, clock: Clock, simulator: Simulator) -> None:
        await plan(api, "demo")
        found = await self.due(api, services, clock)
        for _ in range(3):
            await services.schedule.check()
        await ended(api, found["batch"])
        assert len((await api("GET", "/batches")).body["batches"]) == 1
        assert len(orders(simulator)) == 3, "the three nodes of demo"
        assert (await api("DELETE", f"/schedule/power-offs/{PLAN}")).body["powerOffs"] == []
        assert len((await api("GET", "/batches")).body["batches"]) == 1, "what it has begun stays"

    @pytest.mark.parametrize("group", ["sandbox", "analysis"])
    async def test_nothing_to_power_off(
        self, api: Api, services: Services, clock: Clock, simulator: Simulator, group: str
    ) -> None:
        await plan(api, group)
        found = await self.due(api, services, clock)
        assert (found["state"], found["batch"], found["failure"]) == ("nothing_to_do", None, None)
        assert orders(simulator) == []

    async def test_a_provider_that_cannot(self, services: Services, simulator: Simulator, api: Api) -> None:
        """vmware nodes have no power in the manuals, so no order is tried."""
        await api("PUT", "/connection/token", {"token": simulator.token("super")})
        clock = Clock()
        services.schedule._clock = clock
        await plan(api, "ops")
        assert (await self.due(api, services, clock))["state"] == "nothing_to_do"

    @pytest.mark.parametrize(
        ("late", "state"), [(timedelta(minutes=9), "started"), (timedelta(minutes=10, seconds=5), "missed")]
    )
    async def test_late(
        self, api: Api, services: Services, clock: Clock, simulator: Simulator, late: timedelta, state: str
    ) -> None:
        await plan(api, "demo")
        found = await self.due(api, services, clock, late)
        assert found["state"] == state
        if state == "missed":
            assert orders(simulator) == []
        clock.ahead += timedelta(days=8)
        await services.schedule.check()
        assert (await api("GET", "/schedule")).body["powerOffs"] == []

    @pytest.mark.parametrize(
        ("prepare", "code"),
        [("no_token", "no_token"), ("expire", "token_refused"), ("other", "not_permitted"), ("gone", "not_found")],
    )
    async def test_that_cannot_be_carried_out(
        self, api: Api, services: Services, clock: Clock, simulator: Simulator, prepare: str, code: str
    ) -> None:
        await plan(api, "demo")
        if prepare == "no_token":
            await api("DELETE", "/connection/token")
        elif prepare == "expire":
            simulator.control("POST", "/expire", {"token": "regular"})
        elif prepare == "other":
            await api("PUT", "/connection/token", {"token": simulator.token("super")})
        else:
            simulator.fault("status", path=r"/vcs/\w+$", method="GET", status=404, message="vc not found")
        clock.ahead += timedelta(hours=1, seconds=1)
        assert await services.schedule.check() == (30 if prepare == "gone" else 10)
        # What only this server cannot do, another one of the user may do within a minute.
        clock.ahead += timedelta(minutes=1)
        assert await services.schedule.check() == 30
        simulator.control("POST", "/reset")
        await api("PUT", "/connection/token", {"token": simulator.token()})
        found = await the_plan(api)
        assert (found["state"], found["batch"], found["failure"]["code"]) == ("failed", None, code)
        assert orders(simulator) == []

    async def test_a_controller_that_is_away(
        self, api: Api, services: Services, clock: Clock, simulator: Simulator
    ) -> None:
        """It is tried again until the plan counts as missed; then the reason is told."""
        await plan(api, "demo")
        clock.ahead += timedelta(hours=1, seconds=1)
        for late, state in ((timedelta(0), "planned"), (timedelta(minutes=9, seconds=30), "failed")):
            simulator.fault("status", path="/authority$", status=503, message="starting")
            clock.ahead += late
            assert await services.schedule.check() == (10 if state == "planned" else 30)
            simulator.control("DELETE", "/faults")
            await api("POST", "/connection/check", {})
            found = await the_plan(api)
            assert found["state"] == state
        assert (found["state"], found["failure"]["code"]) == ("failed", "unreachable")

    async def test_cancelled_while_it_looks(
        self, api: Api, services: Services, clock: Clock, simulator: Simulator
    ) -> None:
        await plan(api, "demo")
        clock.ahead += timedelta(hours=1, seconds=1)
        simulator.fault("latency", path=r"/vcs/\w+$", method="GET", seconds=0.5)
        looking = asyncio.ensure_future(services.schedule.check())
        await asyncio.sleep(0.2)
        assert (await api("DELETE", f"/schedule/power-offs/{PLAN}")).body["powerOffs"] == []
        await looking
        assert (await api("GET", "/batches")).body["batches"] == []


class TestServers:
    """Several servers of one user, one after the other or together."""

    def another(self, services: Services, file: Path, batches: BatchService, clock: Clock) -> ScheduleService:
        log = logging.getLogger("another server")
        run = PowerOffRun(services.connection, batches, load_providers)
        return ScheduleService(ScheduleFile(file, log), services.connection, run, services.redactor, log, clock)

    def batches(self, services: Services, tmp_path: Path) -> BatchService:
        """The bulk operations of another process with the same journal."""
        log = logging.getLogger("another server")
        journal = Journal(tmp_path / "jobs" / "batches", log, batch_from_journal)
        register = Register("bulk operation", journal, services.redactor, log)
        return BatchService(services.connection, register, log, 0.1, 1.0)

    async def test_together(
        self, api: Api, services: Services, clock: Clock, simulator: Simulator, file: Path, tmp_path: Path
    ) -> None:
        await plan(api, "demo")
        others = self.batches(services, tmp_path)
        other = self.another(services, file, others, clock)
        clock.ahead += timedelta(hours=1, seconds=1)
        await asyncio.gather(services.schedule.check(), other.check())
        found = await the_plan(api)
        assert found["state"] == "started"

        async def over() -> bool:
            return all(each["state"] == "ended" for each in (*services.batches.list(), *others.list()))

        await eventually(over)
        assert len(services.batches.list()) + len(others.list()) == 1
        assert len(orders(simulator)) == 3
        await others.stop()

    async def test_one_without_a_token_leaves_it_to_the_other(
        self, api: Api, services: Services, clock: Clock, simulator: Simulator
    ) -> None:
        await plan(api, "demo")
        await api("DELETE", "/connection/token")
        clock.ahead += timedelta(hours=1, seconds=1)
        await services.schedule.check()
        await api("PUT", "/connection/token", {"token": simulator.token()})
        await services.schedule.check()
        found = await the_plan(api)
        assert found["state"] == "started"
        await ended(api, found["batch"])

    async def test_one_that_ended_before_it_could_write_so(
        self, api: Api, services: Services, clock: Clock, simulator: Simulator, file: Path, tmp_path: Path
    ) -> None:
        """The bulk operation was begun, the plan says nothing of it: it is not begun again."""
        await plan(api, "demo")
        clock.ahead += timedelta(hours=1, seconds=1)
        before = file.read_text()
        await services.schedule.check()
        found = await the_plan(api)
        await ended(api, found["batch"])
        file.write_text(before)
        next_server = self.another(services, file, self.batches(services, tmp_path), clock)
        await next_server.check()
        assert (await the_plan(api)) == found
        assert len(orders(simulator)) == 3

    @pytest.fixture
    def left(self, file: Path, simulator: Simulator) -> None:
        """Plans of the last server: one is five minutes over, one an hour."""
        moments = {"recent": 300, "hourold": 3600}
        plans = {
            f"{name}-0123456789abc": {
                "group": "none", "groupName": "gone", "at": soon(-seconds), "state": "planned", "privileged": False,
            }
            for name, seconds in moments.items()
        }  # fmt: skip
        owner = owner_key(f"localhost:{simulator.port}", "nobody")
        file.write_text(json.dumps({"format": 1, "owners": {owner: {"powerOffs": plans}}}))

    async def test_at_the_next_start(self, left: None, api: Api, simulator: Simulator) -> None:
        async def seen_to() -> Any:
            found = (await api("GET", "/schedule")).body["powerOffs"]
            return found if all(each["state"] != "planned" for each in found) else None

        found = {each["id"].partition("-")[0]: each for each in await eventually(seen_to)}
        assert (found["hourold"]["state"], found["hourold"]["failure"]) == ("missed", None)
        assert (found["recent"]["state"], found["recent"]["failure"]["code"]) == ("failed", "not_found")
        assert orders(simulator) == []
