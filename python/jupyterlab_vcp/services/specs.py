"""Turns spec documents into unit CCIs: reads key files, asks for VC disks, and lets ``core`` compose."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from jupyterlab_vcp.core.cci import mask, write_unit_cci
from jupyterlab_vcp.core.configuration import Configuration
from jupyterlab_vcp.core.generation import Generation, default_image
from jupyterlab_vcp.core.providers import Provider
from jupyterlab_vcp.core.refusal import Refusal, SpecRefused
from jupyterlab_vcp.core.shape import as_integer, as_map, as_sequence
from jupyterlab_vcp.core.spec import Composition, compose, credential_keys
from jupyterlab_vcp.core.spec_frame import check_frame, version_refusal
from jupyterlab_vcp.core.spec_values import attributes_of, is_unset
from jupyterlab_vcp.services.key_files import keys_entry
from jupyterlab_vcp.services.providers import ProviderCatalog

__all__ = ["FindDisks", "PreparedUnit", "Refusal", "SpecRefused", "SpecService"]

FindDisks = Callable[[str, str, int | None], Awaitable[Sequence[str]]]
"""(unit group, unit, disk_no or None for all) -> ``vcp:{vcid}:{unit}:{disk_id}``; raises LookupError."""


@dataclass(frozen=True)
class PreparedUnit:
    """A unit CCI ready to be sent. ``text`` holds credentials, hence is not in the repr."""

    text: str = field(repr=False)
    unit_group: str
    unit: str
    unit_type: str
    provider: str
    node_count: int


async def _unknown() -> None:
    """No generation, where no controller is asked."""


class SpecService:
    """Makes CCIs with the configuration and the providers of the moment of each call."""

    def __init__(
        self,
        configuration: Callable[[], Configuration],
        providers: Callable[[], ProviderCatalog],
        disk_lookup: Callable[[], FindDisks],
        generation: Callable[[], Awaitable[Generation | None]] = _unknown,
    ) -> None:
        """Take what is asked at each call.

        :param disk_lookup: opens a lookup for the disks of one spec.
        :param generation: of the controller, asked when a spec leaves the choice of the image to the SDK.
        """
        self._configuration = configuration
        self._providers = providers
        self._disk_lookup = disk_lookup
        self._generation = generation

    async def prepare(self, document: Mapping[str, object]) -> PreparedUnit:
        """The unit as it is sent. Raises SpecRefused with every reason."""
        provider, composition = await self._compose(document)
        unit = composition.unit
        if provider is None or unit is None or composition.refusals:
            raise SpecRefused(composition.refusals)
        try:
            text = write_unit_cci(unit, provider.layout)
        except ValueError as error:
            raise SpecRefused([Refusal("attributes", "bad_value", str(error))]) from None
        count = unit.num_nodes if unit.num_disks is None else unit.num_disks
        return PreparedUnit(
            text, str(document.get("unitGroup")), unit.name, provider.unit_type, provider.name, count or 1
        )

    async def preview(self, document: Mapping[str, object]) -> tuple[str | None, tuple[Refusal, ...]]:
        """The text with secrets masked (None when nothing can be written), and what stands in the way of sending it."""
        provider, composition = await self._compose(document)
        if provider is None or composition.unit is None:
            return None, composition.refusals
        secrets = self._configuration().secrets()
        shown = mask(composition.unit, credential_keys(provider), secrets)
        try:
            return write_unit_cci(shown, provider.layout), composition.refusals
        except ValueError as error:
            return None, (*composition.refusals, Refusal("attributes", "bad_value", str(error)))

    async def _compose(self, document: Mapping[str, object]) -> tuple[Provider | None, Composition]:
        version = version_refusal(document)
        if version is not None:
            return None, Composition(None, (version,))
        refusals = list(check_frame(document))
        name, catalog = document.get("provider"), self._providers()
        provider = catalog.find(name) if isinstance(name, str) else None
        if provider is None:
            if name:
                message = "there is no provider plugin of this name, neither packaged nor in the site's folder"
                refusals.append(Refusal("provider", "provider_unknown", message))
            return None, Composition(None, tuple(refusals))
        disks = await self._disks(document, refusals)
        entry = keys_entry(as_sequence(document.get("sshKeys")), provider.unit_type, refusals)
        unnamed = provider.unit_type == "compute" and is_unset(attributes_of(document).get("image"))
        image = default_image(catalog.common, await self._generation()) if unnamed else None
        composition = compose(document, provider, self._configuration(), disks, entry, image)
        unit = None if refusals else composition.unit
        return provider, Composition(unit, (*refusals, *composition.refusals))

    async def _disks(self, document: Mapping[str, object], refusals: list[Refusal]) -> list[str]:
        """The entries of ``attributes.disks`` as the CCI has them; a wrong shape is left to the schema check."""
        find = self._disk_lookup()
        found: list[str] = []
        for index, disk in enumerate(as_sequence(attributes_of(document).get("disks"))):
            if isinstance(disk, str):
                found.append(disk)
                continue
            group, unit = as_map(disk).get("unitGroup"), as_map(disk).get("unit")
            if isinstance(group, str) and isinstance(unit, str):
                try:
                    found += await find(group, unit, as_integer(as_map(disk).get("disk")))
                except LookupError as error:
                    reason = str(error.args[0]) if error.args else "there is no such VC disk"
                    refusals.append(Refusal(f"attributes.disks.{index}", "disk_not_found", reason))
        return found
