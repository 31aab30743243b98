"""Create now: one job, one unit, whatever happens in between."""

from __future__ import annotations

import asyncio
import json
import logging
import stat
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_vcp.clients.controller import ControllerClient
from jupyterlab_vcp.core.dates import now
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.job import Job, job_from_journal
from jupyterlab_vcp.handlers.services import Services
from jupyterlab_vcp.services.jobs import JobService
from jupyterlab_vcp.services.journal import Journal
from jupyterlab_vcp.services.register import Register
from tests.conftest import Answer, Api, Simulator, eventually
from tests.handlers.test_catalog import SPEC

KEY = "0123456789abcdef-1"
UNIT = "/units/web"


def spec(unit: str = "web", group: str = "fresh", **attributes: Any) -> dict[str, Any]:
    return {**SPEC, "unit": unit, "unitGroup": group, "attributes": {**SPEC["attributes"], **attributes}}


async def start(api: Api, document: dict[str, Any] | None = None, key: str = KEY) -> Answer:
    return await api("POST", "/jobs", {"key": key, "spec": document or spec()})


async def ended(api: Api, key: str = KEY) -> dict[str, Any]:
    async def look() -> Any:
        job = (await api("GET", f"/jobs/{key}")).body
        return job if job["state"] in ("succeeded", "failed", "interrupted") else None

    found: dict[str, Any] = await eventually(look, 30)
    return found


def added(simulator: Simulator) -> int:
    """Orders for a unit that reached the controller."""
    entries = simulator.control("GET", "/requests")["requests"]
    return sum(each["method"] == "POST" and "/vcs/" in each["path"] for each in entries)


async def test_makes_group_and_unit(api: Api, simulator: Simulator, tmp_path: Path) -> None:
    answer = await start(api, spec(num_nodes=2))
    assert (answer.status, answer.body["state"], answer.body["nodeCount"]) == (202, "preparing", 2)
    file = tmp_path / "jobs" / f"{KEY}.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    job = await ended(api)
    assert (job["state"], job["failure"], job["unitState"]) == ("succeeded", None, "RUNNING")
    assert len(job["addresses"]) == 2
    group = (await api("GET", f"/unit-groups/{job['unitGroup']['id']}")).body
    assert [unit["name"] for unit in group["units"]] == ["web"]
    assert sorted(node["address"] for node in group["units"][0]["nodes"]) == sorted(job["addresses"])
    assert json.loads(file.read_text())["state"] == "succeeded"

    again = await start(api)
    assert again.body["state"] == "succeeded"
    assert added(simulator) == 1
    assert (await api("DELETE", f"/jobs/{KEY}")).status == 204
    assert not file.exists()
    assert (await api("GET", f"/jobs/{KEY}")).status == 404


async def test_an_end_that_no_page_has_told_is_still_announced(api: Api) -> None:
    """Who closed the tab before the end learns of it from the handshake of the next page."""
    await start(api)
    assert (await ended(api))["state"] == "succeeded"
    assert (await api("GET", "/version")).body["activeJobs"] == 1
    await api("DELETE", f"/jobs/{KEY}")
    assert (await api("GET", "/version")).body["activeJobs"] == 0


async def test_one_key_twice_at_once(api: Api, simulator: Simulator) -> None:
    first, second = await asyncio.gather(start(api), start(api))
    assert first.body["id"] == second.body["id"] == KEY
    assert (await ended(api))["state"] == "succeeded"
    assert added(simulator) == 1
    assert len((await api("GET", "/jobs")).body["jobs"]) == 1


async def test_two_units_for_one_new_group(api: Api, simulator: Simulator) -> None:
    """Both jobs find that there is no such group; one makes it, the other takes it."""
    keys = ["first-of-two-0123456789", "second-of-two-0123456789"]
    simulator.fault("latency", path="/vcs$", seconds=0.2)
    await asyncio.gather(*(start(api, spec(key.partition("-")[0]), key) for key in keys))
    assert [(await ended(api, key))["state"] for key in keys] == ["succeeded", "succeeded"]
    assert len(simulator.requests("POST", "/vcs")) == 1
    assert added(simulator) == 2


async def test_second_job_for_the_unit(api: Api) -> None:
    await start(api)
    answer = await start(api, key="another-key-0123456789")
    assert (answer.status, answer.body["code"]) == (409, "job_running")
    busy = await api("DELETE", f"/jobs/{KEY}")
    assert (busy.status, busy.body["code"]) == (409, "busy")
    await ended(api)


async def test_into_a_group_that_is_there(api: Api, simulator: Simulator) -> None:
    await start(api, spec("extra", "demo"))
    assert (await ended(api))["state"] == "succeeded"
    assert simulator.requests("POST", "/vcs") == []


async def test_unit_that_exists(api: Api, simulator: Simulator) -> None:
    await start(api, spec("web", "demo"))
    job = await ended(api)
    assert (job["state"], job["failure"]["code"]) == ("failed", "exists")
    assert added(simulator) == 0


async def test_group_of_the_other_type(api: Api, simulator: Simulator) -> None:
    await start(api, spec("web", "demo-disks"))
    job = await ended(api)
    assert (job["state"], job["failure"]["code"]) == ("failed", "refused")
    assert added(simulator) == 0


async def test_controllers_error_text(api: Api, simulator: Simulator) -> None:
    simulator.control("POST", "/fail-units", {"unit": "web", "message": "Error: quota exceeded in ap-northeast-1"})
    await start(api)
    job = await ended(api)
    assert (job["state"], job["unitState"]) == ("failed", "ERROR")
    assert "quota exceeded" in job["failure"]["upstreamMessage"]


@pytest.mark.parametrize("words", ["not in the range", "in use"])
async def test_address_that_cannot_be_had(api: Api, words: str) -> None:
    groups = (await api("GET", "/unit-groups")).body["unitGroups"]
    demo = next(unit for each in groups if each["name"] == "demo" for unit in each["units"] if unit["name"] == "web")
    address = demo["nodes"][0]["address"] if words == "in use" else "10.99.0.9"
    await start(api, spec(ip_addresses=[address]))
    job = await ended(api)
    assert job["state"] == "failed"
    assert address in job["failure"]["upstreamMessage"]
    assert words in job["failure"]["upstreamMessage"]


async def test_spec_of_a_newer_version(api: Api, simulator: Simulator) -> None:
    answer = await start(api, {**spec(), "version": 2})
    assert (answer.status, answer.body["code"], answer.body["path"]) == (400, "bad_spec", "version")
    assert "newer" in answer.body["message"]
    assert added(simulator) == 0


@pytest.mark.parametrize("status", [400, 500])
async def test_five_megabytes_of_error(api: Api, simulator: Simulator, status: int) -> None:
    simulator.fault("oversize", path=r"/vcs/\w+$", method="POST", bytes=5_000_000, status=status)
    await start(api)
    job = await ended(api)
    assert job["state"] == "failed"
    assert len(job["failure"]["upstreamMessage"] or "") <= 4096
    assert added(simulator) == 1


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"version": 1}, "bad_spec"),
        (spec(gpus="all"), "unknown_in_cci"),
        ({**spec(), "provider": "nowhere"}, "bad_spec"),
    ],
)
async def test_specs_that_cannot_be_sent(api: Api, simulator: Simulator, document: dict[str, Any], code: str) -> None:
    answer = await start(api, document)
    assert (answer.status, answer.body["code"]) == (400, code)
    assert (await api("GET", "/jobs")).body["jobs"] == []
    assert added(simulator) == 0


@pytest.mark.parametrize("kind", ["answer", "truncate", "drip"])
async def test_order_that_arrived_without_an_answer(api: Api, simulator: Simulator, kind: str) -> None:
    """The controller did the work and the answer got lost: the unit is found, and not ordered again."""
    options = {"answer": {"status": 500}, "truncate": {"bytes": 1}, "drip": {"bytes_per_second": 0.1}}[kind]
    simulator.fault(kind, path=r"/vcs/\w+$", method="POST", **options)
    await start(api)
    job = await ended(api)
    assert job["state"] == "succeeded"
    assert added(simulator) == 1


@pytest.mark.parametrize("kind", ["cut", "hang", "html"])
async def test_order_that_got_lost(api: Api, simulator: Simulator, kind: str) -> None:
    simulator.fault(kind, path=r"/vcs/\w+$", method="POST")
    await start(api)
    job = await ended(api)
    assert (job["state"], job["failure"]["code"]) == ("failed", "timeout")
    assert "sent" in job["failure"]["message"]
    assert added(simulator) == 1


async def test_group_order_without_an_answer(api: Api, simulator: Simulator) -> None:
    simulator.fault("answer", path="/vcs$", method="POST", status=500)
    await start(api)
    assert (await ended(api))["state"] == "succeeded"
    assert len(simulator.requests("POST", "/vcs")) == 1


async def test_order_that_is_swallowed(api: Api, simulator: Simulator) -> None:
    simulator.fault("swallow", path=r"/vcs/\w+$", method="POST")
    await start(api)
    assert (await ended(api))["failure"]["code"] == "timeout"


async def test_token_that_goes_and_comes_back(api: Api, simulator: Simulator) -> None:
    simulator.control("POST", "/hang-units", {"unit": "web"})
    await start(api)
    await eventually(lambda: state_of(api, "waiting"))
    await api("DELETE", "/connection/token")

    async def told() -> bool:
        failure = (await api("GET", f"/jobs/{KEY}")).body["failure"]
        return failure is not None and failure["code"] == "no_token"

    await eventually(told)
    assert await state_of(api, "waiting")
    await api("PUT", "/connection/token", {"token": simulator.token()})

    async def cleared() -> bool:
        return (await api("GET", f"/jobs/{KEY}")).body["failure"] is None

    await eventually(cleared)
    groups = (await api("GET", "/unit-groups")).body["unitGroups"]
    group = next(each["id"] for each in groups if each["name"] == "fresh")
    simulator.control("POST", "/processing", {"vc": group, "unit": "web", "value": False})
    assert (await api("DELETE", f"/unit-groups/{group}/units/web", query={"force": "1"})).status == 202
    job = await ended(api)
    assert (job["state"], job["failure"]["code"]) == ("failed", "not_found")


async def state_of(api: Api, state: str) -> bool:
    return bool((await api("GET", f"/jobs/{KEY}")).body["state"] == state)


class TestWaitTimeout:
    """vcc.wait_timeout_sec."""

    @pytest.fixture
    def traits(self, simulator: Simulator, tmp_path: Path) -> dict[str, Any]:
        folder = tmp_path / "impatient"
        folder.mkdir()
        for name in ("vcp_config.yml", "vcp_flavor.yml"):
            text = Path(simulator.info["config_dir"], name).read_text()
            (folder / name).write_text(text.replace("vcc:\n", "vcc:\n  wait_timeout_sec: 1\n"))
        return {"vcp_config_dir": str(folder)}

    async def test_is_kept(self, api: Api, simulator: Simulator) -> None:
        simulator.control("POST", "/hang-units", {"unit": "web"})
        await start(api)
        job = await ended(api)
        assert (job["state"], job["failure"]["code"], job["unitState"]) == ("failed", "timeout", "BOOTING")


class TestRestart:
    """What the last server left in the journal."""

    @pytest.fixture
    def left(self, simulator: Simulator, tmp_path: Path) -> Callable[..., None]:
        def leave(**changes: Any) -> None:
            folder = tmp_path / "jobs"
            folder.mkdir(exist_ok=True)
            job = {
                "format": 1, "id": KEY, "unit_group": "demo", "unit": "web", "unit_type": "compute",
                "provider": "aws", "node_count": 2, "controller": f"localhost:{simulator.port}",
                "state": "adding_unit", "group_id": None, "sent": True, "unit_state": None, "addresses": [],
                "failure": None, "started_at": "2026-11-01T00:00:00Z", "updated_at": "2026-11-01T00:00:00Z",
            }  # fmt: skip
            job |= changes
            (folder / f"{job['id']}.json").write_text(json.dumps(job))

        return leave

    @pytest.fixture(
        params=[
            ({}, "succeeded", None),
            ({"state": "waiting"}, "succeeded", None),
            ({"unit": "never-arrived"}, "failed", "timeout"),
            ({"state": "preparing", "sent": False}, "interrupted", None),
            ({"state": "creating_group", "sent": False, "unit_group": "never"}, "interrupted", None),
        ],
        ids=["arrived", "waiting", "lost", "not-sent", "no-group"],
    )
    def case(self, request: pytest.FixtureRequest, left: Callable[..., None]) -> tuple[str, str | None]:
        changes, state, code = request.param
        left(**changes)
        return state, code

    async def test_asks_and_sends_nothing(self, case: tuple[str, str | None], api: Api, simulator: Simulator) -> None:
        job = await ended(api)
        assert (job["state"], (job["failure"] or {}).get("code")) == case
        assert added(simulator) == 0

    @pytest.fixture
    def foreign(self, left: Callable[..., None]) -> None:
        left(controller="elsewhere.example.jp:443")

    async def test_another_controller_is_not_asked(self, foreign: None, api: Api, simulator: Simulator) -> None:
        async def told() -> bool:
            failure = (await api("GET", f"/jobs/{KEY}")).body["failure"]
            return failure is not None and failure["code"] == "not_configured"

        await eventually(told)
        assert (await api("GET", "/version")).body["activeJobs"] == 1
        assert simulator.requests("GET", "/vcs") == []

    @pytest.fixture
    def broken(self, tmp_path: Path, left: Callable[..., None]) -> None:
        left(addresses=3)
        left(id="z" * 16, state="succeeded", updated_at=now())
        texts = ("{", "[]", '{"format": 99}', "[" * 100_000, "\xff")
        for name, text in zip("abcde", texts, strict=True):
            (tmp_path / "jobs" / f"{name * 16}.json").write_text(text, encoding="latin-1")

    async def test_broken_files_are_left_alone(self, broken: None, api: Api, tmp_path: Path) -> None:
        assert [each["id"] for each in (await api("GET", "/jobs")).body["jobs"]] == ["z" * 16]
        assert len(list((tmp_path / "jobs").iterdir())) == 7

    @pytest.fixture
    def week_old(self, left: Callable[..., None]) -> None:
        recent, old = (
            (datetime.now(UTC) - age).isoformat() for age in (timedelta(days=6, hours=23), timedelta(days=7, hours=1))
        )
        left(id="recent-0123456789", state="failed", updated_at=recent)
        left(id="old-0123456789abc", state="failed", updated_at=old)
        left(id="undated-012345678", state="failed", updated_at="yesterday")
        left(updated_at=old)

    async def test_what_ended_a_week_ago_is_forgotten(self, week_old: None, api: Api, tmp_path: Path) -> None:
        """Only what has ended: a job that is still open is taken up however old it is."""
        kept = {"recent-0123456789", "undated-012345678", KEY}
        assert (await ended(api))["state"] == "succeeded"
        assert {each["id"] for each in (await api("GET", "/jobs")).body["jobs"]} == kept
        assert {each.stem for each in (tmp_path / "jobs").glob("*.json")} == kept

    async def test_nothing_stays_with_a_server_that_runs_for_weeks(
        self, api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await start(api)
        await ended(api)
        monkeypatch.setattr("jupyterlab_vcp.core.record.KEEP_ENDED", timedelta(0))
        assert (await api("GET", "/jobs")).body["jobs"] == []
        assert list((tmp_path / "jobs").iterdir()) == []

    @pytest.fixture
    def unwritable(self, left: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
        """The first of two jobs cannot be claimed, as on a full or read-only file system."""
        left()
        left(id="00-first-job-0123456789", unit="db")
        claim = Journal.claim

        def fails_once(self: Journal[Job], job_id: str) -> bool:
            if job_id.startswith("00-first"):
                raise VcpFailure("internal", "The journal of jobs cannot be written: Read-only file system.")
            return claim(self, job_id)

        monkeypatch.setattr(Journal, "claim", fails_once)

    async def test_one_job_that_cannot_be_taken_up_stops_no_other(self, unwritable: None, api: Api) -> None:
        assert (await ended(api))["state"] == "succeeded"
        assert [each["id"] for each in (await api("GET", "/jobs")).body["jobs"]] == [KEY]


def left_by(job_folder: Path) -> dict[str, Any]:
    """What a crash at this moment would leave."""
    found: dict[str, Any] = json.loads((job_folder / f"{KEY}.json").read_text())
    return found


async def test_the_journal_is_ahead_of_every_order(api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never twice: at the moment an order leaves, the file already says that it may have left."""
    seen: list[tuple[str, str, bool]] = []
    made, added_unit = ControllerClient.create_unit_group, ControllerClient.add_unit

    async def make(self: ControllerClient, *arguments: Any, **options: Any) -> str:
        job = left_by(tmp_path / "jobs")
        seen.append(("group", job["state"], job["sent"]))
        return await made(self, *arguments, **options)

    async def add(self: ControllerClient, *arguments: Any, **options: Any) -> None:
        job = left_by(tmp_path / "jobs")
        seen.append(("unit", job["state"], job["sent"]))
        await added_unit(self, *arguments, **options)
        seen.append(("arrived", *(left_by(tmp_path / "jobs")[key] for key in ("state", "sent"))))

    monkeypatch.setattr(ControllerClient, "create_unit_group", make)
    monkeypatch.setattr(ControllerClient, "add_unit", add)
    await start(api)
    assert (await ended(api))["state"] == "succeeded"
    assert seen == [
        ("group", "creating_group", False),
        ("unit", "adding_unit", True),
        ("arrived", "adding_unit", True),
    ]


class TestCrash:
    """The server ends in the middle of a job and the next one takes it up from the same folder."""

    @pytest.fixture
    def services(self, jp_serverapp: Any) -> Services:
        found: Services = jp_serverapp.web_app.settings["jupyterlab_vcp"].services
        return found

    async def taken_up(self, services: Services, folder: Path) -> Mapping[str, Any]:
        await services.jobs.stop()
        log = logging.getLogger("next server")
        jobs = Register("job", Journal(folder, log, job_from_journal), services.redactor, log)
        following = JobService(services.connection, services.specs, jobs, log, 0.1)
        following.resume()

        async def look() -> Mapping[str, Any] | None:
            job = following.get(KEY)
            return job if job["state"] in ("succeeded", "failed", "interrupted") else None

        job: Mapping[str, Any] = await eventually(look)
        await following.stop()
        return job

    @pytest.mark.parametrize(
        ("order", "state", "orders"),
        [
            ("/vcs$", "interrupted", 0),
            (r"/vcs/\w+$", "succeeded", 1),
        ],
        ids=["while-the-group-is-ordered", "while-the-unit-is-ordered"],
    )
    async def test_before_the_answer(
        self, api: Api, simulator: Simulator, services: Services, tmp_path: Path, order: str, state: str, orders: int
    ) -> None:
        """The controller does the work although nobody waits for its answer any more."""
        simulator.fault("latency", path=order, method="POST", seconds=0.3)
        await start(api)

        def delayed() -> list[dict[str, Any]]:
            entries = simulator.control("GET", "/requests")["requests"]
            return [each for each in entries if each["method"] == "POST" and each.get("fault") == "latency"]

        async def ordered() -> bool:
            return bool(delayed())

        async def carried_out() -> bool:
            return all(each["status"] == 202 for each in delayed())

        await eventually(ordered)
        job = await self.taken_up(services, tmp_path / "jobs")
        assert (job["state"], added(simulator)) == (state, orders)
        # Else it would be carried out in the middle of the next test.
        await eventually(carried_out)

    async def test_after_the_answer(self, api: Api, simulator: Simulator, services: Services, tmp_path: Path) -> None:
        simulator.control("POST", "/hang-units", {"unit": "web"})
        await start(api)
        await eventually(lambda: state_of(api, "waiting"))
        simulator.control("DELETE", "/hang-units")
        simulator.control("POST", "/node-state", {"unit": "web", "state": "RUNNING"})
        job = await self.taken_up(services, tmp_path / "jobs")
        assert (job["state"], added(simulator)) == ("succeeded", 1)


class TestTwoServers:
    """Two servers of one user share the folder."""

    @pytest.fixture
    def held(self, tmp_path: Path, simulator: Simulator) -> Iterator[Path]:
        journal = Journal(tmp_path / "jobs", logging.getLogger("other server"), job_from_journal)
        time = "2026-11-01T00:00:00Z"
        address = f"localhost:{simulator.port}"
        job = Job(KEY, "demo", "web", "compute", "aws", 2, address, "preparing", started_at=time, updated_at=time)
        assert journal.claim(KEY)
        journal.write(job)
        yield tmp_path / "jobs"
        journal.release(KEY)

    async def test_a_live_owners_job_is_left_alone(self, held: Path, api: Api, simulator: Simulator) -> None:
        assert (await api("GET", "/jobs")).body["jobs"] == []
        answer = await start(api)
        assert (answer.status, answer.body["code"]) == (409, "job_running")
        assert json.loads((held / f"{KEY}.json").read_text())["state"] == "preparing"
        assert added(simulator) == 0


class TestJournalThatCannotBeWritten:
    """Without a journal "never twice" could not be kept, so nothing is sent."""

    @pytest.fixture
    def traits(self, tmp_path: Path) -> dict[str, Any]:
        (tmp_path / "file").write_text("")
        return {"jobs_dir": str(tmp_path / "file" / "jobs")}

    async def test_nothing_is_sent(self, api: Api, simulator: Simulator) -> None:
        answer = await start(api)
        assert (answer.status, answer.body["code"]) == (500, "internal")
        assert added(simulator) == 0
