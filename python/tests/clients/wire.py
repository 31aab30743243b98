"""HTTP servers of a few lines that say exactly what a test wants said, and remember what they were told."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import pytest

from jupyterlab_vcp.clients.origins import Origins
from jupyterlab_vcp.clients.registry import Account, RegistryClient
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.limits import HttpLimits
from jupyterlab_vcp.core.web_address import Origin

NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts no certificate; loading the system's store takes half a second."""
LIMITS = HttpLimits(connect=2, read=2, write=2, pool=2, total=5)


@dataclass(frozen=True)
class Told:
    """One request as it came in; names of headers are in lower case."""

    path: str
    headers: Mapping[str, str]

    @property
    def authorization(self) -> str:
        return self.headers.get("authorization", "")


Answer = Callable[[Told], bytes | Awaitable[bytes]]


@dataclass
class Server:
    """A server on a free port of 127.0.0.1."""

    port: int = 0
    tls: bool = False
    told: list[Told] = field(default_factory=list)

    @property
    def origin(self) -> Origin:
        return Origin(self.tls, "127.0.0.1", self.port)

    @property
    def paths(self) -> list[str]:
        return [each.path for each in self.told]


def reply(status: int, body: bytes | str = b"", *headers: tuple[str, str], kind: str = "application/json") -> bytes:
    """The bytes of an answer."""
    content = body.encode() if isinstance(body, str) else body
    named = [("Content-Type", kind), ("Content-Length", str(len(content))), *headers]
    head = "".join(f"{name}: {value}\r\n" for name, value in named)
    return f"HTTP/1.1 {status} Said\r\n{head}\r\n".encode() + content


@contextlib.asynccontextmanager
async def serving(answer: Answer, context: ssl.SSLContext | None = None) -> AsyncIterator[Server]:
    """A server that gives an answer to each request; one connection takes several."""
    server = Server(tls=context is not None)
    writers: set[asyncio.StreamWriter] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.add(writer)
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                pairs = (line.partition(": ")[::2] for line in head[1:] if line)
                told = Told(head[0].split(" ")[1], {name.lower(): value for name, value in pairs})
                server.told.append(told)
                said = answer(told)
                content = said if isinstance(said, bytes) else await said
                writer.write(content)
                await writer.drain()
                if b"content-length" not in content.partition(b"\r\n\r\n")[0].lower():
                    # Its end is the end of the connection.
                    break
        writer.close()

    listener = await asyncio.start_server(talk, "127.0.0.1", 0, ssl=context)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()
        for writer in writers:
            writer.close()


@contextlib.asynccontextmanager
async def registry_at(
    server: Server | Origin, account: Account | None = None, *, context: ssl.SSLContext | None = None, **options: object
) -> AsyncIterator[RegistryClient]:
    """A client of a server."""
    origins = Origins(context or NOBODY, LIMITS)
    origin = server if isinstance(server, Origin) else server.origin
    client = RegistryClient(origins, origin, account, **options)  # type: ignore[arg-type]
    try:
        yield client
    finally:
        await client.aclose()


async def failure_of(steps: Awaitable[object]) -> VcpFailure:
    """The failure that some steps end with."""
    with pytest.raises(VcpFailure) as caught:
        await steps
    return caught.value
