"""/version, /connection and what the controller says about itself."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyterlab_vcp.handlers.base import VcpHandler
from jupyterlab_vcp.handlers.contract import CONTRACT_VERSION


class VersionHandler(VcpHandler):
    """The version handshake."""

    @web.authenticated
    @authorized
    def get(self) -> None:
        """ServerVersion."""
        services = self.services
        self.reply(
            {
                "version": services.version,
                "contract": CONTRACT_VERSION,
                "activeJobs": services.jobs.untold_count(),
                "activeBatches": services.batches.untold_count(),
            }
        )


class ConnectionHandler(VcpHandler):
    """The state of the connection."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Connection."""
        self.reply(await self.services.connection.state())


class TokenHandler(VcpHandler):
    """The access token: it goes in and never comes out."""

    @web.authenticated
    @authorized
    async def put(self) -> None:
        """Take a token; Connection."""
        self.reply(await self.services.connection.set_token(self.body("setToken")["token"]))

    @web.authenticated
    @authorized
    async def delete(self) -> None:
        """Forget the token; Connection."""
        self.reply(await self.services.connection.forget_token())


class CheckHandler(VcpHandler):
    """The staged check."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """ConnectionReport."""
        self.reply(await self.services.checks.run())


class PublicKeyHandler(VcpHandler):
    """The controller's SSH public key."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """The key."""
        self.reply({"publicKey": await self.services.connection.controller().public_key()})


class VpnCatalogHandler(VcpHandler):
    """The networks of the providers."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """VpnCatalog."""
        self.reply({"entries": await self.services.connection.controller().vpn_catalog()})


class ProvidersHandler(VcpHandler):
    """Provider schemas and flavors."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Providers."""
        self.reply(await self.services.catalog.providers())
