"""Long jobs that the server owns: they outlive the page, and after a restart ask before they do anything."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Mapping
from datetime import UTC, datetime

from jupyterlab_vcp.clients.controller import ControllerClient
from jupyterlab_vcp.core.dates import now
from jupyterlab_vcp.core.errors import Code, VcpFailure
from jupyterlab_vcp.core.job import Job
from jupyterlab_vcp.core.redaction import Redactor
from jupyterlab_vcp.services.connection import ConnectionService
from jupyterlab_vcp.services.creation import Creation, Order
from jupyterlab_vcp.services.journal import Journal
from jupyterlab_vcp.services.specs import PreparedUnit, SpecRefused, SpecService


class JobService:
    """Starts, lists and resumes jobs."""

    def __init__(
        self,
        connection: ConnectionService,
        specs: SpecService,
        journal: Journal,
        redactor: Redactor,
        log: logging.Logger,
        poll_seconds: float,
    ) -> None:
        self._connection = connection
        self._specs = specs
        self._journal = journal
        self._redactor = redactor
        self._log = log
        self._poll = poll_seconds
        self._jobs: dict[str, Job] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._starting = asyncio.Lock()
        self._grouping: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def list(self) -> list[Mapping[str, object]]:
        """All jobs (schema Job), newest first; one that ended longer ago than KEEP_ENDED is forgotten."""
        self._forget_outdated()
        jobs = sorted(self._jobs.values(), key=lambda job: job.started_at, reverse=True)
        return [job.to_reply() for job in jobs]

    def untold_count(self) -> int:
        """Jobs that a page should ask for: those that go on, and ended ones that no page has told and dismissed."""
        self._forget_outdated()
        return len(self._jobs)

    def get(self, job_id: str) -> Mapping[str, object]:
        """One job (schema Job); ``not_found``."""
        return self._job(job_id).to_reply()

    def dismiss(self, job_id: str) -> None:
        """Forget a job that has ended.

        :raises VcpFailure: ``not_found``; ``busy`` while it runs; ``internal`` when its file cannot be removed.
        """
        if not self._job(job_id).ended:
            raise VcpFailure("busy", "The job is still running.")
        self._journal.forget(job_id)
        del self._jobs[job_id]

    async def start(self, key: str, document: Mapping[str, object]) -> Mapping[str, object]:
        """Create nodes from a spec document; a key that is known answers its job.

        :raises VcpFailure: ``bad_spec``, ``unknown_in_cci``, ``job_running``, ``readonly_token``, or why the
            controller cannot be asked. Then there is no job, and nothing was sent.
        """
        # One at a time: two requests with one key must not both find it unknown.
        async with self._starting:
            if key in self._jobs:
                return self._jobs[key].to_reply()
            client = self._connection.controller()
            if (await client.authority()).role == "readonly":
                raise VcpFailure("readonly_token", "The access token may only read. Enter one with full access.")
            prepared = await self._prepare(document)
            job = self._new(key, prepared)
            self._require_alone(job)
            if not self._journal.claim(key):
                raise VcpFailure("job_running", "Another Jupyter server of yours is carrying out this job.")
            self._journal.write(job)
            self._jobs[key] = job
        order = Order(prepared.text, "storage" if prepared.unit_type == "storage" else "compute")
        self._run(job, self._creation(job).create(order))
        return job.to_reply()

    def resume(self) -> None:
        """Take up what the last server left: an order that was sent is asked after, one that was not is given up."""
        for job in self._journal.read():
            try:
                self._take_up(job)
            except VcpFailure as failure:
                self._log.warning("Job %s was not taken up: %s", job.id, failure.message)
        self._forget_outdated()

    def _take_up(self, job: Job) -> None:
        if not job.ended and not self._journal.claim(job.id):
            return  # another live server is at it
        self._jobs[job.id] = job
        if job.ended:
            return
        if job.sent:
            self._run(job, self._creation(job).watch())
            return
        job.state = "interrupted"
        try:
            self._keep(job)
        finally:
            self._journal.release(job.id)

    async def stop(self) -> None:
        """Stop looking; the journal keeps how far each job is."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for job_id in self._jobs:
            self._journal.release(job_id)

    def _forget_outdated(self) -> None:
        moment = datetime.now(UTC)
        for job in [each for each in self._jobs.values() if each.outdated(moment)]:
            del self._jobs[job.id]
            try:
                self._journal.forget(job.id)
            except VcpFailure as failure:
                self._log.warning("Job %s ended long ago, but %s", job.id, failure.message)

    # One job

    async def _prepare(self, document: Mapping[str, object]) -> PreparedUnit:
        try:
            return await self._specs.prepare(document)
        except SpecRefused as refused:
            first = refused.refusals[0]
            code: Code = "unknown_in_cci" if first.code == "unknown_in_cci" else "bad_spec"
            words = " ".join(each.message for each in refused.refusals)
            raise VcpFailure(code, words, path=first.path) from None

    def _new(self, key: str, prepared: PreparedUnit) -> Job:
        time = now()
        return Job(
            id=key,
            unit_group=prepared.unit_group,
            unit=prepared.unit,
            unit_type=prepared.unit_type,
            provider=prepared.provider,
            node_count=prepared.node_count,
            controller=self._controller_address(),
            started_at=time,
            updated_at=time,
        )

    def _controller_address(self) -> str:
        found = self._connection.found()
        return f"{found.target.host}:{found.target.port}" if found.target else ""

    def _require_alone(self, job: Job) -> None:
        for other in self._jobs.values():
            if not other.ended and (other.unit_group, other.unit) == (job.unit_group, job.unit):
                raise VcpFailure("job_running", f"{job.unit_group}/{job.unit} is being created already.", path="unit")

    def _creation(self, job: Job) -> Creation:
        def controller() -> ControllerClient:
            client = self._connection.controller()
            if self._controller_address() != job.controller:
                message = f"The job belongs to the controller {job.controller}; another one is configured now."
                raise VcpFailure("not_configured", message)
            return client

        return Creation(
            job,
            controller,
            keep=lambda: self._keep(job),
            note=lambda failure: self._note(job, failure),
            grouping=self._grouping[job.unit_group],
            poll_seconds=self._poll,
            wait_seconds=self._connection.configuration().wait_timeout,
        )

    def _keep(self, job: Job) -> None:
        job.touch()
        self._journal.write(job)

    def _note(self, job: Job, failure: VcpFailure | None) -> None:
        """Show why the job cannot look at the moment, or that it can again."""
        told = self._reply(failure) if failure else None
        if told != job.failure:
            job.failure = told
            self._keep(job)

    def _reply(self, failure: VcpFailure) -> Mapping[str, object]:
        """The failure as it may stand in a file."""
        return {
            name: self._redactor.text(value) if isinstance(value, str) else value
            for name, value in failure.to_reply().items()
        }

    def _run(self, job: Job, steps: Awaitable[None]) -> None:
        task = asyncio.ensure_future(self._finish(job, steps))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _finish(self, job: Job, steps: Awaitable[None]) -> None:
        """Carry the steps out and keep how they ended; a cancelled job stays as it is."""
        failure: VcpFailure | None = None
        try:
            await steps
        except VcpFailure as error:
            failure = error
        except Exception:
            self._log.exception("Job %s failed", job.id)
            failure = VcpFailure("internal", "Something went wrong in the Jupyter server; its log says what.")
        job.state = "failed" if failure else "succeeded"
        job.failure = self._reply(failure) if failure else None
        try:
            self._keep(job)
        except VcpFailure as error:
            self._log.error("Job %s has %s, but %s", job.id, job.state, error.message)
        self._journal.release(job.id)

    def _job(self, job_id: str) -> Job:
        job = self._jobs.get(job_id)
        if job is None:
            raise VcpFailure("not_found", "There is no such job.")
        return job
