"""Credentials: which there are, and how they get into the secret store and vcp_config.yml. Never a value outwards."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jupyterlab_vcp.clients.objects import ControllerVersion
from jupyterlab_vcp.clients.vault import VaultClient
from jupyterlab_vcp.core.configuration import CONFIG_FILE, Configuration
from jupyterlab_vcp.core.credential_plan import (
    Section,
    Slot,
    check_credential,
    clean,
    find_clash,
    sections_of,
    slot_of,
    with_references,
)
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.services.catalog import is_available
from jupyterlab_vcp.services.connection import ConnectionService
from jupyterlab_vcp.services.credentials import KeyState, keys_at, paths_of, state_of, value_of
from jupyterlab_vcp.services.edit_refusals import edit_refusals_told
from jupyterlab_vcp.services.file_store import change_file, rehearse_change
from jupyterlab_vcp.services.providers import ProviderCatalog
from jupyterlab_vcp.services.secret_merge import SecretMerge
from jupyterlab_vcp.services.target import Source


@dataclass(frozen=True)
class CredentialKey:
    """One key. ``reference`` is the file's own, ``target`` where a value would be stored."""

    key: str
    state: KeyState
    reference: str | None
    target: str
    multiline: bool


@dataclass(frozen=True)
class SectionCredentials:
    """A section of vcp_config.yml and the plugins that read it."""

    provider: str
    providers: tuple[str, ...]
    section: str
    configured: bool
    available: bool | None
    keys: tuple[CredentialKey, ...]


@dataclass(frozen=True)
class StoreState:
    """The secret store; ``failure`` says why it could not be asked."""

    url: str | None
    source: Source
    failure: Mapping[str, object] | None


@dataclass(frozen=True)
class Credentials:
    """The schema Credentials."""

    store: StoreState
    former_token: bool
    config_file: str | None
    version: str | None
    providers: tuple[SectionCredentials, ...]


class CredentialService:
    """Joins provider files, vcp_config.yml and the secret store."""

    def __init__(
        self,
        connection: ConnectionService,
        catalog: Callable[[], ProviderCatalog],
        merge: SecretMerge,
        seconds: float = 10.0,
    ) -> None:
        """``seconds`` is the time that the secret store has to say what it holds."""
        self._connection = connection
        self._catalog = catalog
        self._merge = merge
        self._seconds = seconds

    async def list(self) -> Credentials:
        """All sections that provider files name. Works without a token and without a secret store, too."""
        configuration = self._connection.configuration()
        sections = sections_of(self._catalog().all())
        (vault, failure), version = await asyncio.gather(self._asked(), self._connection.version())
        written = (
            value_of(credential, configuration.sections.get(section.name, {}))
            for section in sections
            for credential in section.credentials
        )
        secrets = await keys_at(paths_of(written), vault, self._seconds)
        found = self._connection.found()
        return Credentials(
            store=StoreState(
                found.store.url if found.store else None, found.store_source, failure.to_reply() if failure else None
            ),
            former_token=self._connection.former_token() is not None,
            config_file=str(configuration.directory / CONFIG_FILE) if configuration.directory else None,
            version=configuration.config_version,
            providers=tuple(_entry(section, configuration, version, secrets) for section in sections),
        )

    async def store(self, section: str, values: Mapping[str, str], reference: bool, version: str | None) -> Credentials:
        """Write values into the secret store, then the references into vcp_config.yml that it lacks.

        In this order, so that a reference never points at nothing. What can go wrong with the file is tried before
        anything is stored.

        :raises VcpFailure: ``not_found`` (section), ``bad_request`` (a key or its value, by ``path``),
            ``not_configured``, ``changed``, ``config_broken``, ``file_failed``, ``vault_failed`` and whatever keeps the
            store from answering.
        """
        found = next((each for each in sections_of(self._catalog().all()) if each.name == section), None)
        if found is None:
            raise VcpFailure("not_found", f"No provider plugin reads a section {section}.", path="section")
        good = self._checked(found, values)
        path, configuration = self._file()
        every = _slots(found, configuration)
        if clash := find_clash(every, good):
            raise VcpFailure("bad_request", f"{path}: {clash.message}.", path=clash.path)
        slots = [slot for slot in every if slot.credential.key in good]
        change = _change(path, section, slots, reference)
        if configuration.config_version != version:
            raise VcpFailure(
                "changed", f"{path} is not as it was when it was read. Nothing was stored.", path=str(path)
            )
        await asyncio.to_thread(rehearse_change, path, version, change)
        # Literals that are about to leave the file stay in its back-up, and masked.
        self._connection.remember_secrets(configuration.secrets())
        secrets = {slot.target: good[slot.credential.key] for slot in slots}
        await self._merge.write(self._connection.vault(), secrets, over=True)
        await asyncio.to_thread(change_file, path, version, change)
        return await self.list()

    def _checked(self, section: Section, values: Mapping[str, str]) -> Mapping[str, str]:
        known = {credential.key: credential for credential in section.credentials}
        good: dict[str, str] = {}
        for key, value in values.items():
            credential = known.get(key)
            if credential is None:
                raise VcpFailure("bad_request", f"{section.name} has no key of this name.", path=f"values.{key}")
            good[key] = clean(credential, value)
            if refusal := check_credential(credential, good[key]):
                raise VcpFailure("bad_request", f"{refusal.message}.", path=refusal.path)
        self._connection.remember_secrets(good.values())
        return good

    def _file(self) -> tuple[Path, Configuration]:
        configuration = self._connection.configuration()
        if configuration.directory is None:
            message = (
                f"There is no {CONFIG_FILE}. Make one in ~/vcp_config, or in a folder that VCPSDK_CONFIG_DIR names."
            )
            raise VcpFailure("not_configured", message)
        path = configuration.directory / CONFIG_FILE
        if configuration.config_version is None and not path.exists():
            raise VcpFailure("not_configured", f"There is no {path}. Make it first.", path=str(path))
        return path, configuration

    async def _asked(self) -> tuple[VaultClient | None, VcpFailure | None]:
        """A client for a secret store that answers, or why there is none."""
        try:
            vault = self._connection.vault()
            async with asyncio.timeout(self._seconds):
                await vault.probe()
        except VcpFailure as failure:
            return None, failure
        except TimeoutError:
            return None, VcpFailure("timeout", f"The secret store did not answer within {self._seconds:g} seconds.")
        return vault, None


def _entry(
    section: Section,
    configuration: Configuration,
    version: ControllerVersion | None,
    secrets: Mapping[str, frozenset[str] | None],
) -> SectionCredentials:
    values = configuration.sections.get(section.name, {})
    available = [is_available(plugin, version) for plugin in section.plugins]

    def key_of(slot: Slot) -> CredentialKey:
        state = state_of(slot.credential, values, secrets).state
        return CredentialKey(slot.credential.key, state, slot.reference, str(slot.target), slot.credential.multiline)

    return SectionCredentials(
        provider=section.main.name,
        providers=tuple(plugin.name for plugin in section.plugins),
        section=section.name,
        configured=section.name in configuration.sections,
        available=None if None in available else True in available,
        keys=tuple(key_of(slot) for slot in _slots(section, configuration)),
    )


def _slots(section: Section, configuration: Configuration) -> list[Slot]:
    values = configuration.sections.get(section.name, {})
    return [slot_of(section.name, credential, values) for credential in section.credentials]


def _change(path: Path, section: str, slots: list[Slot], reference: bool) -> Callable[[str | None], str]:
    """The change of the file; its refusals as failures at their lines.

    Without leave to change the file (``reference``), only what it refers to already can be stored.
    """
    lacking = [slot.credential.key for slot in slots if slot.name is not None]

    def change(text: str | None) -> str:
        with edit_refusals_told(path):
            changed = with_references(text or "", section, slots)
        if lacking and not reference:
            message = f"{path} does not refer to the secret store for {', '.join(lacking)}."
            raise VcpFailure("bad_request", message, path=f"values.{lacking[0]}")
        return changed

    return change
