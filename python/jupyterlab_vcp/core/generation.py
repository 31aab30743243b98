"""Generations of the VC Controller, told by the version text of ``GET /version`` (appendix-facts.md 9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from jupyterlab_vcp.core.shape import as_map, as_text

Generation = Literal["25", "26.10"]

# Releases are named by year and month, "20.10.0+20201001" for example; a count of days may follow.
_RELEASE = re.compile(r"\s*v?([1-9][0-9])\.(0?[1-9]|1[0-2])(?![0-9])", re.IGNORECASE)
_SECOND = (26, 10)


def generation_of(version: str) -> Generation | None:
    """``25`` for releases before 26.10, ``26.10`` for that and later ones, None for a text that names none."""
    release = _RELEASE.match(version)
    if release is None:
        return None
    return "26.10" if (int(release[1]), int(release[2])) >= _SECOND else "25"


def default_image(common: Mapping[str, object], generation: Generation | None) -> str | None:
    """The image that the SDK takes when a spec names none; None where no source tells it.

    ``common`` is ``providers/_common.json``. Of an unknown generation nothing can be said.
    """
    facts = as_map(as_map(as_map(common.get("x-vcp")).get("generations")).get(generation or ""))
    return as_text(facts.get("defaultImage")) or None
