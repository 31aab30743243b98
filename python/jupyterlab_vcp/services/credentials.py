"""Per configured provider: are the credential keys there? Values are looked at, never handed on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeGuard

from jupyterlab_vcp.clients.objects import ControllerVersion
from jupyterlab_vcp.clients.vault import VaultClient
from jupyterlab_vcp.core.configuration import Configuration
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.providers import Credential
from jupyterlab_vcp.core.vault_reference import SCHEME, parse_reference
from jupyterlab_vcp.services.catalog import is_available
from jupyterlab_vcp.services.providers import ProviderCatalog

KeyState = Literal["literal", "resolved", "unresolved", "missing", "unchecked"]


@dataclass(frozen=True)
class CredentialState:
    """One key; ``reference`` is the path in the secret store, which is no secret."""

    key: str
    state: KeyState
    reference: str | None = None


@dataclass(frozen=True)
class ProviderCredentials:
    """All keys of one provider."""

    provider: str
    section: str | None
    available: bool | None
    keys: tuple[CredentialState, ...]


async def check_credentials(
    catalog: ProviderCatalog,
    configuration: Configuration,
    version: ControllerVersion | None,
    vault: VaultClient | None,
    seconds: float,
) -> tuple[ProviderCredentials, ...]:
    """The providers whose section stands in vcp_config.yml.

    :param vault: None when the secret store could not be asked; references are then ``unchecked``.
    :param seconds: how long the secret store has for all its answers; without one a reference is ``unchecked``.
    """
    configured = [
        (plugin, values)
        for plugin in catalog.all()
        if plugin.section and (values := configuration.sections.get(plugin.section)) is not None
    ]
    written = (value_of(key, values) for plugin, values in configured for key in plugin.credentials)
    secrets = await keys_at(paths_of(written), vault, seconds)
    return tuple(
        ProviderCredentials(
            plugin.name,
            plugin.section,
            is_available(plugin, version),
            tuple(state_of(key, values, secrets) for key in plugin.credentials),
        )
        for plugin, values in configured
    )


def paths_of(written: Iterable[object]) -> frozenset[str]:
    """Paths in the secret store to which values of vcp_config.yml refer."""
    return frozenset(reference.path for each in written if (reference := parse_reference(each)) is not None)


def value_of(credential: Credential, section: Mapping[str, object]) -> object:
    """What a section has for a key, under whichever of its names; None when it has nothing."""
    return next((section[name] for name in (credential.key, *credential.aliases) if section.get(name)), None)


def _is_reference(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and value.startswith(SCHEME)


def state_of(
    credential: Credential, section: Mapping[str, object], secrets: Mapping[str, frozenset[str] | None]
) -> CredentialState:
    """How a key is doing, judged by what :func:`keys_at` has found."""
    value = value_of(credential, section)
    if value is None:
        return CredentialState(credential.key, "missing")
    if not _is_reference(value):
        return CredentialState(credential.key, "literal")
    reference = parse_reference(value)
    known = secrets[reference.path] if reference else frozenset()
    if known is None:
        return CredentialState(credential.key, "unchecked", value)
    found = reference is not None and reference.key in known
    return CredentialState(credential.key, "resolved" if found else "unresolved", value)


async def keys_at(
    paths: Iterable[str], vault: VaultClient | None, seconds: float
) -> Mapping[str, frozenset[str] | None]:
    """The keys at each path, all asked at once; None where they could not be asked, e.g. without a client."""
    ordered = sorted(paths)
    if vault is None:
        return dict.fromkeys(ordered)
    found = await asyncio.gather(*(_keys(vault, path, seconds) for path in ordered))
    return dict(zip(ordered, found, strict=True))


async def _keys(vault: VaultClient, path: str, seconds: float) -> frozenset[str] | None:
    try:
        async with asyncio.timeout(seconds):
            return await vault.keys(path)
    except TimeoutError:
        return None
    except VcpFailure as failure:
        # A token that may not read a path cannot resolve the reference either.
        return frozenset() if failure.upstream_status == 403 else None
