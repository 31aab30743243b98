"""The Tornado application of the controller."""

from __future__ import annotations

from tornado.web import Application

from jupyterlab_vcp.demo.base_handler import SimulatedHandler
from jupyterlab_vcp.demo.controller.handlers import BASE, ControllerHandler
from jupyterlab_vcp.demo.simulation import Simulation


class ElsewhereHandler(SimulatedHandler):
    """Everything outside the base URL: a plain 404, as the proxy in front gives it."""

    service = "controller"

    async def prepare(self) -> None:
        """Answer whatever the method."""
        self.send(404, b"<html><body><h1>404 Not Found</h1></body></html>", "text/html")


def controller_app(sim: Simulation) -> Application:
    """All paths below the base URL."""
    arguments = {"sim": sim}
    return Application(
        [(rf"{BASE}(?:/.*)?", ControllerHandler, arguments), (r".*", ElsewhereHandler, arguments)],
        log_function=lambda handler: None,
    )
