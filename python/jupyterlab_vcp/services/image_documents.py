"""Manifests and configs: by digest they never change, so each is fetched once; a tag is asked after for a minute."""

from __future__ import annotations

from dataclasses import dataclass

from jupyterlab_vcp.clients.beside import beside
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.image_config import MAX_CONFIG, ImageConfig, read_config
from jupyterlab_vcp.core.image_manifest import Descriptor, ManifestContent, read_manifest
from jupyterlab_vcp.core.image_reference import is_digest
from jupyterlab_vcp.services.flights import Flights
from jupyterlab_vcp.services.image_cache import MAX_BYTES, ByteCache, RecentAnswers
from jupyterlab_vcp.services.registry_source import RegistrySource

_OVERHEAD = 4
"""A document that has been read takes some times its bytes."""
_MAX_TAGS = 2 * 1024 * 1024
_BYTES_OF_TAG = 400


@dataclass(frozen=True)
class Stored:
    """A manifest as a registry has it; ``digest`` is None for the obsolete format."""

    digest: str | None
    content: ManifestContent


class ImageDocuments:
    """The documents behind images. All methods raise VcpFailure."""

    def __init__(self) -> None:
        self._manifests: ByteCache[Stored] = ByteCache(MAX_BYTES)
        self._configs: ByteCache[ImageConfig] = ByteCache(MAX_BYTES)
        self._tags: RecentAnswers[str] = RecentAnswers(_MAX_TAGS)
        self._manifest_flights: Flights[Stored] = Flights()
        self._config_flights: Flights[ImageConfig] = Flights()

    async def manifest(self, source: RegistrySource, repository: str, reference: str, *, fresh: bool = False) -> Stored:
        """What a tag or digest names.

        :param fresh: what the tag names now, also when it was asked after a moment ago.
        """
        place = (source.serial, repository)
        digest = reference if is_digest(reference) else None if fresh else self._tags.fresh((*place, reference))
        known = self._manifests.get((*place, digest)) if digest else None
        if known is not None:
            return known
        return await self._manifest_flights.join(
            (*place, reference), lambda: self._ask_manifest(source, repository, reference)
        )

    async def config(self, source: RegistrySource, repository: str, descriptor: Descriptor) -> ImageConfig:
        """The config that a manifest names."""
        known = self.known_config(source, repository, descriptor)
        if known is not None:
            return known
        key = (source.serial, repository, descriptor.digest)
        return await self._config_flights.join(key, lambda: self._ask_config(source, repository, descriptor.digest))

    def known_config(self, source: RegistrySource, repository: str, descriptor: Descriptor) -> ImageConfig | None:
        """The config, when it was fetched before."""
        return self._configs.get((source.serial, repository, descriptor.digest))

    async def _ask_manifest(self, source: RegistrySource, repository: str, reference: str) -> Stored:
        """A tag whose manifest is known is asked after by its digest: an unchanged one sends no body."""
        place = (source.serial, repository)
        last = None if is_digest(reference) else self._tags.last((*place, reference))
        known = self._manifests.get((*place, last)) if last else None
        try:
            found = await source.registry.manifest(repository, reference, known.digest if known else None)
        except VcpFailure as failure:
            if failure.code == "not_found":
                self._tags.forget((*place, reference))
            raise
        if found is None:
            if known is None or known.digest is None:
                raise VcpFailure(
                    "not_understood", f"{source.address} says of a manifest nobody asked for: not modified."
                )
            self._tags.put((*place, reference), known.digest, _BYTES_OF_TAG)
            return known
        content = await beside(len(found.body), lambda: read_manifest(found.body, found.media_type))
        if content is None:
            message = f"{source.address} has something as {repository}:{reference} that is no manifest."
            raise VcpFailure("not_understood", message)
        stored = Stored(found.digest, content)
        if stored.digest is not None:
            self._manifests.put((*place, stored.digest), stored, len(found.body) * _OVERHEAD)
            if not is_digest(reference):
                self._tags.put((*place, reference), stored.digest, _BYTES_OF_TAG)
        return stored

    async def _ask_config(self, source: RegistrySource, repository: str, digest: str) -> ImageConfig:
        body = await source.registry.blob(repository, digest, MAX_CONFIG)
        config = await beside(len(body), lambda: read_config(body))
        if config is None:
            raise VcpFailure("not_an_image", f"The config {digest} in {repository} is not that of an image.")
        self._configs.put((source.serial, repository, digest), config, len(body) * _OVERHEAD)
        return config
