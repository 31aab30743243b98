"""What a manifest or an index tells (registry-api.md 5, 7 and 8). Nothing here fails: what is odd is left out.

The bytes come from whoever pushed the image. Readers answer None for what is not of the kind at all ("cannot be
read"); parts of a wrong shape become empty.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from jupyterlab_vcp.core.image_reference import is_digest
from jupyterlab_vcp.core.limits import cut
from jupyterlab_vcp.core.shape import as_integer, as_map, as_sequence, as_text

OCI_INDEX = "application/vnd.oci.image.index.v1+json"
OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json"
DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json"
DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json"
EMPTY_CONFIG = "application/vnd.oci.empty.v1+json"
ACCEPT = f"{OCI_INDEX}, {DOCKER_LIST}, {OCI_MANIFEST}, {DOCKER_MANIFEST}"
"""Sent with every request for a manifest: without it a registry converts, or says that there is nothing."""

MAX_MANIFEST = 4 * 1024 * 1024
"""Bytes."""

Kind = Literal["image", "index", "artifact", "schema1"]
NamedValues = tuple[tuple[str, str], ...]

_INDEXES = frozenset({OCI_INDEX, DOCKER_LIST})
_IMAGES = frozenset({OCI_MANIFEST, DOCKER_MANIFEST})
_SCHEMA_1 = frozenset(
    {
        "application/vnd.docker.distribution.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.v1+prettyjws",
    }
)
_CONFIGS = frozenset(
    {"application/vnd.docker.container.image.v1+json", "application/vnd.oci.image.config.v1+json"}
)  # fmt: skip
_LAYER = re.compile(r"\b(?:layer|rootfs)\b|[.+]tar\b")
_ATTESTATION = "attestation-manifest"
_REFERENCE_TYPE = "vnd.docker.reference.type"
_REFERENCE_DIGEST = "vnd.docker.reference.digest"
_PREDICATE_TYPE = "in-toto.io/predicate-type"
_UNKNOWN = "unknown"
_DEFAULT_PLATFORM = "linux/amd64"
_MOST_ENTRIES = 1000
_LONGEST_VALUE = 16 * 1024


@dataclass(frozen=True)
class Descriptor:
    """A reference from one document to another."""

    digest: str
    media_type: str = ""
    size: int | None = None
    """Bytes of what it names; None when the document does not say, or not as a number that can be."""
    platform: str | None = None
    """``os/architecture[/variant]``; only in an index. None: not told, or ``unknown/unknown``."""
    annotations: NamedValues = ()
    artifact_type: str | None = None

    @property
    def is_index(self) -> bool:
        """Whether it names another index."""
        return self.media_type in _INDEXES

    def annotation(self, name: str) -> str | None:
        """The value of one annotation."""
        return dict(self.annotations).get(name)


@dataclass(frozen=True)
class ManifestContent:
    """One manifest or index."""

    kind: Kind
    media_type: str
    annotations: NamedValues = ()
    config: Descriptor | None = None
    """Of an image or artifact."""
    layers: tuple[Descriptor, ...] = ()
    """Of an image or artifact; a layer without a usable digest keeps its place with an empty one."""
    entries: tuple[Descriptor, ...] = ()
    """Of an index: everything that it lists."""
    artifact_type: str | None = None
    subject: str | None = None
    """Digest of the manifest that this one is about."""

    @property
    def size(self) -> int:
        """Bytes to download: config and layers; compressed."""
        parts = self.layers if self.config is None else (self.config, *self.layers)
        return sum(part.size or 0 for part in parts)

    @property
    def platforms(self) -> tuple[Descriptor, ...]:
        """The entries of an index that hold images; nested indexes are among them (:attr:`Descriptor.is_index`)."""
        return tuple(entry for entry in self.entries if not _is_statement(entry))

    @property
    def attestations(self) -> tuple[Descriptor, ...]:
        """The entries of an index that hold statements about others."""
        return tuple(entry for entry in self.entries if _is_statement(entry))

    @property
    def predicate_types(self) -> tuple[str, ...]:
        """What the statements of an attestation manifest are, such as ``https://spdx.dev/Document``."""
        found = (layer.annotation(_PREDICATE_TYPE) for layer in self.layers)
        return tuple(dict.fromkeys(each for each in found if each))


def read_manifest(body: bytes, content_type: str) -> ManifestContent | None:
    """A manifest, index or artifact; None when it is none of them.

    :param content_type: as the server named it, without parameters; it decides only when it is one of manifests.
    """
    document = read_object(body)
    return None if document is None else manifest_of(document, content_type)


def read_object(body: bytes) -> Mapping[str, object] | None:
    """The JSON object that some bytes are; None when they are none."""
    try:
        value: object = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return as_map(value) if isinstance(value, Mapping) else None


def manifest_of(document: Mapping[str, object], content_type: str) -> ManifestContent | None:
    """As :func:`read_manifest`, of a document that has been read."""
    media_type = media_type_of(document, content_type)
    if media_type in _SCHEMA_1:
        return ManifestContent("schema1", media_type)
    annotations = named_values(document.get("annotations"))
    subject = as_text(as_map(document.get("subject")).get("digest"))
    if media_type in _INDEXES:
        entries = tuple(each for each in _descriptors(document.get("manifests")) if each.digest)
        return ManifestContent("index", media_type, annotations, entries=entries, subject=subject)
    if media_type not in _IMAGES:
        return None
    config = _descriptor(document.get("config"))
    layers = _descriptors(document.get("layers"))
    if config is None:
        return None
    declared = _word(document.get("artifactType")) or _type_by(config.media_type) or _type_by_layers(layers)
    kind: Kind = "image" if declared is None and config.media_type != EMPTY_CONFIG else "artifact"
    return ManifestContent(kind, media_type, annotations, config, layers, (), declared, subject)


def media_type_of(document: Mapping[str, object], content_type: str) -> str:
    """The media type of a manifest: of the header, else of the body, else by its shape; empty when it has none."""
    known = _INDEXES | _IMAGES | _SCHEMA_1
    named = as_text(document.get("mediaType")) or ""
    if content_type in known or named in known:
        return content_type if content_type in known else named
    if document.get("schemaVersion") == 1:
        return "application/vnd.docker.distribution.manifest.v1+json"
    if isinstance(document.get("manifests"), list):
        return OCI_INDEX
    return OCI_MANIFEST if "config" in document and "layers" in document else ""


def is_schema1(media_type: str) -> bool:
    """Whether it is the obsolete format, whose digest does not cover the whole body."""
    return media_type in _SCHEMA_1


def choose_platform(entries: Sequence[Descriptor], wanted: str | None = None) -> Descriptor | None:
    """The entry to show: the wanted platform and no other; without a wish linux/amd64, else the first.

    :param wanted: ``os/architecture[/variant]``. One without a variant takes any variant; one with ``v8`` for arm64
        takes an entry that names none, because that is the only one there is.
    """
    if wanted is not None:
        exact = (entry for entry in entries if entry.platform == wanted)
        return next(exact, next((entry for entry in entries if _serves(entry.platform, wanted)), None))
    usual = (entry for entry in entries if _serves(entry.platform, _DEFAULT_PLATFORM))
    told = (entry for entry in entries if entry.platform)
    return next(usual, next(told, next(iter(entries), None)))


def artifact_type_of(entry: Descriptor) -> str | None:
    """What an entry of a list of referrers is; some servers name the type of its config there, which tells nothing."""
    return _type_by(entry.artifact_type or "")


def attestation_subject(entry: Descriptor) -> str | None:
    """The digest of the manifest that an attestation of an index is about."""
    return entry.annotation(_REFERENCE_DIGEST)


def platform_of(source: Mapping[str, object]) -> str | None:
    """``os/architecture[/variant]`` from an object with these keys (a platform of an index, or a config)."""
    system, architecture = _word(source.get("os")), _word(source.get("architecture"))
    if not architecture or architecture == _UNKNOWN:
        return None
    variant = _word(source.get("variant"))
    return "/".join(part for part in (system or "linux", architecture, variant) if part)


def named_values(value: object) -> NamedValues:
    """The entries of an object of strings, in its order."""
    entries = list(as_map(value).items())[:_MOST_ENTRIES]
    return tuple((clean(name), clean(each)) for name, each in entries if isinstance(each, str))


def clean(text: str, limit: int = _LONGEST_VALUE) -> str:
    """A text of somebody else that every later encoder takes: cut, without halves of surrogate pairs."""
    # Nearly all texts are plain; a list of tags has 100,000 of them.
    return cut(text if text.isascii() else text.encode("utf-8", "replace").decode(), limit)


def _serves(platform: str | None, wanted: str) -> bool:
    if platform is None:
        return False
    short, long = sorted((platform, wanted), key=len)
    return short == long or (long.startswith(f"{short}/") and short.count("/") == 1)


def _is_statement(entry: Descriptor) -> bool:
    return entry.annotation(_REFERENCE_TYPE) == _ATTESTATION or entry.platform == f"{_UNKNOWN}/{_UNKNOWN}"


def _type_by(config_type: str) -> str | None:
    """An artifact from before ``artifactType`` names its type as that of its config; an empty config names nothing."""
    return None if config_type in {*_CONFIGS, EMPTY_CONFIG, ""} else config_type


def _type_by_layers(layers: Sequence[Descriptor]) -> str | None:
    """Signatures and attestations often have the config of an image, but no layer that could be unpacked."""
    strange = [layer.media_type for layer in layers if layer.media_type and not _LAYER.search(layer.media_type)]
    return strange[0] if strange and len(strange) == len(layers) else None


def _descriptors(value: object) -> tuple[Descriptor, ...]:
    found = (_descriptor(each) for each in as_sequence(value)[:_MOST_ENTRIES])
    return tuple(each or Descriptor("") for each in found)


def _descriptor(value: object) -> Descriptor | None:
    source = as_map(value)
    if not source:
        return None
    digest = as_text(source.get("digest")) or ""
    size = as_integer(source.get("size"))
    return Descriptor(
        digest if is_digest(digest) else "",
        _word(source.get("mediaType")) or "",
        size if size is not None and 0 <= size < 2**53 else None,
        _entry_platform(as_map(source.get("platform"))),
        named_values(source.get("annotations")),
        _word(source.get("artifactType")),
    )


def _entry_platform(source: Mapping[str, object]) -> str | None:
    if source.get("os") == _UNKNOWN and source.get("architecture") == _UNKNOWN:
        return f"{_UNKNOWN}/{_UNKNOWN}"
    return platform_of(source)


def _word(value: object) -> str | None:
    return clean(value, 256) if isinstance(value, str) and value else None
