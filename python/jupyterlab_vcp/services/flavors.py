"""Own flavors: written into ``vcp_flavor.yml`` and taken out of it, one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from jupyterlab_vcp.core.configuration import FLAVOR_FILE, Configuration
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.flavor_edit import FlavorExists, FlavorMissing, check_flavor, save_flavor, take_out_flavor
from jupyterlab_vcp.core.providers import Provider
from jupyterlab_vcp.core.yaml_edit import Value, render
from jupyterlab_vcp.services.catalog import flavors_target
from jupyterlab_vcp.services.edit_refusals import edit_refusals_told
from jupyterlab_vcp.services.file_store import change_file
from jupyterlab_vcp.services.providers import ProviderCatalog

_FIRST_LINE = "# Flavors of the VCP SDK: the samples of jupyterlab-vcp. From now on only what stands here counts.\n"


@dataclass(frozen=True)
class FlavorsFile:
    """The schema FlavorsFile."""

    path: str
    version: str
    backup: str | None


class FlavorService:
    """Edits ``vcp_flavor.yml`` as text, so that whatever else the user has written there stays as it is."""

    def __init__(self, catalog: Callable[[], ProviderCatalog], configuration: Callable[[], Configuration]) -> None:
        self._catalog = catalog
        self._configuration = configuration

    async def save(
        self, provider: str, flavor: str, values: Mapping[str, object], version: str | None, overwrite: bool
    ) -> FlavorsFile:
        """Write a flavor; keys of the old one that no plugin knows stay.

        :param values: spec key to value; those that say nothing (null, empty) are left out.
        :param version: Providers.flavorsVersion as last read.
        :raises VcpFailure: ``not_found`` (provider), ``bad_request`` (a key or a value, by ``path``), ``exists``,
            ``changed``, ``config_broken``, ``file_failed``, ``not_configured``.
        """
        catalog = self._catalog()
        plugin = _plugin(catalog, provider)
        faults = tuple(check_flavor(plugin, flavor, values))
        if faults:
            raise VcpFailure("bad_request", f"{faults[0].message}.", path=faults[0].path)

        def change(text: str | None) -> str:
            return save_flavor(_samples(catalog) if text is None else text, plugin, flavor, values, overwrite)

        return await self._change(version, change)

    async def remove(self, provider: str, flavor: str, version: str) -> FlavorsFile:
        """Take a flavor out of the file.

        :raises VcpFailure: ``not_found``, and as :meth:`save`.
        """

        def change(text: str | None) -> str:
            return take_out_flavor(text or "", provider, flavor)

        return await self._change(version, change)

    async def _change(self, version: str | None, change: Callable[[str | None], str]) -> FlavorsFile:
        path = flavors_target(self._configuration())
        if path is None:
            message = f"There is no folder for {FLAVOR_FILE}. Make ~/vcp_config or set VCPSDK_CONFIG_DIR."
            raise VcpFailure("not_configured", message)
        written = await asyncio.to_thread(change_file, path, version, lambda text: _told(path, change, text))
        return FlavorsFile(str(written.path), written.version, str(written.backup) if written.backup else None)


def _plugin(catalog: ProviderCatalog, name: str) -> Provider:
    plugin = catalog.find(name)
    if plugin is None:
        raise VcpFailure("not_found", f"There is no provider plugin {name}.", path="provider")
    return plugin


def _samples(catalog: ProviderCatalog) -> str:
    """The text of a new file. With one flavor alone, the samples would be gone from every form."""
    flavors = {plugin.name: cast("Value", plugin.flavors) for plugin in catalog.all() if plugin.flavors}
    return _FIRST_LINE + render(flavors)


def _told(path: Path, change: Callable[[str | None], str], text: str | None) -> str:
    """The change, its refusals as failures at their lines."""
    try:
        with edit_refusals_told(path):
            return change(text)
    except FlavorExists as error:
        raise VcpFailure("exists", str(error), path="flavor") from None
    except FlavorMissing as error:
        raise VcpFailure("not_found", error.args[0], path=str(path)) from None
    except ValueError as error:
        raise VcpFailure("bad_request", f"A value cannot be written: {error}.", path="values") from None
