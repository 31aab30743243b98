"""The one HTTP client: pinned host, no redirects, bounded times and sizes. Only this module uses httpx."""

from __future__ import annotations

import asyncio
import logging
import re
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Reply:
    """Status, media type (lower case, without parameters) and body; an error's body is cut to MAX_ERROR_BODY."""

    status: int
    media_type: str
    body: bytes


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

    def __init__(self, host: str, port: int, context: ssl.SSLContext, limits: HttpLimits) -> None:
        self.address = f"{host}:{port}"
        self._host = host
        self._limits = limits
        literal = f"[{host}]" if ":" in host else host
        self._origin = f"https://{literal}" if port == 443 else f"https://{literal}:{port}"
        self._client = httpx.AsyncClient(
            verify=context,
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
        if _NO_HOST.search(self._host):
            raise VcpFailure("name_failed", f"{self._host} is not a host name.")
        try:
            async with asyncio.timeout(self._limits.total):
                return await self._exchange(method, path, headers, body)
        except (httpx.TimeoutException, TimeoutError):
            raise VcpFailure("timeout", f"{self.address} did not answer in time.") from None
        except httpx.TransportError as error:
            raise self._explain(error) from None
        except httpx.InvalidURL:
            raise VcpFailure("name_failed", f"{self._host} is not a host name.") from None

    async def _exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> Reply:
        request = self._client.build_request(method, self._origin + path, headers=dict(headers), content=body)
        response = await self._client.send(request, stream=True)
        # A session cookie would outlive a change of token.
        self._client.cookies.clear()
        try:
            if response.is_redirect or response.has_redirect_location:
                message = f"{self.address} answered with a redirect ({response.status_code}), which is never followed. "
                raise VcpFailure("redirected", message + "Check host and port.", upstream_status=response.status_code)
            if response.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
                message = f"{self.address} sent a packed body, which it was not asked for."
                raise VcpFailure("not_understood", message, upstream_status=response.status_code)
            media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            return Reply(response.status_code, media_type, await self._read(response))
        finally:
            await response.aclose()

    async def _read(self, response: httpx.Response) -> bytes:
        """The body, at most as long as allowed; of an error's body the beginning is enough."""
        limit = MAX_ERROR_BODY if response.is_error else self._limits.reply_bytes
        parts: list[bytes] = []
        size = 0
        async for part in response.aiter_bytes():
            parts.append(part)
            size += len(part)
            if size > limit:
                if response.is_error:
                    break
                message = f"The answer of {self.address} is larger than {limit} bytes (VcpExtension.max_reply_bytes)."
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
