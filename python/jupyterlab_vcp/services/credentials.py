"""Per configured provider: are the credential keys there? Values are looked at, never handed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from jupyterlab_vcp.clients.objects import ControllerVersion
from jupyterlab_vcp.clients.vault import SCHEME, VaultClient, split_reference
from jupyterlab_vcp.core.configuration import Configuration
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.providers import Credential
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
) -> tuple[ProviderCredentials, ...]:
    """The providers whose section stands in vcp_config.yml.

    :param vault: None when the secret store could not be asked; references are then ``unchecked``.
    """
    reports: list[ProviderCredentials] = []
    secrets: dict[str, frozenset[str] | None] = {}
    for plugin in catalog.all():
        section = configuration.sections.get(plugin.section) if plugin.section else None
        if section is None:
            continue
        keys = [await _state(each, section, vault, secrets) for each in plugin.credentials]
        reports.append(ProviderCredentials(plugin.name, plugin.section, is_available(plugin, version), tuple(keys)))
    return tuple(reports)


async def _state(
    credential: Credential,
    section: Mapping[str, object],
    vault: VaultClient | None,
    secrets: dict[str, frozenset[str] | None],
) -> CredentialState:
    value = next((section[name] for name in (credential.key, *credential.aliases) if section.get(name)), None)
    if value is None:
        return CredentialState(credential.key, "missing")
    if not isinstance(value, str) or not value.startswith(SCHEME):
        return CredentialState(credential.key, "literal")
    path, key = split_reference(value)
    if not path:
        return CredentialState(credential.key, "unresolved", value)
    if path not in secrets:
        secrets[path] = await _keys(vault, path)
    known = secrets[path]
    if known is None:
        return CredentialState(credential.key, "unchecked", value)
    return CredentialState(credential.key, "resolved" if key in known else "unresolved", value)


async def _keys(vault: VaultClient | None, path: str) -> frozenset[str] | None:
    """The keys at a path, asked once per path; None when they could not be asked."""
    if vault is None:
        return None
    try:
        return await vault.keys(path)
    except VcpFailure as failure:
        # A token that may not read a path cannot resolve the reference either.
        return frozenset() if failure.upstream_status == 403 else None
