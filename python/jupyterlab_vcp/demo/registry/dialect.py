"""The two versions of distribution in the field, and how they differ (registry-api 3, 5 and 9)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Dialect:
    """What one version does its own way."""

    json_type: str
    pages_tags: bool
    """Whether ``n`` and ``last`` mean something for tags, which are then sorted too."""
    strict_numbers: bool
    """Whether an ``n`` that is no number is refused."""
    makes_schema1: bool
    """Whether clients that accept nothing else get the obsolete format."""
    hides_index: bool
    """Whether an OCI index is hidden from clients that do not accept it."""
    words: bool
    """Whether ``detail`` is a sentence where the other version gives an object."""


V2 = Dialect("application/json; charset=utf-8", False, False, True, True, False)
V3 = Dialect("application/json", True, True, False, False, True)


@dataclass(frozen=True)
class Answer:
    """An HTTP answer before it is sent; ``headers`` without length and date."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def content_type(self) -> str:
        """Empty when there is none."""
        return self.headers.get("Content-Type", "")


NOT_FOUND = Answer(404, b"404 page not found\n", {"Content-Type": "text/plain; charset=utf-8"})
"""What is no route of a registry: invalid names and tags too."""

_MESSAGES = {
    "UNAUTHORIZED": (401, "authentication required"),
    "NAME_UNKNOWN": (404, "repository name not known to registry"),
    "MANIFEST_UNKNOWN": (404, "manifest unknown"),
    "BLOB_UNKNOWN": (404, "blob unknown to registry"),
    "PAGINATION_NUMBER_INVALID": (400, "invalid number of results requested"),
    "DIGEST_INVALID": (400, "provided digest did not match uploaded content"),
    "MANIFEST_INVALID": (400, "manifest invalid"),
    "UNSUPPORTED": (405, "The operation is unsupported."),
    "UNKNOWN": (500, "unknown error"),
}


def json_answer(dialect: Dialect, body: object, **headers: str) -> Answer:
    """200 with JSON, a line end behind it."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    return Answer(200, text, {"Content-Type": dialect.json_type, **headers})


def error(dialect: Dialect, code: str, detail: object = ..., message: str = "") -> Answer:
    """An error body; ``detail`` is left out when it is not given."""
    status, usual = _MESSAGES[code]
    entry: dict[str, object] = {"code": code, "message": message or usual}
    if detail is not ...:
        entry["detail"] = detail
    text = json.dumps({"errors": [entry]}, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    return Answer(status, text, {"Content-Type": dialect.json_type})
