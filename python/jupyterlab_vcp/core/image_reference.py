"""The grammar of image references (distribution's reference grammar), before a name becomes a part of a path."""

from __future__ import annotations

import re
from dataclasses import dataclass

_COMPONENT = r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*"
_REPOSITORY = re.compile(rf"{_COMPONENT}(?:/{_COMPONENT})*")
_TAG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,127}")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}")
_ARTIFACT_TAG = re.compile(r"sha256-[0-9a-f]{64}(?:\.(?:sig|att|sbom))?")
_LONGEST_REPOSITORY = 255


@dataclass(frozen=True)
class ImageReference:
    """An image within one registry: ``vcp/base`` with a tag, a digest, or both (then the digest decides)."""

    repository: str
    tag: str | None = None
    digest: str | None = None

    @property
    def reference(self) -> str:
        """What stands behind ``manifests/``: the digest, else the tag, else ``latest`` as container engines have it."""
        return self.digest or self.tag or "latest"

    def __str__(self) -> str:
        tag = f":{self.tag}" if self.tag else ""
        return f"{self.repository}{tag}{f'@{self.digest}' if self.digest else ''}"


def is_repository(text: str) -> bool:
    """Whether it may name a repository."""
    return len(text) <= _LONGEST_REPOSITORY and _REPOSITORY.fullmatch(text) is not None


def is_tag(text: str) -> bool:
    """Whether it may be a tag."""
    return _TAG.fullmatch(text) is not None


def is_digest(text: str) -> bool:
    """Whether it is a digest of an algorithm that can be checked here."""
    return _DIGEST.fullmatch(text) is not None


def is_artifact_tag(text: str) -> bool:
    """Whether a tag holds signatures or statements about another image, not an image."""
    return _ARTIFACT_TAG.fullmatch(text) is not None


def parse_image(text: str) -> ImageReference | None:
    """``repository[:tag][@digest]`` within a registry; None when it breaks the grammar or names neither of the two."""
    name, has_digest, digest = text.partition("@")
    repository, has_tag, tag = name.partition(":")
    if not (has_tag or has_digest) or not is_repository(repository):
        return None
    if (has_tag and not is_tag(tag)) or (has_digest and not is_digest(digest)):
        return None
    return ImageReference(repository, tag or None, digest or None)
