"""Carries one bulk operation out: which rows begin when, what their ends mean for the others, and how to stop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable

from jupyterlab_vcp.core.batch import Batch, BatchRow, RowState, startable
from jupyterlab_vcp.core.dates import now
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.services.batch_row import FATAL, Halted, Means, RowRun
from jupyterlab_vcp.services.register import Register


class BatchRun:
    """The rows of one bulk operation; at most ``core.batch.PARALLEL_UNITS`` at a time."""

    def __init__(self, batch: Batch, batches: Register[Batch], means: Means, log: logging.Logger) -> None:
        self._batch = batch
        self._batches = batches
        self._means = means
        self._log = log
        self._tasks: dict[int, asyncio.Task[None]] = {}

    async def carry_out(self) -> None:
        """From the first row to the last; what is under way when it is cancelled stays ordered in the journal."""
        try:
            self._start_rows()
            while self._tasks:
                await asyncio.wait(self._tasks.values(), return_when=asyncio.FIRST_COMPLETED)
                self._tasks = {index: task for index, task in self._tasks.items() if not task.done()}
                self._start_rows()
        finally:
            # Only after a cancellation is any of them left.
            for task in self._tasks.values():
                task.cancel()
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        self._batch.state = "ended"
        self._batches.end(self._batch)

    async def ask_after(self) -> None:
        """After a restart of the server: nothing is sent; what was ordered is watched, the rest is given up."""
        interrupted = VcpFailure("interrupted", "The Jupyter server ended before its turn; it was not sent.")
        self._batch.state = "stopping"
        self._batch.skip_waiting((), self._means.presentable(interrupted), now())
        for index, row in enumerate(self._batch.rows):
            if row.state == "ordered":
                self._begin(index, row, self._row_run(row).ask_after())
        await self.carry_out()

    def halt(self) -> None:
        """Send nothing more; what was ordered is watched to its end.

        :raises VcpFailure: ``internal`` when that cannot be kept; nothing more is sent all the same.
        """
        self._batch.state = "stopping"
        self._batch.skip_waiting(self._tasks, None, now())
        self.keep()

    # What rows ask for

    @property
    def halted(self) -> bool:
        """Whether nothing more may be sent."""
        return self._batch.state != "running"

    def keep(self) -> None:
        """Write the journal; ``internal`` when it cannot be written."""
        self._batches.keep(self._batch)

    def note(self) -> None:
        """Something to show has changed that need not be kept."""
        self._batch.touch()

    # Rows

    def _start_rows(self) -> None:
        if not self.halted:
            for index in list(startable(self._batch, self._tasks)):
                row = self._batch.rows[index]
                self._begin(index, row, self._row_run(row).carry_out())

    def _row_run(self, row: BatchRow) -> RowRun:
        return RowRun(self._batch, row, self, self._means)

    def _begin(self, index: int, row: BatchRow, steps: Awaitable[None]) -> None:
        self._tasks[index] = asyncio.ensure_future(self._finish(row, steps))

    async def _finish(self, row: BatchRow, steps: Awaitable[None]) -> None:
        """Carry the steps out and keep how they ended; a cancelled row stays as it is."""
        failure: VcpFailure | None = None
        try:
            await steps
        except Halted:
            self._end(row, "skipped", None)
            return
        except VcpFailure as error:
            # Somebody was quicker: it is as it was to be.
            gone = self._batch.operation == "delete" and error.code == "not_found"
            failure = None if gone else error
        except Exception:
            self._log.exception("A row of the bulk operation %s failed", self._batch.id)
            failure = VcpFailure("internal", "Something went wrong in the Jupyter server; its log says what.")
        self._end(row, "failed" if failure else "done", failure)

    def _end(self, row: BatchRow, state: RowState, failure: VcpFailure | None) -> None:
        row.state, row.ended_at = state, now()
        row.started_at = row.started_at or (None if state == "skipped" else row.ended_at)
        if failure is not None:
            row.failure = self._means.presentable(failure)
        elif row.failure is not None:
            # One of its nodes had failed before the server that ordered them ended.
            row.state = "failed"
        row.before = row.node = None
        last = failure is not None and (failure.code in FATAL or self._batch.on_failure == "stop")
        try:
            if last and not self.halted:
                self.halt()
            else:
                self.keep()
        except VcpFailure as error:
            # From here on no order could be kept before it leaves.
            self._log.error("The bulk operation %s goes no further: %s", self._batch.id, error.message)
            self._batch.state = "stopping"
            self._batch.skip_waiting(self._tasks, None, now())
