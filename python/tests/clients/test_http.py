"""The HTTP client against servers that mean no good: raw TLS servers, because a well-behaved one cannot send this."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import ssl
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import trustme

from jupyterlab_vcp.clients.http import HttpClient, trust
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.limits import HttpLimits

LIMITS = HttpLimits(connect=0.3, read=0.3, write=0.3, pool=0.3, total=2.0, reply_bytes=10_000)
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> Path:
    path = tmp_path / "ca.pem"
    path.write_bytes(authority.cert_pem.bytes())
    return path


async def exchange(
    authority: trustme.CA, ca_file: Path, talk: Talk, limits: HttpLimits = LIMITS, *, plain: bool = False
) -> tuple[int, bytes, bytes]:
    """One GET to a server that talks so: status and body of the reply, and the request as it came in."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    seen = bytearray()
    done = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if not plain:
                seen.extend(await reader.readuntil(b"\r\n\r\n"))
            await talk(reader, writer)
        finally:
            writer.close()
            done.set()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=None if plain else context)
    port = server.sockets[0].getsockname()[1]
    client = HttpClient("localhost", port, trust(ca_file, True), limits)
    try:
        reply = await client.send("GET", "/x", {"x-vcc-access-token": "s.token"})
        return reply.status, reply.body, bytes(seen)
    finally:
        await client.aclose()
        server.close()
        await asyncio.wait_for(done.wait(), 5)


def answer(head: str, body: bytes) -> Talk:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(f"HTTP/1.1 {head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()

    return talk


async def silence(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()


async def failure_of(steps: Awaitable[object]) -> VcpFailure:
    with pytest.raises(VcpFailure) as caught:
        await steps
    return caught.value


async def test_a_packed_reply_is_neither_asked_for_nor_unpacked(authority: trustme.CA, ca_file: Path) -> None:
    """64 MB of blanks are 64 KB of gzip: unpacked in one piece, they would stand in memory before they are counted."""
    bomb = gzip.compress(b" " * 64_000_000)
    failure = await failure_of(exchange(authority, ca_file, answer("500 No\r\nContent-Encoding: gzip", bomb)))
    assert failure.code == "not_understood"
    assert "packed" in failure.message
    status, body, request = await exchange(authority, ca_file, answer("200 OK", b"{}"))
    assert (status, body) == (200, b"{}")
    assert b"accept-encoding: identity" in request.lower()


async def test_a_reply_without_end_is_too_large(authority: trustme.CA, ca_file: Path) -> None:
    async def pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        with contextlib.suppress(OSError):
            while True:
                writer.write(b"x" * 1000)
                await writer.drain()

    assert (await failure_of(exchange(authority, ca_file, pour))).code == "too_large"


async def test_no_phase_waits_for_ever(authority: trustme.CA, ca_file: Path) -> None:
    """TLS that is never answered counts as connecting; headers that never come as reading."""
    for plain in (True, False):
        start = time.monotonic()
        failure = await failure_of(exchange(authority, ca_file, silence, plain=plain))
        assert failure.code == "timeout"
        assert time.monotonic() - start < 1.5, "the phase's own time-out, not the total"


async def test_waiting_for_a_free_connection_ends(ca_file: Path) -> None:
    """The pool of httpx holds 100 connections; here all of them wait for a TLS handshake."""
    taken: list[asyncio.StreamWriter] = []
    server = await asyncio.start_server(lambda reader, writer: taken.append(writer), "127.0.0.1", 0)
    limits = HttpLimits(connect=5, read=5, write=5, pool=0.1, total=10)
    client = HttpClient("localhost", server.sockets[0].getsockname()[1], trust(ca_file, True), limits)
    busy = [asyncio.ensure_future(client.send("GET", "/x", {})) for _ in range(100)]
    while len(taken) < 100:
        await asyncio.sleep(0.01)
    assert (await failure_of(client.send("GET", "/x", {}))).code == "timeout"
    assert not any(each.done() for each in busy)
    for writer in taken:
        writer.close()
    ends = await asyncio.gather(*busy, return_exceptions=True)
    assert {type(each) for each in ends} == {VcpFailure}
    await client.aclose()
    server.close()


async def test_a_request_that_is_never_taken_ends(authority: trustme.CA, ca_file: Path) -> None:
    """The write time-out: the server reads the head and nothing of the body."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.pause_reading()
        await ended.wait()
        writer.transport.abort()

    ended = asyncio.Event()
    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    limits = HttpLimits(connect=5, read=5, write=0.2, pool=5, total=10)
    client = HttpClient("localhost", server.sockets[0].getsockname()[1], trust(ca_file, True), limits)
    start = time.monotonic()
    failure = await failure_of(client.send("POST", "/x", {}, b"x" * 30_000_000))
    assert failure.code == "timeout"
    assert time.monotonic() - start < 4
    ended.set()
    await client.aclose()
    server.close()


@pytest.mark.parametrize(
    "host",
    [
        "localhost/b",
        "user@localhost",
        "localhost?b",
        "localhost#b",
        "localhost\\b",
        "a b",
        "a\r\nx: y",
        "https://vcc.example.ac.jp",
        "a:443",
        "[::1]",
        "\x00",
    ],
)
async def test_a_host_is_a_host_and_nothing_more(host: str) -> None:
    """The token must not go to a part of what was given as the host."""
    client = HttpClient(host, 443, ssl.create_default_context(), LIMITS)
    failure = await failure_of(client.send("GET", "/x", {"x-vcc-access-token": "s.token"}))
    assert failure.code == "name_failed"
    await client.aclose()
