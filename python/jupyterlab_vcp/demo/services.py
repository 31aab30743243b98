"""Starts and stops the servers, each on its own port of 127.0.0.1."""

from __future__ import annotations

import json
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from jupyterlab_vcp.demo.certs import Certificates
from jupyterlab_vcp.demo.simulation import Simulation

ADDRESS = "127.0.0.1"


@dataclass
class Server:
    """One service."""

    app: Application
    port: int
    context: ssl.SSLContext | None
    http: HTTPServer | None = None
    certificate: str = "good"


class Ports:
    """Which service listens where, remembered in a folder from start to start."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "ports.json"
        self._wanted: dict[str, int] = {}
        self._reserved: dict[str, list[socket.socket]] = {}
        if self._file.exists():
            self._wanted = json.loads(self._file.read_text(encoding="utf-8"))

    def reserve(self, name: str, port: int | None = None) -> int:
        """Bind the port of a service before the service is there, and say which one it is."""
        self._reserved[name] = self._bind(name, port)
        return int(self._reserved[name][0].getsockname()[1])

    def take(self, name: str, port: int | None = None) -> list[socket.socket]:
        """Sockets on the given port, else on the one the service had before, else on any."""
        return self._reserved.pop(name, None) or self._bind(name, port)

    def _bind(self, name: str, port: int | None) -> list[socket.socket]:
        return _bind(port) if port else _bind_again(self._wanted.get(name, 0))

    def save(self, ports: dict[str, int]) -> None:
        """Remember the ports for the next start on the same folder."""
        self._file.write_text(json.dumps(ports), encoding="utf-8")


class Services:
    """All servers of one simulation."""

    def __init__(self, sim: Simulation, certificates: Certificates, folder: Path, ports: Ports | None = None) -> None:
        self.sim = sim
        self.certificates = certificates
        self.servers: dict[str, Server] = {}
        self._ports = ports or Ports(folder)

    def start(self, name: str, app: Application, tls: bool, port: int | None = None) -> int:
        """Start a service on the given port, else on the one it had before, else on any."""
        context = self.certificates.context() if tls else None
        sockets = self._ports.take(name, port)
        server = Server(app, sockets[0].getsockname()[1], context)
        self.servers[name] = server
        self._open(server, sockets)
        return server.port

    def save_ports(self) -> None:
        """Remember the ports for the next start on the same folder."""
        self._ports.save({name: server.port for name, server in self.servers.items()})

    def _open(self, server: Server, sockets: list[socket.socket]) -> None:
        server.http = HTTPServer(server.app, ssl_options=server.context)
        server.http.add_sockets(sockets)

    async def listen(self, name: str, on: bool) -> None:
        """Refuse connections to a service, or take them again on the same port."""
        server = self.servers[name]
        if on and server.http is None:
            self._open(server, _bind(server.port))
        elif not on and server.http is not None:
            http, server.http = server.http, None
            http.stop()
            await http.close_all_connections()

    async def restore(self) -> None:
        """Listen everywhere, with good certificates."""
        for name, server in self.servers.items():
            await self.listen(name, True)
            if server.certificate != "good":
                self.certificate(name, "good")

    def certificate(self, name: str, kind: str) -> None:
        """Swap the certificate of a service for the connections to come."""
        server = self.servers[name]
        if server.context is None:
            raise ValueError(f"{name} has no certificate")
        self.certificates.swap(server.context, kind)
        server.certificate = kind

    async def stop(self) -> None:
        """Close everything."""
        self.sim.let_go()
        for name in self.servers:
            await self.listen(name, False)

    def info(self) -> dict[str, Any]:
        """Where the services are."""
        ports = {name: server.port for name, server in self.servers.items()}
        store = ADDRESS if self.sim.world.generation.own_store_address else "localhost"
        return {
            "controller": {
                "host": "localhost",
                "port": ports["controller"],
                "url": f"https://localhost:{ports['controller']}/vcp/v1/occtr",
            },
            "vault": {"url": f"https://{store}:{ports['vault']}", "port": ports["vault"]},
            "registries": {
                name: f"http://{ADDRESS}:{ports[service]}"
                for name, service in (("official", "registry"), ("user", "registry_user"), ("harbor", "harbor"))
            },
            "control": {"url": f"http://{ADDRESS}:{ports['control']}"},
        }


def _bind(port: int) -> list[socket.socket]:
    return bind_sockets(port, ADDRESS, family=socket.AF_INET)


def _bind_again(port: int) -> list[socket.socket]:
    try:
        return _bind(port)
    except OSError:
        return _bind(0)
