"""What the simulated services have in common: faults, the request log, answers in one place."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from tornado.iostream import IOStream, StreamClosedError
from tornado.web import HTTPError, RequestHandler

from jupyterlab_vcp.demo.faults import Fault
from jupyterlab_vcp.demo.simulation import Simulation

_JSON = "application/json"
LOGIN_PAGE = "<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>"


class SimulatedHandler(RequestHandler):
    """Base of the handlers; subclasses answer through :meth:`reply` only."""

    SUPPORTED_METHODS = (*RequestHandler.SUPPORTED_METHODS, "LIST")
    service = ""
    token_header = ""

    def initialize(self, sim: Simulation) -> None:
        """Tornado's hook for the arguments of the route."""
        self.sim = sim
        self.shape: Fault | None = None
        self.swallow = False
        privileged = self.request.headers.get("x-vcc-privileged") == "True"
        self.entry = sim.log.open(self.service, str(self.request.method), self.request.path, privileged)

    async def prepare(self) -> None:
        """Let time pass, then apply the fault that hits this request."""
        fault = self.sim.faults.take(self.service, str(self.request.method), self.request.path)
        if fault is not None:
            self.entry["fault"] = fault.kind
            await _FAULTS[fault.kind](self, fault)
        self.sim.tick()

    def data_received(self, chunk: bytes) -> None:
        """Unused: bodies are small."""

    @property
    def token(self) -> str:
        """The access token of the request."""
        return (self.request.headers.get(self.token_header) or "").strip()

    async def reply(self, status: int, body: object = None) -> None:
        """Answer with JSON (bytes: JSON already; None: nothing), changed by the fault in force."""
        await self.respond(status, _encoded(body), _JSON)

    async def respond(self, status: int, text: bytes, content_type: str) -> None:
        """Answer with any text, changed by the fault in force."""
        if self.shape is None:
            self.send(status, text, content_type)
        elif self.shape.kind == "answer":
            self.send(int(self.shape.options.get("status", 200)), text, content_type)
        else:
            await self._send_broken(self.shape, status, text, content_type)

    def send(self, status: int, text: bytes, content_type: str = _JSON) -> None:
        """An ordinary answer."""
        self.entry["status"] = status
        self.set_status(status)
        if text:
            self.set_header("Content-Type", content_type)
            self.finish(text)
        else:
            self.clear_header("Content-Type")
            self.finish()

    def problem(self, message: str) -> object:
        """What an error body of this service looks like."""
        return {"message": message}

    def compute_etag(self) -> None:
        """None: hashing five megabytes with every poll would be the slowest part of the answer."""

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Errors Tornado finds by itself, in the shape of the API."""
        phrase = HTTPStatus(status_code).phrase
        self.send(status_code, json.dumps(self.problem(phrase)).encode())

    async def _send_broken(self, fault: Fault, status: int, text: bytes, content_type: str) -> None:
        self.entry["status"] = status
        stream = self.detach()
        self.sim.held.add(stream)
        head = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nContent-Type: {content_type}\r\n"
        head += f"Content-Length: {len(text)}\r\n\r\n"
        try:
            await stream.write(head.encode())
            if fault.kind == "truncate":
                await stream.write(text[: int(fault.options.get("bytes", len(text) // 2))])
            else:
                await _drip(stream, text, float(fault.options.get("bytes_per_second", 10)))
        except StreamClosedError:
            pass
        stream.close()
        self.sim.held.discard(stream)


def _encoded(body: object) -> bytes:
    if body is None or isinstance(body, bytes):
        return body or b""
    return json.dumps(body, ensure_ascii=False).encode()


async def _drip(stream: IOStream, text: bytes, rate: float) -> None:
    step = max(1, int(rate / 10))
    for start in range(0, len(text), step):
        await stream.write(text[start : start + step])
        await asyncio.sleep(step / rate)


async def _latency(handler: SimulatedHandler, fault: Fault) -> None:
    await asyncio.sleep(float(fault.options.get("seconds", 1)))


async def _status(handler: SimulatedHandler, fault: Fault) -> None:
    status, body = int(fault.options.get("status", 500)), fault.options.get("body")
    if "retry_after" in fault.options:
        handler.set_header("Retry-After", str(fault.options["retry_after"]))
    if isinstance(body, str):
        handler.send(status, body.encode(), str(fault.options.get("content_type", "text/plain")))
        return
    shown = body if body is not None else handler.problem(str(fault.options.get("message", "injected fault")))
    handler.send(status, json.dumps(shown).encode(), str(fault.options.get("content_type", _JSON)))


async def _cut(handler: SimulatedHandler, fault: Fault) -> None:
    stream = handler.detach()
    if fault.options.get("reset") and stream.socket is not None:
        stream.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    stream.close()


async def _html(handler: SimulatedHandler, fault: Fault) -> None:
    page = str(fault.options.get("body", LOGIN_PAGE))
    handler.send(int(fault.options.get("status", 200)), page.encode(), "text/html; charset=utf-8")


async def _oversize(handler: SimulatedHandler, fault: Fault) -> None:
    size = int(fault.options.get("bytes", 5_000_000))
    handler.send(int(fault.options.get("status", 500)), json.dumps(handler.problem("x" * size)).encode())


async def _hang(handler: SimulatedHandler, fault: Fault) -> None:
    stream, held = handler.detach(), handler.sim.held
    held.add(stream)
    stream.set_close_callback(lambda: held.discard(stream))


async def _redirect(handler: SimulatedHandler, fault: Fault) -> None:
    handler.set_header("Location", str(fault.options.get("location", "https://elsewhere.invalid/")))
    handler.send(int(fault.options.get("status", 302)), b"")


async def _shape(handler: SimulatedHandler, fault: Fault) -> None:
    handler.shape = fault


async def _swallow(handler: SimulatedHandler, fault: Fault) -> None:
    handler.swallow = True


async def _answer(handler: SimulatedHandler, fault: Fault) -> None:
    handler.shape = fault
    handler.swallow = not fault.options.get("work", True)


async def _expire(handler: SimulatedHandler, fault: Fault) -> None:
    handler.sim.accounts.expire(handler.token)


_FAULTS: dict[str, Callable[[SimulatedHandler, Fault], Awaitable[None]]] = {
    "latency": _latency,
    "status": _status,
    "cut": _cut,
    "html": _html,
    "oversize": _oversize,
    "hang": _hang,
    "truncate": _shape,
    "drip": _shape,
    "redirect": _redirect,
    "swallow": _swallow,
    "answer": _answer,
    "expire": _expire,
}


def json_object(body: bytes) -> dict[str, Any]:
    """A JSON object from a request body; raises ValueError."""
    data = json.loads(body or b"null")
    if not isinstance(data, dict):
        raise ValueError("not an object")
    return data


__all__ = ["HTTPError", "SimulatedHandler", "json_object"]
