"""A simulation that runs in a thread with a frozen clock, and a client for it."""

from __future__ import annotations

import asyncio
import base64
import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from jupyterlab_vcp.demo.certs import Certificates
from jupyterlab_vcp.demo.cli import SERVICES
from jupyterlab_vcp.demo.clock import Clock
from jupyterlab_vcp.demo.controller.table import PLUGINS
from jupyterlab_vcp.demo.generations import DEFAULT, GENERATIONS
from jupyterlab_vcp.demo.samples import Sample, sample_cci
from jupyterlab_vcp.demo.services import Services
from jupyterlab_vcp.demo.simulation import Setup, Simulation

NOON = 1_790_000_000.0
BOTH_GENERATIONS = pytest.mark.parametrize("shared", sorted(GENERATIONS), indirect=True, scope="session")
"""For modules whose tests hold for every generation."""


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def group_cci(name: str, kind: str = "compute") -> str:
    return f'\n- vc:\n    cci_version: "25.10.0"\n    type: {kind}\n    description: "{name}"\n    name: {name}'


def unit_cci(name: str, plugin: str = "aws", count: int = 1, addresses: list[str] | None = None) -> str:
    text = sample_cci(Sample(name, plugin, count), GENERATIONS[DEFAULT])
    if PLUGINS[plugin].needs_ip and addresses is None:
        addresses = [f"192.168.0.{10 + index}" for index in range(count)]
    return text.replace("ip_address_list: []", f"ip_address_list: {addresses or []}")


class Api:
    """The simulation as one user sees it; time stands still unless told otherwise."""

    def __init__(self, running: Running, label: str = "regular", privileged: bool = False) -> None:
        self.running = running
        headers = {"x-vcc-access-token": running.tokens.get(label, label), "Content-Type": "application/json"}
        if privileged:
            headers["x-vcc-privileged"] = "True"
        self.http = httpx.Client(verify=running.tls, headers=headers, timeout=10)

    def close(self) -> None:
        self.http.close()

    def call(self, method: str, path: str, body: object = None, **options: Any) -> httpx.Response:
        if body is None and method not in ("GET", "HEAD"):
            body = {}
        content = None if body is None else json.dumps(body)
        return self.http.request(method, self.running.url + path, content=content, **options)

    def get(self, path: str) -> Any:
        reply = self.call("GET", path)
        assert reply.status_code == 200, reply.text
        return reply.json()

    def ok(self, method: str, path: str, body: object = None) -> Any:
        reply = self.call(method, path, body)
        assert reply.status_code == 202, reply.text
        return reply.json()

    def refused(self, status: int, method: str, path: str, body: object = None) -> str:
        reply = self.call(method, path, body)
        assert reply.status_code == status, (reply.status_code, reply.text)
        return str(reply.json()["message"])

    def group(self, name: str = "g", kind: str = "compute") -> str:
        return str(self.ok("POST", "/vcs", {"cci": b64(group_cci(name, kind))})["vcid"])

    def add_unit(self, vcid: str, name: str = "u", plugin: str = "aws", count: int = 1, **more: Any) -> None:
        text = unit_cci(name, plugin, count, **more)
        self.ok("POST", f"/vcs/{vcid}", {"info": b64(text), "unit_name": name})

    def unit(self, name: str = "g", plugin: str = "aws", count: int = 1, **more: Any) -> str:
        """A group with a unit ``u`` that has come up; the path of the unit."""
        vcid = self.group(name, "storage" if PLUGINS[plugin].storage else "compute")
        self.add_unit(vcid, "u", plugin, count, **more)
        self.running.settle()
        return f"/vcs/{vcid}/u"

    def node(self, unit: str, index: int = 0) -> str:
        """The path of a node or disk."""
        data = self.get(unit)
        member = data.get("node", data.get("disk"))[index]
        return f"{unit}/{member.get('node_id', member.get('disk_id'))}"


class Running:
    """The servers in a thread."""

    def __init__(self, folder: Path, scenario: str, nodes: int, generation: str) -> None:
        self.sim = Simulation(Setup(scenario, nodes, 1.0, 7, generation), Clock(1.0, lambda: NOON))
        certificates = Certificates(folder)
        self.tls = ssl.create_default_context(cafile=str(certificates.ca_file))
        self.services = Services(self.sim, certificates, folder)
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self.loop).result(10)
        info = self.services.info()
        self.url, self.vault, self.control_url = info["controller"]["url"], info["vault"]["url"], info["control"]["url"]
        self.tokens = self.sim.accounts.by_label
        self.plain = httpx.Client(timeout=10)

    async def _start(self) -> None:
        for name, app, tls in SERVICES:
            self.services.start(name, app(self.services), tls)

    def control(self, method: str, path: str, body: object = None) -> Any:
        reply = self.plain.request(method, self.control_url + path, content=json.dumps(body or {}))
        assert reply.status_code == 200, reply.text
        return reply.json()

    def settle(self) -> None:
        """Jump to the end of all work."""
        self.control("POST", "/advance", {"all": True})

    def advance(self, seconds: float) -> None:
        self.control("POST", "/advance", {"seconds": seconds})

    def fault(self, kind: str, path: str = "", method: str = "", count: int | None = None, **options: Any) -> None:
        match = {"path": path, "method": method}
        self.control("POST", "/faults", {"match": match, "count": count, "fault": {"kind": kind, **options}})

    def requests(self) -> list[dict[str, Any]]:
        return list(self.control("GET", "/requests")["requests"])

    async def _stop(self) -> None:
        await self.services.stop()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def stop(self) -> None:
        self.plain.close()
        asyncio.run_coroutine_threadsafe(self._stop(), self.loop).result(10)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)
        self.loop.close()


@contextmanager
def running(folder: Path, scenario: str = "empty", nodes: int = 100, generation: str = DEFAULT) -> Iterator[Running]:
    services = Running(folder, scenario, nodes, generation)
    try:
        yield services
    finally:
        services.stop()
