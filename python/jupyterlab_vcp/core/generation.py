"""Generations of the VC Controller, told by the version text of ``GET /version`` (appendix-facts.md 9)."""

from __future__ import annotations

import re
from typing import Literal

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
