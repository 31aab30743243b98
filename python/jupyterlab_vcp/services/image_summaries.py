"""What a row of the list shows of an image, for two requests to the registry."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.image_config import created_of
from jupyterlab_vcp.core.image_manifest import Descriptor, Kind
from jupyterlab_vcp.core.image_reference import ImageReference, parse_image
from jupyterlab_vcp.services.image_documents import ImageDocuments, Stored
from jupyterlab_vcp.services.image_lists import Turn
from jupyterlab_vcp.services.image_platforms import Place, chosen, image_at, platforms_of
from jupyterlab_vcp.services.registry_source import RegistrySource


@dataclass(frozen=True)
class ImageSummary:
    """The schema ImageSummary."""

    image: str
    digest: str | None = None
    kind: Kind | None = None
    size: int | None = None
    created: str | None = None
    platforms: tuple[str, ...] = ()
    problem: Mapping[str, object] | None = None


def require_image_name(text: str) -> ImageReference:
    """``repository:tag`` or ``repository@digest``.

    :raises VcpFailure: ``bad_request``; the text, which breaks the grammar, is not repeated.
    """
    reference = parse_image(text)
    if reference is None:
        message = "No registry can have an image of this name: repository:tag or repository@digest is needed."
        raise VcpFailure("bad_request", message, path="image")
    return reference


class ImageSummaries:
    """Summaries, made of documents that are fetched once."""

    def __init__(self, documents: ImageDocuments) -> None:
        self._documents = documents

    async def of(self, source: RegistrySource, images: Sequence[str]) -> tuple[ImageSummary, ...]:
        """In the order asked for, each with its own problem."""
        turn = Turn()
        return tuple(await asyncio.gather(*(self._of(source, each, turn) for each in images)))

    async def _of(self, source: RegistrySource, image: str, turn: Turn) -> ImageSummary:
        try:
            reference = require_image_name(image)
            place = Place(source, reference.repository)
            return await turn.ask(lambda: self._summary(place, image, reference))
        except VcpFailure as failure:
            return ImageSummary(image, problem=failure.to_reply())

    async def _summary(self, place: Place, image: str, reference: ImageReference) -> ImageSummary:
        stored = await self._documents.manifest(place.source, place.repository, reference.reference)
        if stored.content.kind == "index":
            return await self._of_index(place, image, stored)
        if stored.content.kind == "image":
            return await self._of_image(place, image, stored)
        size = stored.content.size if stored.content.kind == "artifact" else None
        created = created_of(None, stored.content.annotations)
        return ImageSummary(image, stored.digest, stored.content.kind, size, created)

    async def _of_image(self, place: Place, image: str, stored: Stored) -> ImageSummary:
        content, config, problem = stored.content, None, None
        try:
            if content.config is not None:
                config = await self._documents.config(place.source, place.repository, content.config)
        except VcpFailure as failure:
            problem = failure.to_reply()
        created = created_of(config, content.annotations)
        platforms = (config.platform,) if config and config.platform else ()
        return ImageSummary(image, stored.digest, "image", content.size, created, platforms, problem)

    async def _of_index(self, place: Place, image: str, stored: Stored) -> ImageSummary:
        entries = await platforms_of(self._documents, place, stored)
        platforms = tuple(dict.fromkeys(each.platform for each in entries if each.platform))
        created = created_of(None, stored.content.annotations)
        shown = ImageSummary(image, stored.digest, "index", None, created, platforms)
        try:
            entry = chosen(entries, None)
            child = await image_at(self._documents, place, entry)
        except VcpFailure as failure:
            return replace(shown, problem=failure.to_reply())
        return replace(shown, size=child.content.size, created=self._created(place, stored, entry, child))

    def _created(self, place: Place, index: Stored, entry: Descriptor, child: Stored) -> str | None:
        """From annotations, or the config if somebody has looked at the details: it would be a third request."""
        descriptor = child.content.config
        config = self._documents.known_config(place.source, place.repository, descriptor) if descriptor else None
        return created_of(config, child.content.annotations, entry.annotations, index.content.annotations)
