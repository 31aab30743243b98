"""Addresses below vcp/api that the contract does not have: they too answer JSON, and only to who may."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.handlers.base import VcpHandler


def _unknown(path: str) -> VcpFailure:
    return VcpFailure("not_found", f"There is nothing at vcp/api/{path}.")


class UnknownHandler(VcpHandler):
    """Not found, for every verb."""

    @web.authenticated
    @authorized
    def get(self, path: str) -> None:
        """Not found."""
        raise _unknown(path)

    @web.authenticated
    @authorized
    def post(self, path: str) -> None:
        """Not found."""
        raise _unknown(path)

    @web.authenticated
    @authorized
    def put(self, path: str) -> None:
        """Not found."""
        raise _unknown(path)

    @web.authenticated
    @authorized
    def patch(self, path: str) -> None:
        """Not found."""
        raise _unknown(path)

    @web.authenticated
    @authorized
    def delete(self, path: str) -> None:
        """Not found."""
        raise _unknown(path)
