"""Long jobs that the server owns: they outlive the page, and after a restart ask before they do anything."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Mapping

from jupyterlab_vcp.clients.controller import ControllerClient
from jupyterlab_vcp.core.dates import now
from jupyterlab_vcp.core.errors import Code, VcpFailure
from jupyterlab_vcp.core.job import Job
from jupyterlab_vcp.services.connection import ConnectionService
from jupyterlab_vcp.services.creation import Creation, Order
from jupyterlab_vcp.services.register import Register
from jupyterlab_vcp.services.specs import PreparedUnit, SpecRefused, SpecService


class JobService:
    """Starts, lists and resumes jobs."""

    def __init__(
        self,
        connection: ConnectionService,
        specs: SpecService,
        jobs: Register[Job],
        log: logging.Logger,
        poll_seconds: float,
    ) -> None:
        self._connection = connection
        self._specs = specs
        self._jobs = jobs
        self._log = log
        self._poll = poll_seconds
        self._tasks: set[asyncio.Task[None]] = set()
        self._starting = asyncio.Lock()
        self._grouping: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def list(self) -> list[Mapping[str, object]]:
        """All jobs (schema Job), newest first; one that ended longer ago than KEEP_ENDED is forgotten."""
        return self._jobs.newest_first()

    def untold_count(self) -> int:
        """Jobs that a page should ask for: those that go on, and ended ones that no page has told and dismissed."""
        return self._jobs.untold_count()

    def get(self, job_id: str) -> Mapping[str, object]:
        """One job (schema Job); ``not_found``."""
        return self._jobs.get(job_id).to_reply()

    def dismiss(self, job_id: str) -> None:
        """Forget a job that has ended.

        :raises VcpFailure: ``not_found``; ``busy`` while it runs; ``internal`` when its file cannot be removed.
        """
        self._jobs.dismiss(job_id)

    async def start(self, key: str, document: Mapping[str, object]) -> Mapping[str, object]:
        """Create nodes from a spec document; a key that is known answers its job.

        :raises VcpFailure: ``bad_spec``, ``unknown_in_cci``, ``job_running``, ``readonly_token``, or why the
            controller cannot be asked. Then there is no job, and nothing was sent.
        """
        # One at a time: two requests with one key must not both find it unknown.
        async with self._starting:
            if key in self._jobs:
                return self._jobs.get(key).to_reply()
            client = self._connection.controller()
            if (await client.authority()).role == "readonly":
                raise VcpFailure("readonly_token", "The access token may only read. Enter one with full access.")
            prepared = await self._prepare(document)
            job = self._new(key, prepared)
            self._require_alone(job)
            self._jobs.add(job)
        order = Order(prepared.text, "storage" if prepared.unit_type == "storage" else "compute")
        self._run(job, self._creation(job).create(order))
        return job.to_reply()

    def resume(self) -> None:
        """Take up what the last server left: an order that was sent is asked after, one that was not is given up."""
        for job in self._jobs.take_up():
            if job.sent:
                self._run(job, self._creation(job).watch())
            else:
                job.state = "interrupted"
                self._jobs.end(job)
        self._jobs.forget_outdated()

    async def stop(self) -> None:
        """Stop looking; the journal keeps how far each job is."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._jobs.release_all()

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
            controller=self._connection.address(),
            started_at=time,
            updated_at=time,
        )

    def _require_alone(self, job: Job) -> None:
        for other in self._jobs:
            if not other.ended and (other.unit_group, other.unit) == (job.unit_group, job.unit):
                raise VcpFailure("job_running", f"{job.unit_group}/{job.unit} is being created already.", path="unit")

    def _creation(self, job: Job) -> Creation:
        def controller() -> ControllerClient:
            return self._connection.controller_at(job.controller)

        return Creation(
            job,
            controller,
            keep=lambda: self._jobs.keep(job),
            note=lambda failure: self._note(job, failure),
            grouping=self._grouping[job.unit_group],
            poll_seconds=self._poll,
            wait_seconds=self._connection.configuration().wait_timeout,
        )

    def _note(self, job: Job, failure: VcpFailure | None) -> None:
        """Show why the job cannot look at the moment, or that it can again."""
        told = self._jobs.presentable(failure) if failure else None
        if told != job.failure:
            job.failure = told
            self._jobs.keep(job)

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
        job.failure = self._jobs.presentable(failure) if failure else None
        self._jobs.end(job)
