"""The one HTTP client: pinned host, no redirects, bounded times and sizes. Only this module uses httpx."""

from __future__ import annotations

import asyncio
import logging
import re
import socket
import ssl
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.limits import MAX_ERROR_BODY, HttpLimits

# On DEBUG httpcore logs every request header, the access token among them.
logging.getLogger("httpcore").setLevel(logging.INFO)
# On INFO httpx logs one line per request, and the explorer polls.
logging.getLogger("httpx").setLevel(logging.WARNING)

# What would end the host within an address: path, query, fragment, user information, port.
_NO_HOST = re.compile(r"[/?#@\\\s\x00-\x1f\x7f]")

_PASSED_ON = (
    "www-authenticate", "link", "docker-content-digest", "docker-distribution-api-version", "location", "retry-after",
    "x-total-count",
)  # fmt: skip


@dataclass(frozen=True)
class Reply:
    """Status, media type (lower case, without parameters) and body; an error's body is cut to MAX_ERROR_BODY.

    A redirect's body is not read.
    """

    status: int
    media_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    """Those of _PASSED_ON that came, names in lower case; one that came several times is joined by commas."""


def trust(ca_file: Path | None, verify: bool) -> ssl.SSLContext:
    """The TLS context of all clients.

    :param ca_file: a PEM bundle or a folder of hashed certificates; None: the system's own store.
    :param verify: False switches certificate and host name checks off.
    :raises VcpFailure: ``ca_missing`` when the file cannot be read or holds no certificate.
    """
    try:
        folder = ca_file is not None and ca_file.is_dir()
        context = ssl.create_default_context(
            cafile=str(ca_file) if ca_file and not folder else None, capath=str(ca_file) if ca_file and folder else None
        )
    except (OSError, ssl.SSLError) as error:
        message = f"The CA file {ca_file} cannot be used: {error}. Set VcpExtension.ca_file or REQUESTS_CA_BUNDLE."
        raise VcpFailure("ca_missing", message, path=str(ca_file)) from None
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


class HttpClient:
    """Talks to one host only: the caller gives paths, never addresses."""

    def __init__(
        self, host: str, port: int, context: ssl.SSLContext | None, limits: HttpLimits, *, at_once: int | None = None
    ) -> None:
        """``context`` None: plain HTTP. ``at_once``: the most requests at the same time; others wait their turn."""
        self.address = f"{host}:{port}"
        self._host = host
        self._limits = limits
        self._turn: AbstractAsyncContextManager[object] = (
            nullcontext() if at_once is None else asyncio.Semaphore(at_once)
        )
        literal = f"[{host}]" if ":" in host else host
        scheme, usual_port = ("http", 80) if context is None else ("https", 443)
        self._origin = f"{scheme}://{literal}" if port == usual_port else f"{scheme}://{literal}:{port}"
        self._client = httpx.AsyncClient(
            # For plain HTTP it is never used; one that trusts nobody spares the loading of the system's store.
            verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if context is None else context,
            trust_env=False,
            follow_redirects=False,
            # Unpacked, a reply can be a thousand times what came in, before any limit sees it.
            headers={"Accept-Encoding": "identity"},
            timeout=httpx.Timeout(
                connect=limits.connect, read=limits.read, write=limits.write, pool=limits.pool
            ),
        )  # fmt: skip

    async def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None) -> Reply:
        """One request.

        :param path: from the root, already quoted.
        :raises VcpFailure: name_failed, unreachable, tls_failed, timeout, redirected, too_large, not_understood.
        """
        reply = await self._send(method, path, headers, body, None)
        if 300 <= reply.status < 400:
            message = f"{self.address} answered with a redirect ({reply.status}), which is never followed. "
            raise VcpFailure("redirected", message + "Check host and port.", upstream_status=reply.status)
        return reply

    async def read(self, path: str, headers: Mapping[str, str], limit: int) -> Reply:
        """One GET, whose answer may be a redirect or "not modified": what to do about it is the caller's affair.

        :param limit: bytes of the largest body.
        :raises VcpFailure: as :meth:`send`, without redirected.
        """
        return await self._send("GET", path, headers, None, limit)

    async def _send(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None, limit: int | None
    ) -> Reply:
        if _NO_HOST.search(self._host):
            raise VcpFailure("name_failed", f"{self._host} is not a host name.")
        try:
            # Waiting for the turn is not the server's time.
            async with self._turn, asyncio.timeout(self._limits.total):
                return await self._exchange(method, path, headers, body, limit)
        except (httpx.TimeoutException, TimeoutError):
            raise VcpFailure("timeout", f"{self.address} did not answer in time.") from None
        except httpx.TransportError as error:
            raise (closed(self.address) if self._client.is_closed else self._explain(error)) from None
        except httpx.InvalidURL:
            raise VcpFailure("name_failed", f"{self._host} is not a host name.") from None

    async def _exchange(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None, limit: int | None
    ) -> Reply:
        if self._client.is_closed:
            # Whoever waited for a turn meanwhile; httpx has only a RuntimeError for it.
            raise closed(self.address)
        request = self._client.build_request(method, self._origin + path, headers=dict(headers), content=body)
        response = await self._client.send(request, stream=True)
        # A session cookie would outlive a change of token.
        self._client.cookies.clear()
        try:
            kept = {name: response.headers[name] for name in _PASSED_ON if name in response.headers}
            media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            if response.is_redirect:
                return Reply(response.status_code, media_type, b"", kept)
            if response.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
                message = f"{self.address} sent a packed body, which it was not asked for."
                raise VcpFailure("not_understood", message, upstream_status=response.status_code)
            return Reply(response.status_code, media_type, await self._read(response, limit), kept)
        finally:
            await response.aclose()

    async def _read(self, response: httpx.Response, asked_for: int | None) -> bytes:
        """The body, at most as long as allowed; of an error's body the beginning is enough."""
        limit = MAX_ERROR_BODY if response.is_error else asked_for or self._limits.reply_bytes
        parts: list[bytes] = []
        size = 0
        async for part in response.aiter_bytes():
            parts.append(part)
            size += len(part)
            if size > limit:
                if response.is_error:
                    break
                setting = "" if asked_for else " (VcpExtension.max_reply_bytes)"
                message = f"The answer of {self.address} is larger than {limit} bytes{setting}."
                raise VcpFailure("too_large", message, upstream_status=response.status_code)
        return b"".join(parts)[:limit]

    def _explain(self, error: httpx.TransportError) -> VcpFailure:
        """Which stage failed, from what stands behind httpx's error."""
        if not isinstance(error, httpx.ConnectError):
            # A connection that was reset can leave an SSL error behind; TLS had been established all the same.
            return VcpFailure("unreachable", f"{self.address} closed the connection before its answer was complete.")
        for cause in _causes(error):
            if isinstance(cause, ssl.SSLCertVerificationError):
                message = f"The certificate of {self.address} is not trusted: {cause.verify_message}. "
                return VcpFailure("tls_failed", message + "Set VcpExtension.ca_file or REQUESTS_CA_BUNDLE to its CA.")
            if isinstance(cause, ssl.SSLError):
                return VcpFailure("tls_failed", f"No TLS connection with {self.address}: {cause.reason or cause}.")
            if isinstance(cause, socket.gaierror):
                return VcpFailure("name_failed", f"The name {self._host} cannot be resolved. Check the host.")
        return VcpFailure("unreachable", f"No connection to {self.address}. Check host, port and VPN.")

    async def aclose(self) -> None:
        """Close all connections."""
        await self._client.aclose()


def closed(address: str) -> VcpFailure:
    """The failure of a request whose client was closed meanwhile; the server is not to blame."""
    message = f"The connection with {address} was closed, because its settings have changed. Ask again."
    return VcpFailure("unreachable", message)


def _causes(error: BaseException | None) -> list[BaseException]:
    """The error and everything behind it, groups opened."""
    found: list[BaseException] = []
    waiting = [error]
    while waiting:
        each = waiting.pop()
        if each is None or each in found:
            continue
        found.append(each)
        waiting += [each.__cause__, each.__context__]
        if isinstance(each, BaseExceptionGroup):
            waiting += each.exceptions
    return found
