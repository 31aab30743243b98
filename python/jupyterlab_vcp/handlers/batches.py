"""Bulk operations."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyterlab_vcp.core.batch import parse_target
from jupyterlab_vcp.handlers.base import VcpHandler
from jupyterlab_vcp.services.batches import BatchRequest


class BatchesHandler(VcpHandler):
    """All bulk operations."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """The bulk operations, newest first."""
        await self.reply_large({"batches": self.services.batches.list()})

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Begin one; Batch."""
        body = self.body("startBatch")
        request = BatchRequest(
            operation=body["operation"],
            on_failure=body["onFailure"],
            targets=tuple(parse_target(each) for each in body["targets"]),
            owner=body.get("owner"),
            force=body.get("force", True),
        )
        await self.reply_large(await self.services.batches.start(body["key"], request), 202)


class BatchHandler(VcpHandler):
    """One bulk operation."""

    @web.authenticated
    @authorized
    async def get(self, batch: str) -> None:
        """Batch."""
        await self.reply_large(self.services.batches.get(batch))

    @web.authenticated
    @authorized
    async def delete(self, batch: str) -> None:
        """Forget it."""
        self.services.batches.dismiss(batch)
        self.set_status(204)
        self.finish()


class BatchStopHandler(VcpHandler):
    """The brake of one bulk operation."""

    @web.authenticated
    @authorized
    async def post(self, batch: str) -> None:
        """Send nothing more; Batch."""
        await self.reply_large(self.services.batches.stop_batch(batch), 202)
