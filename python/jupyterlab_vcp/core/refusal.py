"""Why a spec cannot be turned into a CCI."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Code = Literal[
    "unknown_in_cci",
    "image_required",
    "docker_options_configured",
    "bad_value",
    "missing_value",
    "credential_missing",
    "disk_not_found",
    "key_file",
    "provider_unknown",
]


@dataclass(frozen=True)
class Refusal:
    """``path`` is the place in the document (``attributes.gpus``); the message holds no value of the document."""

    path: str
    code: Code
    message: str


class SpecRefused(Exception):
    """The spec cannot be sent; every reason, at its place."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("; ".join(f"{refusal.path}: {refusal.message}" for refusal in self.refusals))
