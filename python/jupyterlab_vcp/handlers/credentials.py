"""Credentials: values go in and never come out."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyterlab_vcp.handlers.base import VcpHandler


class CredentialsHandler(VcpHandler):
    """All sections of vcp_config.yml that may hold credentials."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Credentials."""
        self.reply(await self.services.credentials.list())


class SectionHandler(VcpHandler):
    """The credentials of one section."""

    @web.authenticated
    @authorized
    async def put(self, section: str) -> None:
        """Store some; Credentials."""
        body = self.body("storeCredentials")
        credentials = self.services.credentials
        self.reply(await credentials.store(section, body["values"], body["reference"], body["version"]))


class CopyHandler(VcpHandler):
    """What a former access token kept."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Copy it for the present one; what was copied, what is missing, and Credentials."""
        body = self.body("copyCredentials") if self.request.body else {}
        self.reply(await self.services.credential_copy.copy(body.get("token")))
