"""A registry whose every answer a test decides, in the test's own event loop."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json"


@dataclass(frozen=True)
class Reply:
    """What is sent for one path."""

    body: bytes
    content_type: str = "application/json"
    status: int = 200


def digest_of(body: bytes) -> str:
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


@dataclass
class FakeRegistry:
    """Answers by path, without the query; what is not there is 404 as registries say it."""

    replies: dict[str, Reply] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    """Nothing is answered while it is closed."""
    waiting: int = 0
    most_waiting: int = 0
    broken_off: int = 0
    """Requests whose asker went away before the answer."""
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def add_tags(self, repository: str, *tags: str) -> None:
        body = json.dumps({"name": repository, "tags": tags}).encode()
        self.replies[f"/v2/{repository}/tags/list"] = Reply(body)

    def add_image(self, repository: str, tag: str, environment: list[str]) -> str:
        """A small image; its digest."""
        config = json.dumps({"architecture": "amd64", "os": "linux", "config": {"Env": environment}}).encode()
        media_type = "application/vnd.oci.image.config.v1+json"
        descriptor = {"mediaType": media_type, "size": len(config), "digest": digest_of(config)}
        document = {"schemaVersion": 2, "mediaType": OCI_MANIFEST, "layers": [], "config": descriptor}
        manifest = json.dumps(document).encode()
        self.replies[f"/v2/{repository}/blobs/{digest_of(config)}"] = Reply(config, "application/octet-stream")
        for reference in (tag, digest_of(manifest)):
            self.replies[f"/v2/{repository}/manifests/{reference}"] = Reply(manifest, OCI_MANIFEST)
        return digest_of(manifest)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                await self._answer(head, reader, writer)
        writer.close()

    async def _answer(self, head: list[str], reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        path = unquote(head[0].split()[1].partition("?")[0])
        self.requests.append(path)
        self.headers.append(
            {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        )
        self.waiting += 1
        self.most_waiting = max(self.most_waiting, self.waiting)
        try:
            await self._pass_gate(reader)
        finally:
            self.waiting -= 1
        missing = Reply(b'{"errors": [{"code": "MANIFEST_UNKNOWN", "message": "not there"}]}', status=404)
        reply = self.replies.get(path, missing)
        writer.write(
            f"HTTP/1.1 {reply.status} x\r\nContent-Type: {reply.content_type}\r\n"
            f"Content-Length: {len(reply.body)}\r\n\r\n".encode()
            + reply.body
        )
        await writer.drain()

    async def _pass_gate(self, reader: asyncio.StreamReader) -> None:
        opened = asyncio.ensure_future(self.gate.wait())
        # Nothing more comes before the answer: an end of the input is an asker who went away.
        gone = asyncio.ensure_future(reader.read(1))
        done, rest = await asyncio.wait({opened, gone}, return_when=asyncio.FIRST_COMPLETED)
        for each in rest:
            each.cancel()
        if gone in done:
            self.broken_off += 1
            raise ConnectionResetError
        with contextlib.suppress(asyncio.CancelledError):
            await gone


@contextlib.asynccontextmanager
async def running_registry() -> AsyncIterator[FakeRegistry]:
    """A registry that answers; it ends with the block."""
    registry = FakeRegistry()
    registry.gate.set()
    server = await asyncio.start_server(registry.serve, "127.0.0.1", 0)
    registry.port = server.sockets[0].getsockname()[1]
    yield registry
    server.close()
