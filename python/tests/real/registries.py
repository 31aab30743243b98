"""The registries under test, simulated and real: the same content behind each, and a client that knows the account."""

from __future__ import annotations

import base64
import re
import ssl
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import trustme

from jupyterlab_vcp.demo.registry import login
from tests.demo.support import running as simulation

from .registry_content import everything, push
from .registry_program import needed, program, running
from .token_server import token_server

HTPASSWD = f"{login.USER}:$2y$05$abcdefghijklmnopqrstuuuz5S90RyXTkJKxwtzRCMvSaZUth9ws.\n"
"""The demo's account, as ``htpasswd -B`` writes it: registries take no other form."""
_BASIC = "Basic " + base64.b64encode(f"{login.USER}:{login.PASSWORD}".encode()).decode()


class Account(httpx.Auth):
    """Does what a challenge asks for: Basic, or a token of the realm that it names."""

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Ask, read the challenge, ask again."""
        response = yield request
        scheme, _, told = response.headers.get("www-authenticate", "").partition(" ")
        if scheme == "Basic":
            request.headers["Authorization"] = _BASIC
            yield request
        elif scheme == "Bearer":
            fields = dict(re.findall(r'(\w+)="([^"]*)"', told))
            asked = {key: fields[key] for key in ("service", "scope") if key in fields}
            tokens = yield httpx.Request("GET", fields["realm"], params=asked, headers={"Authorization": _BASIC})
            tokens.read()
            request.headers["Authorization"] = f"Bearer {tokens.json()['token']}"
            yield request


@dataclass(frozen=True)
class Server:
    """A registry that answers."""

    url: str
    version: int
    """Of distribution, or the one that is simulated."""
    login: str = "none"
    cache: bool = False
    ca_file: Path | None = None
    cut: Callable[[], object] = field(default=lambda: None)
    """Takes the registry behind a cache away."""

    def client(self, account: bool = True) -> httpx.Client:
        """One that logs in when it is asked to."""
        trust: ssl.SSLContext | bool = True
        if self.ca_file is not None:
            trust = ssl.create_default_context(cafile=str(self.ca_file))
        auth = Account() if account else None
        return httpx.Client(base_url=self.url, verify=trust, auth=auth, timeout=30, trust_env=False)


def plain_client(port: int) -> httpx.Client:
    """For a registry of this machine without a login."""
    return httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False)


@dataclass(frozen=True)
class Place:
    """Where the registries of a test run keep their files."""

    folder: Path

    def filled(self, version: int) -> Path:
        """A storage folder with all images, which both versions read; pushed once, by the version that is here."""
        storage = self.folder / "storage"
        writer = version if program(2) is None else 2
        needed(version)
        if not storage.exists():
            with running(writer, self.folder / "filling", storage) as port, plain_client(port) as http:
                push(http, everything())
        return storage


@contextmanager
def simulated(place: Path, version: int, how: str = "none", cache: bool = False) -> Iterator[Server]:
    """A registry of the demo with all images."""
    with simulation(place, generation="25" if version == 2 else "26.10") as demo:
        name = "registry" if cache or version == 2 else "registry_user"
        registry = demo.sim.registries[name]
        registry.make = everything
        registry.restore()
        registry.set("login", how)
        url = demo.services.info()["registries"]["official" if name == "registry" else "user"]
        yield Server(url, version, how, cache, cut=partial(registry.set, "upstream", "off"))


@contextmanager
def real(
    place: Place, folder: Path, version: int, more: Mapping[str, Any] | None = None, how: str = "none"
) -> Iterator[Server]:
    """A program of distribution with all images."""
    with running(version, folder, place.filled(version), more) as port:
        yield Server(f"http://127.0.0.1:{port}", version, how)


@contextmanager
def _real_basic(place: Place, folder: Path, version: int) -> Iterator[Server]:
    folder.mkdir()
    file = folder / "htpasswd"
    file.write_text(HTPASSWD)
    auth = {"htpasswd": {"realm": "basic-realm", "path": str(file)}}
    with real(place, folder, version, {"auth": auth}, "basic") as server:
        yield server


@contextmanager
def _real_bearer(place: Place, folder: Path, version: int) -> Iterator[Server]:
    folder.mkdir()
    with token_server(folder) as auth, real(place, folder, version, {"auth": auth}, "bearer") as server:
        yield server


@contextmanager
def _real_tls(place: Place, folder: Path, version: int) -> Iterator[Server]:
    folder.mkdir()
    authority = trustme.CA()
    certificate = authority.issue_cert("127.0.0.1")
    chain, key, ca_file = folder / "chain.pem", folder / "key.pem", folder / "ca.pem"
    chain.write_bytes(b"".join(each.bytes() for each in certificate.cert_chain_pems))
    key.write_bytes(certificate.private_key_pem.bytes())
    ca_file.write_bytes(authority.cert_pem.bytes())
    tls = {"http": {"tls": {"certificate": str(chain), "key": str(key)}}}
    with running(version, folder, place.filled(version), tls) as port:
        yield Server(f"https://127.0.0.1:{port}", version, ca_file=ca_file)


@contextmanager
def _real_cache(place: Place, folder: Path) -> Iterator[Server]:
    with ExitStack() as stack:
        upstream = ExitStack()
        stack.push(upstream)
        behind = upstream.enter_context(running(3, folder / "upstream", place.filled(3)))
        proxy = {"proxy": {"remoteurl": f"http://127.0.0.1:{behind}"}}
        port = stack.enter_context(running(3, folder / "cache", folder / "cached", proxy))
        yield Server(f"http://127.0.0.1:{port}", 3, cache=True, cut=upstream.close)


Start = Callable[[Place, Path], AbstractContextManager[Server]]

SIMULATED: dict[str, Start] = {
    "simulated 2": lambda place, folder: simulated(folder, 2),
    "simulated 3": lambda place, folder: simulated(folder, 3),
    "simulated 2 basic": lambda place, folder: simulated(folder, 2, "basic"),
    "simulated 3 basic": lambda place, folder: simulated(folder, 3, "basic"),
    "simulated 3 bearer": lambda place, folder: simulated(folder, 3, "bearer"),
    "simulated 3 cache": lambda place, folder: simulated(folder, 3, cache=True),
}
REAL: dict[str, Start] = {
    "docker-registry 2": lambda place, folder: real(place, folder, 2),
    "registry 3": lambda place, folder: real(place, folder, 3),
    "docker-registry 2 basic": lambda place, folder: _real_basic(place, folder, 2),
    "registry 3 basic": lambda place, folder: _real_basic(place, folder, 3),
    "registry 3 bearer": lambda place, folder: _real_bearer(place, folder, 3),
    "registry 3 cache": _real_cache,
    "docker-registry 2 tls": lambda place, folder: _real_tls(place, folder, 2),
    "registry 3 tls": lambda place, folder: _real_tls(place, folder, 3),
}
ALL = {**SIMULATED, **REAL}
PAIRS = [(f"simulated {name.partition(' ')[2]}", name) for name in REAL if f"simulated {name.partition(' ')[2]}" in ALL]
"""Each simulated registry with the real one that it has to be like."""


class Fleet:
    """Registries that are started when a test first asks for them and stay until the end."""

    def __init__(self, folder: Path) -> None:
        self._place = Place(folder)
        self._stack = ExitStack()
        self._started: dict[str, Server] = {}

    def __getitem__(self, name: str) -> Server:
        """The registry of that name; skips the test when its program is not here."""
        if name not in self._started:
            self._started[name] = self.fresh(self._stack, name)
        return self._started[name]

    def fresh(self, stack: ExitStack, name: str) -> Server:
        """One of its own, until the stack is closed."""
        folder = self._place.folder / f"{name} {len(list(self._place.folder.iterdir()))}"
        if name in SIMULATED:
            folder.mkdir()
        return stack.enter_context(ALL[name](self._place, folder))

    def close(self) -> None:
        """Stop all of them."""
        self._stack.close()
