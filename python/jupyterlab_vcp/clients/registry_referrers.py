"""Signatures, SBOMs and the like that belong to an image (registry-api.md 8). That one is there proves nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.image_manifest import (
    Descriptor,
    ManifestContent,
    NamedValues,
    artifact_type_of,
    read_manifest,
)
from jupyterlab_vcp.core.image_reference import is_tag

Way = Literal["referrers", "tag", "cosign"]

_COSIGN = ("sig", "att", "sbom")
_MOST_LOOKED_INTO = 20
"""Manifests that are fetched to see what they are; of others is told what the list says."""


@dataclass(frozen=True)
class Referrer:
    """Something that names the digest of an image."""

    digest: str | None
    artifact_type: str | None
    size: int | None
    """Bytes of its manifest."""
    way: Way
    """Referrers API, referrers tag, or a tag of cosign."""
    tag: str | None = None
    annotations: NamedValues = ()


@dataclass(frozen=True)
class Fetched:
    """A manifest, read."""

    digest: str | None
    size: int
    content: ManifestContent


Fetch = Callable[[str], Awaitable[tuple[str | None, str, bytes]]]
"""Digest, media type and body of the manifest that a tag or digest of the repository names."""


class ReferrerSearch:
    """Looks for what belongs to one digest of one repository."""

    def __init__(self, fetch: Fetch, digest: str, tags: Collection[str] | None) -> None:
        """``tags`` are those of the repository, when known: spares asking for tags that are not there."""
        self._fetch = fetch
        self._digest = digest
        self._tags = tags
        self._stem = digest.replace(":", "-")

    async def run(self, listed: Sequence[Descriptor] | None) -> tuple[Referrer, ...]:
        """Everything that is found; ``listed`` is what the API says, None when there is none: then the tag counts.

        Cosign's tags are looked for in both cases, because it writes them on registries that have the API, too.
        """
        way: Way = "referrers"
        if listed is None:
            way = "tag"
            index = await self._tagged(self._stem)
            listed = index.content.entries if index else ()
        near, far = listed[:_MOST_LOOKED_INTO], listed[_MOST_LOOKED_INTO:]
        looked = await asyncio.gather(*(self._look(each, way) for each in near))
        signed = await asyncio.gather(*(self._cosign(f"{self._stem}.{kind}") for kind in _COSIGN))
        found = (*looked, *(_told(each, way, self._stem) for each in far), *signed)
        return tuple(each for each in found if each is not None)

    async def _look(self, entry: Descriptor, way: Way) -> Referrer | None:
        """What an entry is: lists do not say it well, and hold what belongs to others."""
        told = _told(entry, way, self._stem)
        try:
            digest, media_type, body = await self._fetch(entry.digest)
        except VcpFailure:
            return told
        content = read_manifest(body, media_type)
        if content is None:
            return told
        if content.subject not in (None, self._digest):
            return None
        annotations = entry.annotations or content.annotations
        kind = content.artifact_type or told.artifact_type
        return Referrer(digest or entry.digest, kind, len(body), way, told.tag, annotations)

    async def _cosign(self, tag: str) -> Referrer | None:
        found = await self._tagged(tag)
        if found is None:
            return None
        content = found.content
        return Referrer(found.digest, content.artifact_type, found.size, "cosign", tag, content.annotations)

    async def _tagged(self, tag: str) -> Fetched | None:
        """The manifest of a tag; None when there is no such tag."""
        if not is_tag(tag) or (self._tags is not None and tag not in self._tags):
            return None
        try:
            digest, media_type, body = await self._fetch(tag)
        except VcpFailure as failure:
            if failure.code == "not_found":
                return None
            raise
        content = read_manifest(body, media_type)
        return None if content is None else Fetched(digest, len(body), content)


def _told(entry: Descriptor, way: Way, stem: str) -> Referrer:
    tag = stem if way == "tag" else None
    return Referrer(entry.digest, artifact_type_of(entry), entry.size, way, tag, entry.annotations)
