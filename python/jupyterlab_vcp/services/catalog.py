"""Which providers there are, which this controller has, and their flavors."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jupyterlab_vcp.clients.objects import ControllerVersion
from jupyterlab_vcp.core.configuration import FLAVOR_FILE, Configuration, Problem
from jupyterlab_vcp.core.providers import Provider
from jupyterlab_vcp.services.providers import ProviderCatalog


@dataclass(frozen=True)
class ProviderEntry:
    """One provider of the schema Providers."""

    schema: Mapping[str, object]
    available: bool | None
    private_network: str


@dataclass(frozen=True)
class Providers:
    """The schema Providers."""

    common: Mapping[str, object]
    providers: tuple[ProviderEntry, ...]
    flavors: Mapping[str, Mapping[str, Mapping[str, object]]]
    flavors_source: str | None
    flavors_version: str | None
    flavors_target: str | None
    settings: Mapping[str, object]
    problems: tuple[Problem, ...]


class CatalogService:
    """Joins provider schemas, vcp_config.yml, vcp_flavor.yml and the controller's version."""

    def __init__(
        self,
        catalog: Callable[[], ProviderCatalog],
        configuration: Callable[[], Configuration],
        version: Callable[[], Awaitable[ControllerVersion | None]],
    ) -> None:
        self._catalog = catalog
        self._configuration = configuration
        self._version = version

    async def providers(self) -> Providers:
        """Everything the composer needs to know; works without a controller too."""
        catalog, configuration, version = self._catalog(), self._configuration(), await self._version()
        plugins = catalog.all()
        entries = (
            ProviderEntry(
                catalog.schemas[plugin.name], is_available(plugin, version), private_network(plugin, configuration)
            )
            for plugin in plugins
        )
        from_file = configuration.flavors_path is not None
        return Providers(
            common=catalog.common,
            providers=tuple(entries),
            flavors=configuration.flavors if from_file else {each.name: each.flavors for each in plugins},
            flavors_source=str(configuration.flavors_path) if from_file else None,
            flavors_version=configuration.flavors_version,
            flavors_target=str(target) if (target := flavors_target(configuration)) else None,
            settings=configuration.spec_options,
            problems=(*catalog.problems, *configuration.problems),
        )


def flavors_target(configuration: Configuration) -> Path | None:
    """Where own flavors are written: a folder that was named but is not there is a misspelling, not to be made."""
    folder = configuration.directory
    return folder / FLAVOR_FILE if folder is not None and folder.is_dir() else None


def is_available(plugin: Provider, version: ControllerVersion | None) -> bool | None:
    """Whether the controller has the plugin; None when it did not say which it has.

    Whether it lists disk plugins by their own names is not public, so the provider's name counts for them too.
    """
    if version is None or not version.plugins:
        return None
    return plugin.name in version.plugins or (
        plugin.unit_type == "storage" and plugin.cloud_provider in version.plugins
    )


def private_network(plugin: Provider, configuration: Configuration) -> str:
    """The VPN catalog entry that units of a provider use; ``default`` unless vcp_config.yml names one."""
    section = configuration.sections.get(plugin.section or plugin.name, {})
    for key in plugin.network_keys:
        value = section.get(key)
        if isinstance(value, str) and value:
            return value
    return "default"
