"""Tokens for registries (registry-api.md 4, "Bearer"): from the server that a challenge names, kept until they end."""

from __future__ import annotations

import asyncio
import base64
import re
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from urllib.parse import urlencode

from jupyterlab_vcp.clients.http import Reply
from jupyterlab_vcp.clients.origins import Origins
from jupyterlab_vcp.clients.registry_failures import failure, failure_of
from jupyterlab_vcp.clients.upstream import parse_json
from jupyterlab_vcp.core.challenge import Challenge
from jupyterlab_vcp.core.errors import Code, VcpFailure
from jupyterlab_vcp.core.shape import as_integer, as_map, as_text
from jupyterlab_vcp.core.web_address import Origin, WebAddress, parse_address

DEFAULT_LIFETIME = 60
"""Seconds that a token lasts whose server does not say."""
_MARGIN = 10.0
"""Seconds before its end from which on a token is not used: it has to last until the registry has read it."""
_LARGEST_ANSWER = 1024 * 1024
_MOST_TOKENS = 1024
_TOKEN = re.compile(r"[!-~]{1,65536}")


@dataclass(frozen=True)
class Account:
    """Who logs in at a registry."""

    user: str
    password: str = field(repr=False)

    @property
    def basic(self) -> str:
        """The value of a header ``Authorization``."""
        return "Basic " + base64.b64encode(f"{self.user}:{self.password}".encode()).decode()


@dataclass(frozen=True)
class _Key:
    realm: str
    service: str
    scope: str


class RegistryTokens:
    """Tokens of one registry.

    The account goes to the registry's own origin, to its host over HTTPS, and to the hosts that the configuration names
    (``token_hosts``: ``host`` or ``host:port``). Where the token server is, is a word of the registry: at any other
    host a token is asked for without the account, and never over plain HTTP when the registry has HTTPS.
    """

    def __init__(
        self,
        origins: Origins,
        registry: Origin,
        account: Account | None,
        token_hosts: Collection[str] = (),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._origins = origins
        self._registry = registry
        self._account = account
        self._token_hosts = frozenset(host.lower() for host in token_hosts)
        self._clock = clock
        self._tokens: dict[_Key, tuple[str, float]] = {}
        self._asking: dict[_Key, asyncio.Lock] = {}

    def known(self, challenge: Challenge) -> str | None:
        """A token for a challenge that lasts long enough to be used."""
        token, end = self._tokens.get(_key(challenge), ("", 0.0))
        return token if token and self._clock() < end else None

    async def token(self, challenge: Challenge, refused: str | None) -> tuple[str, bool]:
        """A token, and whether it is a new one.

        :param refused: the token that the registry has just refused; it is not given again.
        :raises VcpFailure: ``login_needed``, ``login_refused``, or why the token server gave none.
        """
        key = _key(challenge)
        # Six rows are asked for at once; one token serves all of them.
        async with self._asking.setdefault(key, asyncio.Lock()):
            known = self.known(challenge)
            if known is not None and known != refused:
                return known, False
            self._tokens.pop(key, None)
            # Before, so that servers that fail leave nothing behind.
            self._forget_some()
            token, lifetime = await self._ask(key)
            self._tokens[key] = (token, self._clock() + max(0.0, lifetime - _MARGIN))
            return token, True

    async def _ask(self, key: _Key) -> tuple[str, float]:
        realm = self._realm(key)
        account = self._account if self._trusted(realm.origin) else None
        query = [("service", key.service)] if key.service else []
        query += [("scope", scope) for scope in key.scope.split()]
        query += [("account", account.user)] if account else []
        path = realm.path + ("&" if "?" in realm.path else "?") + urlencode(query) if query else realm.path
        headers = {"Accept": "application/json"} | ({"Authorization": account.basic} if account else {})
        reply = await self._origins.to(realm.origin).read(path, headers, _LARGEST_ANSWER)
        if reply.status in (401, 403):
            raise self._refusal(reply, realm.origin, account)
        return _read(reply, realm.origin.address)

    def _realm(self, key: _Key) -> WebAddress:
        realm = parse_address(key.realm)
        if realm is None:
            message = f"{self._registry.address} names a token server whose address cannot be used."
            raise VcpFailure("not_understood", message)
        if self._registry.tls and not realm.origin.tls and not self._trusted(realm.origin):
            message = f"{self._registry.address} has its token server at {realm.origin.address}, over plain HTTP. "
            code: Code = "login_needed" if self._account is None else "login_refused"
            raise VcpFailure(code, message + "If that is right, name this host in token_hosts.")
        return realm

    def withheld_from(self, challenge: Challenge) -> str | None:
        """The token server that gave its token without having seen the account; None when it has, or there is none."""
        realm = parse_address(challenge.get("realm"))
        if self._account is None or realm is None or self._trusted(realm.origin):
            return None
        return realm.origin.address

    def _trusted(self, origin: Origin) -> bool:
        """Whether the account may go there."""
        named = {origin.host, f"{origin.host}:{origin.port}", origin.address}
        same_host = origin.tls and origin.host == self._registry.host
        return origin == self._registry or same_host or not self._token_hosts.isdisjoint(named)

    def _refusal(self, reply: Reply, server: Origin, sent: Account | None) -> VcpFailure:
        if sent is not None:
            return failure("login_refused", f"{server.address} does not accept the configured account.", reply)
        if self._account is not None:
            return self.withheld(server.address, reply)
        return failure("login_needed", f"{self._registry.address} needs a login. Configure an account.", reply)

    def withheld(self, server: str, reply: Reply) -> VcpFailure:
        """The failure of a request for which a token without the account was not enough."""
        message = f"{server} gives tokens for {self._registry.address} and wants an account. "
        return failure("login_refused", message + "The account goes there only if token_hosts names it.", reply)

    def _forget_some(self) -> None:
        """Each repository has a token of its own; those that ended go, and the oldest when there are too many."""
        now = self._clock()
        self._tokens = {key: each for key, each in self._tokens.items() if now < each[1]}
        while len(self._tokens) >= _MOST_TOKENS:
            del self._tokens[next(iter(self._tokens))]
        self._asking = {key: lock for key, lock in self._asking.items() if lock.locked()}


def _key(challenge: Challenge) -> _Key:
    return _Key(challenge.get("realm"), challenge.get("service"), challenge.get("scope"))


def _read(reply: Reply, address: str) -> tuple[str, float]:
    """Token and lifetime in seconds."""
    source = as_map(parse_json(reply))
    token = as_text(source.get("token")) or as_text(source.get("access_token")) or ""
    if reply.status != 200 and reply.status >= 300:
        raise failure_of(reply, address, "a token")
    if not _TOKEN.fullmatch(token):
        # Its words are left out: an answer with 200 may hold a token where nobody looks for it.
        message = f"The token server {address} answered without a token that can be used."
        raise VcpFailure("not_understood", message, upstream_status=reply.status)
    lifetime = as_integer(source.get("expires_in"))
    return token, float(lifetime) if lifetime is not None and lifetime > 0 else float(DEFAULT_LIFETIME)
