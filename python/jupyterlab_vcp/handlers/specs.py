"""CCI preview, SSH keys and long jobs."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyterlab_vcp.handlers.base import VcpHandler


class CciHandler(VcpHandler):
    """What Create now would send."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """CciPreview."""
        text, refusals = await self.services.specs.preview(self.body("previewCci")["spec"])
        self.reply({"text": text, "refusals": refusals})


class SshKeysHandler(VcpHandler):
    """Public keys of the Jupyter server's user."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """SshKeys."""
        self.reply({"keys": self.services.keys.list(), "folder": str(self.services.keys.folder)})

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Make a pair; SshKey."""
        body = self.body("makeSshKey") if self.request.body else {}
        self.reply(await self.services.keys.make(body.get("name"), body.get("comment", "")), 201)


class JobsHandler(VcpHandler):
    """All jobs."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """The jobs, newest first."""
        self.reply({"jobs": self.services.jobs.list()})

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Create nodes; Job."""
        body = self.body("startJob")
        self.reply(await self.services.jobs.start(body["key"], body["spec"]), 202)


class JobHandler(VcpHandler):
    """One job."""

    @web.authenticated
    @authorized
    async def get(self, job: str) -> None:
        """Job."""
        self.reply(self.services.jobs.get(job))

    @web.authenticated
    @authorized
    async def delete(self, job: str) -> None:
        """Forget it."""
        self.services.jobs.dismiss(job)
        self.set_status(204)
        self.finish()
