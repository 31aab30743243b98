"""Everything that manifest and config of one image tell: the schema ImageDetails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from jupyterlab_vcp.clients.registry_referrers import Referrer
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.image_config import ImageConfig, Step, Variable, created_of, layer_steps
from jupyterlab_vcp.core.image_manifest import Descriptor, Kind, NamedValues, attestation_subject
from jupyterlab_vcp.services.image_cache import MAX_BYTES, RecentAnswers
from jupyterlab_vcp.services.image_documents import ImageDocuments, Stored
from jupyterlab_vcp.services.image_platforms import Place, chosen, image_at, platforms_of, require_image
from jupyterlab_vcp.services.image_summaries import require_image_name
from jupyterlab_vcp.services.registry_source import RegistrySource

_MOST_ATTESTATIONS = 20
_BYTES_OF_REFERRER = 2000


@dataclass(frozen=True)
class Named:
    """One of the schema NamedValues."""

    name: str
    value: str


@dataclass(frozen=True)
class Platform:
    """One image of an index; ``size`` is that of its manifest, in bytes."""

    platform: str
    digest: str
    size: int | None


@dataclass(frozen=True)
class Layer:
    """One layer; ``step`` is its place in the history."""

    digest: str
    size: int
    media_type: str
    step: int | None


@dataclass(frozen=True)
class ImageContent:
    """The schema ImageContent."""

    digest: str
    size: int
    created: str | None
    platform: str | None
    environment: tuple[Variable, ...]
    labels: tuple[Named, ...]
    entrypoint: tuple[str, ...] | None
    command: tuple[str, ...] | None
    working_directory: str
    user: str
    ports: tuple[str, ...]
    volumes: tuple[str, ...]
    version: str | None
    layers: tuple[Layer, ...]
    history: tuple[Step, ...]


@dataclass(frozen=True)
class Attestation:
    """A statement about an image of the index."""

    digest: str
    subject: str | None
    predicate_types: tuple[str, ...]


@dataclass(frozen=True)
class ReferrerEntry:
    """A signature, SBOM or the like."""

    digest: str | None
    artifact_type: str | None
    size: int | None
    way: str
    tag: str | None
    annotations: tuple[Named, ...]


@dataclass(frozen=True)
class ImageDetails:
    """The schema ImageDetails."""

    image: str
    digest: str | None
    media_type: str
    kind: Kind
    annotations: tuple[Named, ...]
    platforms: tuple[Platform, ...]
    platform: str | None
    content: ImageContent | None
    content_problem: Mapping[str, object] | None
    attestations: tuple[Attestation, ...]
    referrers: tuple[ReferrerEntry, ...]


class ImageDescriptions:
    """Details of one image after the other, from documents that are fetched once."""

    def __init__(
        self, documents: ImageDocuments, known_tags: Callable[[RegistrySource, str], Collection[str] | None]
    ) -> None:
        """``known_tags``: those of a repository, when they were asked for a moment ago; signatures are among them."""
        self._documents = documents
        self._known_tags = known_tags
        self._referrers: RecentAnswers[tuple[ReferrerEntry, ...]] = RecentAnswers(MAX_BYTES)

    async def of(self, source: RegistrySource, image: str, platform: str | None, fresh: bool) -> ImageDetails:
        """The details of an image; what is wrong with one platform of it stands beside the rest.

        :param platform: ``os/architecture[/variant]``; None: the usual one.
        :raises VcpFailure: what the name points to cannot be had.
        """
        reference = require_image_name(image)
        place = Place(source, reference.repository)
        stored = await self._documents.manifest(source, place.repository, reference.reference, fresh=fresh)
        entries = await platforms_of(self._documents, place, stored) if stored.content.kind == "index" else ()
        (shown, content, problem), attestations, referrers = await asyncio.gather(
            self._content(place, stored, entries, platform),
            self._attestations(place, stored),
            self._referrers_of(place, stored, fresh),
        )
        return ImageDetails(
            image=image,
            digest=stored.digest,
            media_type=stored.content.media_type,
            kind=stored.content.kind,
            annotations=_named(stored.content.annotations),
            platforms=tuple(Platform(each.platform or "unknown", each.digest, each.size) for each in entries),
            platform=shown,
            content=content,
            content_problem=problem,
            attestations=attestations,
            referrers=referrers,
        )

    async def _content(
        self, place: Place, stored: Stored, entries: Sequence[Descriptor], wanted: str | None
    ) -> tuple[str | None, ImageContent | None, Mapping[str, object] | None]:
        """The platform that is shown, what it holds, and else why nothing is."""
        named: str | None = None
        try:
            image, outer = stored, list[NamedValues]()
            if stored.content.kind == "index":
                entry = chosen(tuple(entries), wanted)
                # As the index writes it, so that it is one of the list; configs often leave the variant out.
                named, outer = entry.platform, [entry.annotations, stored.content.annotations]
                image = await image_at(self._documents, place, entry)
            descriptor = require_image(image).content.config
            if descriptor is None:
                raise VcpFailure("not_an_image", "The manifest names no config.")
            config = await self._documents.config(place.source, place.repository, descriptor)
        except VcpFailure as failure:
            return named or wanted, None, failure.to_reply()
        content = _image_content(image, config, outer, named)
        return named or content.platform, content, None

    async def _attestations(self, place: Place, stored: Stored) -> tuple[Attestation, ...]:
        entries = stored.content.attestations[:_MOST_ATTESTATIONS]
        return tuple(await asyncio.gather(*(self._attestation(place, each) for each in entries)))

    async def _attestation(self, place: Place, entry: Descriptor) -> Attestation:
        try:
            statement = await self._documents.manifest(place.source, place.repository, entry.digest)
            types = statement.content.predicate_types
        except VcpFailure:
            # It is named in the index, and that is told; what it states is not known.
            types = ()
        return Attestation(entry.digest, attestation_subject(entry), types)

    async def _referrers_of(self, place: Place, stored: Stored, fresh: bool) -> tuple[ReferrerEntry, ...]:
        """Of the last minute; none where the registry fails: the details are worth showing without them."""
        if stored.digest is None:
            return ()
        key = (place.source.serial, place.repository, stored.digest)
        known = None if fresh else self._referrers.fresh(key)
        if known is not None:
            return known
        try:
            tags = self._known_tags(place.source, place.repository)
            found = await place.source.registry.referrers(place.repository, stored.digest, tags)
        except VcpFailure:
            return ()
        entries = tuple(_referrer(each) for each in found)
        self._referrers.put(key, entries, (len(entries) + 1) * _BYTES_OF_REFERRER)
        return entries


def _image_content(
    image: Stored, config: ImageConfig, outer: Sequence[NamedValues], platform: str | None
) -> ImageContent:
    layers = image.content.layers
    steps = layer_steps(config.history, len(layers))
    return ImageContent(
        digest=image.digest or "",
        size=image.content.size,
        created=created_of(config, image.content.annotations, *outer),
        platform=config.platform or platform,
        environment=config.environment,
        labels=_named(config.labels),
        entrypoint=config.entrypoint,
        command=config.command,
        working_directory=config.working_directory,
        user=config.user,
        ports=config.ports,
        volumes=config.volumes,
        version=config.version,
        layers=tuple(
            Layer(layer.digest, layer.size or 0, layer.media_type, step)
            for layer, step in zip(layers, steps, strict=True)
        ),
        history=config.history,
    )


def _named(values: NamedValues) -> tuple[Named, ...]:
    return tuple(Named(name, value) for name, value in values)


def _referrer(found: Referrer) -> ReferrerEntry:
    return ReferrerEntry(found.digest, found.artifact_type, found.size, found.way, found.tag, _named(found.annotations))
