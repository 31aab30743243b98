"""The image catalog: what the registries of this server offer, by the registry's id."""

from __future__ import annotations

from collections.abc import Sequence

from jupyterlab_vcp.services.image_counts import ImageCounts
from jupyterlab_vcp.services.image_details import ImageDescriptions, ImageDetails
from jupyterlab_vcp.services.image_documents import ImageDocuments
from jupyterlab_vcp.services.image_lists import ImageLists, Repositories, RepositoryTags
from jupyterlab_vcp.services.image_summaries import ImageSummaries, ImageSummary
from jupyterlab_vcp.services.registries import RegistryEntry, RegistryService


class ImageCatalogService:
    """Finds the registry and asks it.

    All methods raise VcpFailure ``not_found`` for an id that is not configured, and what is wrong with its settings.
    """

    def __init__(self, registries: RegistryService, counts: ImageCounts) -> None:
        documents = ImageDocuments()
        self._registries = registries
        self._lists = ImageLists(counts)
        self._summaries = ImageSummaries(documents)
        self._descriptions = ImageDescriptions(documents, self._lists.known_tags)

    def registries(self) -> tuple[RegistryEntry, ...]:
        """All that are configured; nothing is asked."""
        return self._registries.entries()

    async def repositories(self, registry: str, fresh: bool) -> Repositories:
        """What a registry lists."""
        return await self._lists.repositories(self._registries.source(registry), fresh)

    async def tags(self, registry: str, repositories: Sequence[str], fresh: bool) -> tuple[RepositoryTags, ...]:
        """The tags of some repositories."""
        return await self._lists.tags(self._registries.source(registry), repositories, fresh)

    async def summaries(self, registry: str, images: Sequence[str]) -> tuple[ImageSummary, ...]:
        """What rows show of some images."""
        return await self._summaries.of(self._registries.source(registry), images)

    async def details(self, registry: str, image: str, platform: str | None, fresh: bool) -> ImageDetails:
        """Everything about one image."""
        return await self._descriptions.of(self._registries.source(registry), image, platform, fresh)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._registries.aclose()
