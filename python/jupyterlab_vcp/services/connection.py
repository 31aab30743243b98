"""The connection to the controller: token in memory, clients, and what is known about both."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable

from jupyterlab_vcp.clients.controller import ControllerClient
from jupyterlab_vcp.clients.http import HttpClient, trust
from jupyterlab_vcp.clients.objects import Authority, ControllerVersion
from jupyterlab_vcp.clients.vault import VaultClient
from jupyterlab_vcp.core.configuration import Configuration, Problem
from jupyterlab_vcp.core.errors import GATEWAY, Code, VcpFailure
from jupyterlab_vcp.core.generation import Generation
from jupyterlab_vcp.core.settings import Settings
from jupyterlab_vcp.services.connection_state import (
    ConnectionState,
    Probe,
    SecretStore,
    Tls,
    TokenState,
    probe_problems,
    state_of,
)
from jupyterlab_vcp.services.files import Signature, signature
from jupyterlab_vcp.services.known_secrets import KnownSecrets
from jupyterlab_vcp.services.target import Found, Source, Target, Token, find_target, find_token, is_token

PROBE_SECONDS = 8.0
"""The page waits for the state of the connection, so it is shorter than the time-outs of ordinary requests."""
RETRY_SECONDS = 10.0
"""How long a controller that could not be asked is left alone."""


class ConnectionService:
    """Finds the settings, owns the token and the HTTP clients."""

    def __init__(self, settings: Settings, configuration: Callable[[], Configuration]) -> None:
        self._settings = settings
        self._configuration = configuration
        self._entered: Token | None = None
        self._forgotten = False
        self._known_secrets = KnownSecrets()
        self._clients: dict[tuple[Target, str, int, Signature], HttpClient] = {}
        self._controller: tuple[HttpClient, str, ControllerClient] | None = None
        self._probe: Probe | None = None
        self._probing = asyncio.Lock()

    # Settings and secrets

    def configuration(self) -> Configuration:
        """vcp_config.yml and vcp_flavor.yml as they are now."""
        return self._configuration()

    def found(self) -> Found:
        """The controller and how it was found, as of now."""
        return find_target(self._settings, self._configuration())

    def token(self) -> tuple[Token | None, tuple[Problem, ...]]:
        """The token in force: one that the user entered counts more than one that was configured."""
        if self._entered is not None:
            return self._entered, ()
        if self._forgotten:
            return None, ()
        token, problems = find_token(self._settings)
        if token is not None:
            self._known_secrets.in_force(token.value)
        return token, problems

    def secrets(self) -> Iterable[str]:
        """Everything that must not leave: tokens past and present, literal credentials, values that were stored."""
        self.token()
        return self._known_secrets.all() | self._configuration().secrets()

    def remember_secrets(self, values: Iterable[str]) -> None:
        """Have them masked from now on; for whoever is about to send them somewhere."""
        self._known_secrets.add(values)

    def former_token(self) -> str | None:
        """The last token of this session besides the present one."""
        token, _ = self.token()
        return self._known_secrets.former_token(token.value if token else None)

    # Clients

    def controller(self) -> ControllerClient:
        """The client for the token in force.

        :raises VcpFailure: ``not_configured``, ``no_token``, ``ca_missing``.
        """
        target, token = self._target(), self._require_token()
        http = self._http(target, target.host, target.port)
        if self._controller is None or self._controller[:2] != (http, token.value):
            client = ControllerClient(http, token.value, self._note_outcome)
            self._controller = (http, token.value, client)
        return self._controller[2]

    def address(self) -> str:
        """``host:port`` of the controller as of now; empty when none is configured."""
        target = self.found().target
        return f"{target.host}:{target.port}" if target else ""

    def controller_at(self, address: str) -> ControllerClient:
        """As :meth:`controller`, when that is still the one at ``address``.

        :raises VcpFailure: ``not_configured`` too: what belongs to one controller is not asked of another.
        """
        client, present = self.controller(), self.address()
        if present != address:
            message = f"This belongs to the controller {address}; {present} is configured now."
            raise VcpFailure("not_configured", message)
        return client

    def prober(self) -> ControllerClient:
        """A client for the liveness probe, which works without a token too."""
        target, (token, _) = self._target(), self.token()
        return ControllerClient(self._http(target, target.host, target.port), token.value if token else "")

    def vault(self) -> VaultClient:
        """The secret store with the token in force; fails as :meth:`controller` does, and as :meth:`vault_of`."""
        self._target()
        return self.vault_of(self._require_token().value)

    def vault_of(self, token: str) -> VaultClient:
        """The secret store as another token sees it.

        :raises VcpFailure: ``not_configured``, ``ca_missing``, ``vault_failed`` when its address cannot be used.
        """
        target = self._target()
        if target.store is None:
            fault = next(each for each in self.found().problems if each.code == "vault_address")
            raise VcpFailure("vault_failed", fault.message, path=fault.path)
        return VaultClient(self._http(target, target.store.host, target.store.port), token, target.store.folder)

    def _target(self) -> Target:
        found = self.found()
        if found.target is None:
            first = next(each for each in found.problems if each.severity == "error")
            code: Code = "config_broken" if first.code == "config_broken" else "not_configured"
            raise VcpFailure(code, first.message, path=first.path)
        return found.target

    def _require_token(self) -> Token:
        token, problems = self.token()
        if token is None:
            reason = problems[0].message if problems else "There is no access token. Enter one."
            raise VcpFailure("no_token", reason, path=problems[0].path if problems else None)
        return token

    def _http(self, target: Target, host: str, port: int) -> HttpClient:
        # A CA file that was mended in its place counts at once; the connection check reads it anew, too.
        key = (target, host, port, signature([target.ca_file] if target.ca_file else []))
        if key not in self._clients:
            context = trust(target.ca_file, target.verify)
            self._clients[key] = HttpClient(host, port, context, self._settings.limits)
        return self._clients[key]

    async def aclose(self) -> None:
        """Close all connections."""
        clients, self._clients, self._controller = list(self._clients.values()), {}, None
        for client in clients:
            await client.aclose()

    # Token

    async def set_token(self, value: str) -> ConnectionState:
        """Take a token once the controller has accepted it; the one in force stays when it does not.

        :raises VcpFailure: ``token_refused``, or why the controller could not be asked.
        """
        value = value.strip()
        if not is_token(value):
            raise VcpFailure("bad_request", "An access token is one word of ASCII characters.", path="token")
        target = self._target()
        self._known_secrets.add([value])
        probe = await self._ask(target, value)
        if probe.failure is not None:
            raise probe.failure
        self._entered, self._forgotten, self._probe = Token(value, Source("dialog")), False, probe
        self._known_secrets.in_force(value)
        return await self.state()

    async def forget_token(self) -> ConnectionState:
        """Forget the token, whatever its source; a configured one comes back only with a restart."""
        self.token()
        self._entered, self._forgotten, self._controller, self._probe = None, True, None, None
        return await self.state()

    def ask_anew(self) -> None:
        """Let the next look at the state ask the controller, whatever is known about it."""
        self._probe = None

    def _note_outcome(self, code: Code | None) -> None:
        """An ordinary call went in a way that makes doubtful what is known: the next look asks anew.

        A controller that is known to be away keeps its pause, or every call that fails would cause one more question.
        """
        if self._probe is None:
            return
        away = code == "timeout" or code in GATEWAY
        back = code is None and not self._probe.lasting
        if code == "token_refused" or back or (away and self._probe.lasting):
            self._probe = None

    # State

    async def state(self) -> ConnectionState:
        """What is known; asks the controller once per token, and again after it has not answered somebody."""
        found, configuration = self.found(), self._configuration()
        token, token_problems = self.token()
        probe = await self._known(found.target, token) if found.target and token else None
        problems = (*found.problems, *token_problems)
        return ConnectionState(
            state=state_of(found, token, probe),
            host=found.target.host if found.target else None,
            port=found.port,
            name=configuration.name,
            host_source=found.host_source,
            tls=Tls(self._settings.verify, found.ca_source),
            token=TokenState(token is not None, token.source if token else Source("none")),
            authority=probe.authority if probe else None,
            controller=probe.controller if probe else None,
            secret_store=SecretStore(found.store.url if found.store else None, found.store_source),
            config_dir=str(configuration.directory) if configuration.directory else None,
            problems=(*problems, *probe_problems(probe, problems)),
        )

    async def version(self) -> ControllerVersion | None:
        """The controller's version, when the controller can be asked."""
        return (await self.state()).controller

    async def generation(self) -> Generation | None:
        """The controller's generation, as far as its version tells it."""
        version = await self.version()
        return version.generation if version else None

    def known_generation(self) -> Generation | None:
        """As :meth:`generation`, as far as it is known without asking."""
        probe, target = self._probe, self.found().target
        return probe.controller.generation if probe and probe.controller and probe.target == target else None

    async def _known(self, target: Target, token: Token) -> Probe:
        async with self._probing:
            probe = self._probe
            fresh = probe is not None and (probe.lasting or time.monotonic() - probe.at < RETRY_SECONDS)
            if probe is None or not fresh or (probe.target, probe.token) != (target, token.value):
                probe = self._probe = await self._ask(target, token.value)
            return probe

    async def _ask(self, target: Target, token: str) -> Probe:
        """Who the token is, and the controller's versions; failures become part of the answer."""
        authority: Authority | None = None
        controller: ControllerVersion | None = None
        failure: VcpFailure | None = None
        try:
            client = ControllerClient(self._http(target, target.host, target.port), token)
            async with asyncio.timeout(PROBE_SECONDS):
                authority = await client.authority()
                controller = await client.version()
        except VcpFailure as error:
            failure = error
        except TimeoutError:
            failure = VcpFailure("timeout", f"{target.host}:{target.port} did not answer in time.")
        # A controller that says who we are but not its version is still good for work.
        known = authority is not None
        return Probe(target, token, time.monotonic(), authority, controller, None if known else failure)
