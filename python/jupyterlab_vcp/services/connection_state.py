"""What is known about the connection: the schema Connection, and the answer of the controller behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jupyterlab_vcp.clients.objects import Authority, ControllerVersion
from jupyterlab_vcp.core.configuration import Problem
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.services.target import Found, Source, Target, Token

State = Literal["not_configured", "no_token", "token_refused", "unreachable", "ready"]


@dataclass(frozen=True)
class Tls:
    """What certificates are checked against."""

    verify: bool
    ca: Source


@dataclass(frozen=True)
class TokenState:
    """Whether there is a token; never which."""

    present: bool
    source: Source


@dataclass(frozen=True)
class SecretStore:
    """Where the secret store is; None while neither an address nor a host is known."""

    url: str | None
    source: Source


@dataclass(frozen=True)
class ConnectionState:
    """The schema Connection."""

    state: State
    host: str | None
    port: int
    name: str | None
    host_source: Source
    tls: Tls
    token: TokenState
    authority: Authority | None
    controller: ControllerVersion | None
    secret_store: SecretStore
    config_dir: str | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Probe:
    """What the controller said about a token, and when."""

    target: Target
    token: str
    at: float
    authority: Authority | None = None
    controller: ControllerVersion | None = None
    failure: VcpFailure | None = None

    @property
    def lasting(self) -> bool:
        """A token that was judged stays so; a controller that did not answer may come back."""
        return self.failure is None or self.failure.code == "token_refused"


def state_of(found: Found, token: Token | None, probe: Probe | None) -> State:
    """The one word for everything that was found."""
    if found.target is None:
        return "not_configured"
    if token is None or probe is None:
        return "no_token"
    if probe.failure is None:
        return "ready"
    return "token_refused" if probe.failure.code == "token_refused" else "unreachable"


def probe_problems(probe: Probe | None, known: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The failure of the probe as a problem, unless the settings already explain it."""
    if probe is None or probe.failure is None:
        return ()
    failure = probe.failure
    if failure.code in {each.code for each in known}:
        return ()
    code = failure.code if failure.code in ("token_refused", "ca_missing") else "unreachable"
    return (Problem(code, failure.message, "error", failure.path),)
