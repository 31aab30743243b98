"""One pool of connections for each origin that a registry leads to: itself, its token server, its blob storage."""

from __future__ import annotations

import ssl

from jupyterlab_vcp.clients.http import HttpClient, closed
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.limits import HttpLimits
from jupyterlab_vcp.core.web_address import Origin

AT_ONCE = 6
"""Requests at the same time to one origin: more make a registry slower, not faster."""
_MOST_ORIGINS = 16


class Origins:
    """Opens an :class:`HttpClient` for an origin when it is first needed, and keeps it."""

    def __init__(self, context: ssl.SSLContext, limits: HttpLimits, at_once: int = AT_ONCE) -> None:
        """``context`` is what https origins are checked with."""
        self._context = context
        self._limits = limits
        self._at_once = at_once
        self._clients: dict[Origin, HttpClient] = {}
        self._closed = False

    def to(self, origin: Origin) -> HttpClient:
        """The client of an origin.

        :raises VcpFailure: ``redirected`` when there are too many: other servers name them, one word per host;
            ``unreachable`` once closed: a list on its way from page to page would open a client that nobody closes.
        """
        if self._closed:
            raise closed(origin.address)
        if origin not in self._clients:
            if len(self._clients) >= _MOST_ORIGINS:
                raise VcpFailure("redirected", f"Too many hosts were named; {origin.address} is not asked.")
            context = self._context if origin.tls else None
            client = HttpClient(origin.host, origin.port, context, self._limits, at_once=self._at_once)
            self._clients[origin] = client
        return self._clients[origin]

    async def aclose(self) -> None:
        """Close all connections; whoever waits for an answer is told so."""
        self._closed = True
        clients, self._clients = list(self._clients.values()), {}
        for client in clients:
            await client.aclose()
