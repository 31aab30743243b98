"""The Tornado application of a simulated registry."""

from __future__ import annotations

import time
from urllib.parse import unquote

from tornado.web import Application

from jupyterlab_vcp.demo.base_handler import SimulatedHandler
from jupyterlab_vcp.demo.registry import harbor, protocol
from jupyterlab_vcp.demo.registry.dialect import Answer
from jupyterlab_vcp.demo.registry.media import accepted
from jupyterlab_vcp.demo.simulation import Simulation


class RegistryHandler(SimulatedHandler):
    """Hands requests to :mod:`protocol`, and those for Harbor's own API to :mod:`harbor`."""

    def initialize(self, sim: Simulation, name: str = "") -> None:
        """``name``: of the service."""
        self.service = name
        self.registry = sim.registries[name]
        super().initialize(sim)

    async def _serve(self) -> None:
        answer = self._answer()
        for key, value in answer.headers.items():
            self.set_header(key, value)
        if self.request.path != "/" and not self.request.path.startswith("/api/"):
            self.set_header("Docker-Distribution-Api-Version", "registry/2.0")
        await self.respond(answer.status, answer.body, answer.content_type)

    get = head = post = put = patch = delete = options = _serve

    def _answer(self) -> Answer:
        # Of a parameter that comes twice the first counts.
        query = {name: values[0].decode("utf-8", "replace") for name, values in self.request.query_arguments.items()}
        path = self.request.path
        if self.registry.harbor and path.startswith(f"{harbor.BASE}/"):
            return harbor.answer(self.registry.store, path.removeprefix(harbor.BASE), query)
        headers = self.request.headers
        request = protocol.Request(
            str(self.request.method),
            unquote(path),
            query,
            accepted(headers.get_list("Accept")),
            headers.get("If-None-Match", ""),
            headers.get("Authorization", ""),
            f"{self.request.protocol}://{self.request.host}",
            time.time(),
        )
        return protocol.answer(self.registry, request)

    def problem(self, message: str) -> object:
        """A registry's way to say what went wrong."""
        return {"errors": [{"code": "UNKNOWN", "message": message}]}


def registry_app(sim: Simulation, name: str) -> Application:
    """All paths of one registry."""
    return Application([(r"/.*", RegistryHandler, {"sim": sim, "name": name})], log_function=lambda handler: None)
