"""Bulk operations that the server owns: they outlive the page, and after a restart ask before they do anything."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, replace

from jupyterlab_vcp.clients.controller import ControllerClient
from jupyterlab_vcp.core.batch import Batch, BatchRow, OnFailure, Target, check_order
from jupyterlab_vcp.core.batch_verdict import Operation
from jupyterlab_vcp.core.dates import now
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.services.batch_looks import GroupLooks
from jupyterlab_vcp.services.batch_row import Means
from jupyterlab_vcp.services.batch_run import BatchRun
from jupyterlab_vcp.services.batch_watch import Times
from jupyterlab_vcp.services.connection import ConnectionService
from jupyterlab_vcp.services.register import Register


@dataclass(frozen=True)
class BatchRequest:
    """What is to be done. ``owner`` is for change_owner; ``force`` for delete: with everything below."""

    operation: Operation
    on_failure: OnFailure
    targets: tuple[Target, ...]
    owner: str | None = None
    force: bool = True
    planned_by: str | None = None


class BatchService:
    """Starts, lists, stops and resumes bulk operations."""

    def __init__(
        self,
        connection: ConnectionService,
        batches: Register[Batch],
        log: logging.Logger,
        poll_seconds: float,
        effect_seconds: float,
    ) -> None:
        self._connection = connection
        self._batches = batches
        self._log = log
        self._poll = poll_seconds
        self._effect = effect_seconds
        self._runs: dict[str, BatchRun] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._starting = asyncio.Lock()

    def list(self) -> list[Mapping[str, object]]:
        """All (schema Batch), newest first; one that ended longer ago than KEEP_ENDED is forgotten."""
        return self._batches.newest_first()

    def untold_count(self) -> int:
        """Those that a page should ask for: that go on, and ended ones that no page has told and dismissed."""
        return self._batches.untold_count()

    def get(self, batch_id: str) -> Mapping[str, object]:
        """One (schema Batch); ``not_found``."""
        return self._batches.get(batch_id).to_reply()

    def dismiss(self, batch_id: str) -> None:
        """Forget one that has ended.

        :raises VcpFailure: ``not_found``; ``busy`` while it runs; ``internal`` when its file cannot be removed.
        """
        self._batches.dismiss(batch_id)

    async def start(self, key: str, request: BatchRequest) -> Mapping[str, object]:
        """Begin; a key that is known answers its bulk operation.

        :raises VcpFailure: ``bad_request``, ``job_running``, ``readonly_token``, ``internal``, or why the controller
            cannot be asked. Then nothing was sent.
        """
        # One at a time: two requests with one key must not both find it unknown.
        async with self._starting:
            if key in self._batches:
                return self.get(key)
            check_order(request.operation, request.owner, request.targets)
            if request.owner is not None and self._batches.masked(request.owner) != request.owner:
                raise VcpFailure("bad_request", "The name of the owner holds a secret.", path="owner")
            if (await self._connection.controller().authority()).role == "readonly":
                raise VcpFailure("readonly_token", "The access token may only read. Enter one with full access.")
            batch = self._new(key, request)
            self._batches.add(batch)
        run = self._run(batch)
        self._watch(batch, run.carry_out())
        return batch.to_reply()

    def stop_batch(self, batch_id: str) -> Mapping[str, object]:
        """Send nothing more of it (schema Batch); ``not_found``. One that has ended stays as it is."""
        batch = self._batches.get(batch_id)
        if batch.state == "running":
            self._runs[batch_id].halt()
        return batch.to_reply()

    def begun(self, key: str) -> bool:
        """Whether this server or another one of the user has begun it."""
        return self._batches.begun(key)

    def claim(self, key: str) -> bool:
        """Hold a key before it is known what to do; False: another live server of this user has it."""
        return self._batches.claim(key)

    def release(self, key: str) -> None:
        """Give a key back that nothing was begun with."""
        if key not in self._batches:
            self._batches.release(key)

    def resume(self) -> None:
        """Take up what the last server left: what was ordered is asked after, what was not is given up."""
        for batch in self._batches.take_up():
            self._watch(batch, self._run(batch).ask_after())
        self._batches.forget_outdated()

    async def stop(self) -> None:
        """Stop looking; the journal keeps how far each is."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._batches.release_all()

    def _new(self, key: str, request: BatchRequest) -> Batch:
        time = now()
        return Batch(
            id=key,
            operation=request.operation,
            on_failure=request.on_failure,
            controller=self._connection.address(),
            rows=[BatchRow(self._keepable(target)) for target in request.targets],
            owner=request.owner,
            force=request.force,
            planned_by=request.planned_by,
            started_at=time,
            updated_at=time,
        )

    def _keepable(self, target: Target) -> Target:
        return replace(target, group_name=self._batches.masked(target.group_name))

    def _run(self, batch: Batch) -> BatchRun:
        def controller() -> ControllerClient:
            return self._connection.controller_at(batch.controller)

        times = Times(self._poll, self._effect, self._connection.configuration().wait_timeout)
        means = Means(controller, GroupLooks(controller, self._poll), times, self._batches.presentable)
        run = self._runs[batch.id] = BatchRun(batch, self._batches, means, self._log)
        return run

    def _watch(self, batch: Batch, steps: Awaitable[None]) -> None:
        async def guarded() -> None:
            try:
                await steps
            except Exception:
                self._log.exception("The bulk operation %s failed", batch.id)
                failure = VcpFailure("internal", "Something went wrong in the Jupyter server; its log says what.")
                batch.give_up(self._batches.presentable(failure), now())
                self._batches.end(batch)
            self._runs.pop(batch.id, None)

        task = asyncio.ensure_future(guarded())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
