"""Dates of the controller (controller-api.md 1, "Identifiers")."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

_DATE = re.compile(r"^(\d{4})/(\d{2})/(\d{2}) (\d{2}):(\d{2}):(\d{2}) (UTC|JST)$")
_ZONES = {"UTC": UTC, "JST": timezone(timedelta(hours=9))}


@lru_cache(maxsize=32_768)
def to_rfc3339(text: str) -> str | None:
    """``2018/10/25 12:55:27 UTC`` as RFC 3339; the text itself when it is not understood; None when there is none.

    Only the two zones that the pages show are known: guessing what another abbreviation means would be wrong by hours.
    Cached, because every poll brings the same dates again.
    """
    text = text.strip()
    if not text:
        return None
    found = _DATE.match(text)
    if found is None:
        return text
    year, month, day, hour, minute, second = (int(part) for part in found.groups()[:6])
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=_ZONES[found[7]])
    except ValueError:
        return text
    return moment.isoformat().replace("+00:00", "Z")


def now() -> str:
    """The present in RFC 3339, UTC, microseconds (jobs are sorted by it)."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
