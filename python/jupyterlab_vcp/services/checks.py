"""The connection check: stage by stage until one fails, with the cause in plain words."""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from jupyterlab_vcp.clients.http import trust
from jupyterlab_vcp.clients.objects import Authority, ControllerVersion
from jupyterlab_vcp.core.configuration import Problem
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.services.connection import ConnectionService
from jupyterlab_vcp.services.credentials import ProviderCredentials, check_credentials
from jupyterlab_vcp.services.providers import ProviderCatalog
from jupyterlab_vcp.services.target import Target

Stage = Literal["config", "name", "tcp", "tls", "http", "token", "role", "vault"]
Status = Literal["ok", "warning", "failed", "skipped"]
STAGES: tuple[Stage, ...] = ("config", "name", "tcp", "tls", "http", "token", "role", "vault")


@dataclass(frozen=True)
class StageReport:
    """How one stage went."""

    stage: Stage
    status: Status
    code: str | None = None
    message: str = ""
    detail: str = ""
    milliseconds: float = 0.0


@dataclass(frozen=True)
class ConnectionReport:
    """The schema ConnectionReport."""

    stages: tuple[StageReport, ...]
    providers: tuple[ProviderCredentials, ...]
    problems: tuple[Problem, ...]


@dataclass
class _Walk:
    """What the stages find out for the ones after them."""

    target: Target | None = None
    authority: Authority | None = None
    vault_works: bool = False


class CheckService:
    """Runs the stages; every one has a time limit, so the report comes in any case."""

    def __init__(
        self, connection: ConnectionService, catalog: Callable[[], ProviderCatalog], stage_seconds: float = 10.0
    ) -> None:
        self._connection = connection
        self._catalog = catalog
        self._seconds = stage_seconds

    async def run(self) -> ConnectionReport:
        """All stages. After a failure the rest is skipped; a secret store that fails fails alone."""
        walk = _Walk()
        actions: Mapping[Stage, Callable[[_Walk], Awaitable[StageReport]]] = {
            "config": self._config, "name": self._name, "tcp": self._tcp, "tls": self._tls, "http": self._http,
            "token": self._token, "role": self._role, "vault": self._vault,
        }  # fmt: skip
        reports: list[StageReport] = []
        for stage in STAGES:
            if any(each.status == "failed" for each in reports):
                reports.append(StageReport(stage, "skipped"))
                continue
            reports.append(await self._timed(stage, actions[stage], walk))
        found, configuration = self._connection.found(), self._connection.configuration()
        providers = await check_credentials(
            self._catalog(),
            configuration,
            await self._version() if walk.authority else None,
            self._connection.vault() if walk.vault_works else None,
            self._seconds,
        )
        # The page asks for the state next; it must not contradict the report that the user has just read.
        self._connection.ask_anew()
        _, token_problems = self._connection.token()
        return ConnectionReport(tuple(reports), providers, (*found.problems, *token_problems))

    async def _version(self) -> ControllerVersion | None:
        try:
            async with asyncio.timeout(self._seconds):
                return await self._connection.controller().version()
        except (VcpFailure, TimeoutError):
            return None

    async def _timed(self, stage: Stage, action: Callable[[_Walk], Awaitable[StageReport]], walk: _Walk) -> StageReport:
        start = time.monotonic()
        try:
            async with asyncio.timeout(self._seconds):
                report = await action(walk)
        except VcpFailure as failure:
            report = StageReport(stage, "failed", failure.code, failure.message, failure.upstream_message or "")
        except TimeoutError:
            report = StageReport(stage, "failed", "timeout", f"No answer within {self._seconds:g} seconds.")
        return replace(report, milliseconds=round((time.monotonic() - start) * 1000, 1))

    async def _config(self, walk: _Walk) -> StageReport:
        found = self._connection.found()
        walk.target = found.target
        worst = min(found.problems, key=lambda each: each.severity != "error", default=None)
        code, text = (worst.code, worst.message) if worst else (None, "")
        if found.target is None:
            return StageReport("config", "failed", code, text)
        detail = f"{found.target.host}:{found.port} ({found.host_source.name or found.host_source.kind})"
        return StageReport("config", "warning" if worst else "ok", code, text, detail)

    async def _name(self, walk: _Walk) -> StageReport:
        target = _known(walk.target)
        loop = asyncio.get_running_loop()
        try:
            addresses = await loop.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            text = f"The name {target.host} cannot be resolved. Check its spelling, DNS and VPN."
            return StageReport("name", "failed", "name_failed", text)
        return StageReport("name", "ok", detail=", ".join(dict.fromkeys(str(each[4][0]) for each in addresses)))

    async def _tcp(self, walk: _Walk) -> StageReport:
        target = _known(walk.target)
        try:
            _, writer = await asyncio.open_connection(target.host, target.port)
        except OSError as error:
            text = f"Nothing accepts connections at {target.host}:{target.port}. Check port, firewall and VPN."
            return StageReport("tcp", "failed", "unreachable", text, error.strerror or "")
        peer = writer.get_extra_info("peername")
        writer.close()
        return StageReport("tcp", "ok", detail=f"{peer[0]}:{peer[1]}")

    async def _tls(self, walk: _Walk) -> StageReport:
        target = _known(walk.target)
        context = trust(target.ca_file, target.verify)
        try:
            _, writer = await asyncio.open_connection(target.host, target.port, ssl=context)
        except ssl.SSLCertVerificationError as error:
            text = "The controller's certificate is not trusted. Set VcpExtension.ca_file or REQUESTS_CA_BUNDLE."
            return StageReport("tls", "failed", "tls_failed", text, error.verify_message)
        except (ssl.SSLError, OSError) as error:
            text = f"{target.host}:{target.port} does not speak TLS. Check the port."
            return StageReport("tls", "failed", "tls_failed", text, str(error))
        version = writer.get_extra_info("ssl_object").version()
        writer.close()
        if not target.verify:
            return StageReport("tls", "warning", "verification_off", "Certificates are not checked.", version)
        return StageReport("tls", "ok", detail=version)

    async def _http(self, walk: _Walk) -> StageReport:
        """The SDK's own probe; its body means nothing, and whether it needs a token is not public."""
        status = await self._connection.prober().alive()
        if status == 404 or status >= 500:
            text = f"Something answers with HTTP {status}, but not as a VC Controller. Check host and port."
            return StageReport("http", "failed", "not_understood", text)
        return StageReport("http", "ok", detail=f"HTTP {status}")

    async def _token(self, walk: _Walk) -> StageReport:
        walk.authority = await self._connection.controller().authority()
        return StageReport("token", "ok", detail=walk.authority.user)

    async def _role(self, walk: _Walk) -> StageReport:
        if walk.authority is None:
            return StageReport("role", "skipped")
        detail = f"{walk.authority.role}, {walk.authority.user_role}"
        if walk.authority.role == "readonly":
            text = "The access token may only read: nothing can be created, changed or deleted with it."
            return StageReport("role", "warning", "readonly_token", text, detail)
        return StageReport("role", "ok", detail=detail)

    async def _vault(self, walk: _Walk) -> StageReport:
        address = self._connection.found().store
        await self._connection.vault().probe()
        walk.vault_works = True
        return StageReport("vault", "ok", detail=address.url if address else "")


def _known(target: Target | None) -> Target:
    """The target that the first stage found."""
    if target is None:
        raise VcpFailure("not_configured", "No controller is configured.")
    return target
