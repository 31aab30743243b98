"""The image registries that this server may ask: which they are, and a client for each.

The browser names a registry by its id and never by its address, so it can ask no other host.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jupyterlab_vcp.clients.registry_tokens import Account
from jupyterlab_vcp.core.configuration import Configuration
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.generation import Generation
from jupyterlab_vcp.core.registry_settings import (
    TRAIT,
    Kind,
    RegistrySettings,
    Role,
    literal_passwords,
    parse_registries,
)
from jupyterlab_vcp.core.settings import Settings, expanded
from jupyterlab_vcp.services.files import Signature, signature
from jupyterlab_vcp.services.known_registries import KnownRegistry, known_registries
from jupyterlab_vcp.services.registry_source import RegistrySource, open_source
from jupyterlab_vcp.services.secret_file import SecretFileError, read_secret_file
from jupyterlab_vcp.services.target import Found, Source


@dataclass(frozen=True)
class RegistryEntry:
    """The schema Registry."""

    id: str
    role: Role
    kind: Kind
    title: str | None
    address: str
    tls: bool
    prefix: str
    login: str
    cache: bool | None
    repositories: tuple[str, ...]
    source: Source
    problem: Mapping[str, object] | None


class RegistryService:
    """Joins traits, variables and vcp_config.yml; keeps the clients as long as these stay as they are."""

    def __init__(
        self,
        settings: Settings,
        configuration: Callable[[], Configuration],
        found: Callable[[], Found],
        generation: Callable[[], Generation | None],
        remember_secrets: Callable[[Iterable[str]], None],
    ) -> None:
        """``generation`` is the controller's as far as it is known by now; nobody is asked for it."""
        self._settings = settings
        self._configuration = configuration
        self._found = found
        self._generation = generation
        self._remember_secrets = remember_secrets
        self._sources: dict[str, tuple[_Key, RegistrySource]] = {}
        self._closing: set[asyncio.Task[None]] = set()
        # Before Jupyter logs its configuration, and of broken entries too.
        remember_secrets(literal_passwords(settings.registries))

    def entries(self) -> tuple[RegistryEntry, ...]:
        """All of them, in the order in which they are offered; broken ones with their problem."""
        return tuple(self._entry(*each) for each in self._all())

    def source(self, registry: str) -> RegistrySource:
        """Where to ask the registry with that id.

        :raises VcpFailure: ``not_found``, ``not_configured``, ``config_broken``, ``ca_missing``.
        """
        settings = next((each for each, _ in self._all() if each.id == registry), None)
        if settings is None:
            raise VcpFailure("not_found", f"No registry {registry} is configured.", path=TRAIT)
        if settings.problem is not None:
            raise settings.problem
        key = _Key(settings, self._account(settings), *self._trust(settings))
        known = self._sources.get(registry)
        if known is not None and known[0] == key:
            return known[1]
        opened = open_source(settings, key.account, key.ca_file, key.verify, self._settings.limits)
        self._sources[registry] = (key, opened)
        if known is not None:
            self._close(known[1])
        return opened

    async def aclose(self) -> None:
        """Close all connections."""
        sources, self._sources = [each for _, each in self._sources.values()], {}
        for source in sources:
            await source.aclose()
        await asyncio.gather(*self._closing)

    def _close(self, source: RegistrySource) -> None:
        """In a moment: who is just asking it is told that the connection ended."""
        task = asyncio.ensure_future(source.aclose())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    def _all(self) -> list[tuple[RegistrySettings, Source]]:
        known = known_registries(self._settings, self._configuration(), self._found())
        registries = parse_registries(self._settings.registries, [each.settings for each in known])
        return [(each, _source_of(each, known)) for each in registries]

    def _entry(self, settings: RegistrySettings, source: Source) -> RegistryEntry:
        problem = settings.problem or self._problem(settings)
        return RegistryEntry(
            id=settings.id,
            role=settings.role,
            kind=settings.kind,
            title=settings.title or None,
            address=settings.origin.address if settings.origin else "",
            tls=settings.origin.tls if settings.origin else False,
            prefix=prefix_of(settings),
            login="configured" if settings.username else "none",
            cache=self._is_cache(settings),
            repositories=settings.repositories,
            source=source,
            problem=problem.to_reply() if problem else None,
        )

    def _problem(self, settings: RegistrySettings) -> VcpFailure | None:
        """What can be seen without asking anybody."""
        try:
            self._account(settings)
        except VcpFailure as failure:
            return failure
        ca_file = expanded(settings.ca_file) if settings.ca_file else None
        if ca_file is not None and not ca_file.exists():
            place = f"{TRAIT}.{settings.id}.ca_file"
            return VcpFailure("ca_missing", f"The CA file {ca_file} does not exist. Set {place}.", path=str(ca_file))
        return None

    def _is_cache(self, settings: RegistrySettings) -> bool | None:
        """Port 5000 is a pull-through cache from 26.10 on; of a site's own registry nothing is known."""
        if settings.role == "official":
            generation = self._generation()
            return generation == "26.10" if generation else None
        return None if settings.role == "other" else False

    def _account(self, settings: RegistrySettings) -> Account | None:
        if not settings.username:
            return None
        password = settings.password or self._stored_password(settings)
        self._remember_secrets([password])
        return Account(settings.username, password)

    def _stored_password(self, settings: RegistrySettings) -> str:
        path = expanded(settings.password_file)
        try:
            password = read_secret_file(path).strip("\r\n")
        except SecretFileError as error:
            advice = " Run chmod 600 on it." if error.open_to_others else ""
            message = f"The password file {path} was not read: {error}.{advice}"
            raise VcpFailure("config_broken", message, path=str(path)) from None
        if not password or not password.isprintable():
            message = f"The password file {path} must hold one line and nothing else."
            raise VcpFailure("config_broken", message, path=str(path))
        return password

    def _trust(self, settings: RegistrySettings) -> tuple[Path | None, bool, Signature]:
        """The CA of its own, else the product's; certificates are checked unless somebody says no to it."""
        found = self._found().target
        shared = found.ca_file if found else None
        ca_file = expanded(settings.ca_file) if settings.ca_file else shared or self._shared_ca()
        verify = settings.verify and self._settings.verify
        return ca_file, verify, signature([ca_file] if ca_file else [])

    def _shared_ca(self) -> Path | None:
        """What the controller would be checked against, were one configured."""
        name = self._settings.text(self._settings.ca_file, "REQUESTS_CA_BUNDLE")
        return expanded(name) if name else None


@dataclass(frozen=True)
class _Key:
    """What a client is made from: it is made anew when one of these changes."""

    settings: RegistrySettings
    account: Account | None
    ca_file: Path | None
    verify: bool
    ca_signature: Signature


def prefix_of(settings: RegistrySettings) -> str:
    """What stands before the repository in a spec's image, with its slash."""
    if settings.prefix is not None:
        return settings.prefix
    return f"{settings.origin.address}/" if settings.origin else ""


def _source_of(settings: RegistrySettings, known: Iterable[KnownRegistry]) -> Source:
    default = next((each.source for each in known if each.settings.id == settings.id), None)
    return Source("trait", TRAIT) if settings.stated or default is None else default
