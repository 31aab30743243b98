"""Own flavors in vcp_flavor.yml."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyterlab_vcp.handlers.base import VcpHandler


class FlavorHandler(VcpHandler):
    """One flavor of one provider."""

    @web.authenticated
    @authorized
    async def put(self, provider: str, flavor: str) -> None:
        """Write it; FlavorsFile."""
        body = self.body("saveFlavor")
        flavors = self.services.flavors
        self.reply(await flavors.save(provider, flavor, body["values"], body["version"], body["overwrite"]))

    @web.authenticated
    @authorized
    async def delete(self, provider: str, flavor: str) -> None:
        """Take it out; FlavorsFile."""
        self.reply(await self.services.flavors.remove(provider, flavor, self.get_query_argument("version")))
