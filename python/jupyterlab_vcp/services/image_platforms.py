"""The image behind a name: of an index, the manifest of one platform."""

from __future__ import annotations

from dataclasses import dataclass

from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.image_manifest import Descriptor, choose_platform
from jupyterlab_vcp.services.image_documents import ImageDocuments, Stored
from jupyterlab_vcp.services.registry_source import RegistrySource

_MOST_NESTED = 4
"""Indexes within an index that are opened; deeper ones are not, so that none can hold itself."""


@dataclass(frozen=True)
class Place:
    """A repository of a registry."""

    source: RegistrySource
    repository: str


async def platforms_of(documents: ImageDocuments, place: Place, index: Stored) -> tuple[Descriptor, ...]:
    """The images of an index, those of indexes in it too; one that is not stored here is left out."""
    found: list[Descriptor] = []
    nested = 0
    for entry in index.content.platforms:
        if not entry.is_index:
            found.append(entry)
        elif nested < _MOST_NESTED:
            nested += 1
            found += await _nested(documents, place, entry)
    return tuple(found)


async def _nested(documents: ImageDocuments, place: Place, entry: Descriptor) -> tuple[Descriptor, ...]:
    try:
        inner = await documents.manifest(place.source, place.repository, entry.digest)
    except VcpFailure:
        return ()
    return tuple(each for each in inner.content.platforms if not each.is_index)


def chosen(entries: tuple[Descriptor, ...], wanted: str | None) -> Descriptor:
    """The entry to show.

    :raises VcpFailure: ``not_found`` when the index has no image for the platform, or none at all.
    """
    entry = choose_platform(entries, wanted)
    if entry is None:
        what = f"for {wanted}" if wanted else "in it"
        raise VcpFailure("not_found", f"The index names no image {what}.", path="platform" if wanted else None)
    return entry


async def image_at(documents: ImageDocuments, place: Place, entry: Descriptor) -> Stored:
    """The image that an entry of an index names.

    :raises VcpFailure: ``not_found`` when it is not stored here, ``not_an_image`` when it is something else.
    """
    try:
        stored = await documents.manifest(place.source, place.repository, entry.digest)
    except VcpFailure as failure:
        if failure.code != "not_found":
            raise
        message = f"The image for {entry.platform or 'this platform'} is named in the index, but not stored here."
        raise VcpFailure("not_found", message, upstream_status=failure.upstream_status) from None
    return require_image(stored)


def require_image(stored: Stored) -> Stored:
    """The same, when it is an image.

    :raises VcpFailure: ``old_format``, ``not_an_image``.
    """
    if stored.content.kind == "schema1":
        raise VcpFailure("old_format", "The image is in the obsolete format schema 1, of which nothing is read.")
    if stored.content.kind != "image":
        raise VcpFailure("not_an_image", "This is no image, but something else that is kept in a registry.")
    return stored
