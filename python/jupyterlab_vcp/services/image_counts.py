"""How long lists of registries were when they were last looked at.

A pull-through cache whose source is away answers 200 with the few tags that it has, and no sign of it (registry-api.md
1). So a list that has become shorter is marked. The file is best effort: without it nothing is marked.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from jupyterlab_vcp.core.shape import as_integer, as_map
from jupyterlab_vcp.services.journal import replace_file

FORMAT = 1
MARKED_SECONDS = 24 * 3600.0
"""So long a shrunken list stays marked, also when it is looked at again; then it counts as what there is."""
MAX_COUNTS = 5000
MAX_FILE = 4 * 1024 * 1024
CATALOG = ""
"""What the list of repositories is called among the repositories."""


@dataclass(frozen=True)
class Count:
    """The last look at a list; times are seconds since 1970."""

    count: int
    seen: int
    former: int | None = None
    """How many there were before it became shorter."""
    shrunk: int = 0


class ImageCounts:
    """Counts per address and repository, in one small file that the servers of a user share."""

    def __init__(self, path: Path, log: logging.Logger, clock: Callable[[], float] = time.time) -> None:
        self._path = path
        self._log = log
        self._clock = clock
        self._told = False
        self._writing = asyncio.Lock()

    async def former(self, address: str, counts: Mapping[str, int]) -> Mapping[str, int | None]:
        """Take note of complete lists: repository to length. Answers how many there were where there are fewer now."""
        async with self._writing:
            return await asyncio.to_thread(self._note, address, counts)

    def _note(self, address: str, counts: Mapping[str, int]) -> Mapping[str, int | None]:
        known = self._read()
        now = int(self._clock())
        looks = {name: _look(known.get((address, name)), count, now) for name, count in counts.items()}
        if any(_differs(known.get((address, name)), look) for name, look in looks.items()):
            self._write({**known, **{(address, name): look for name, look in looks.items()}})
        return {name: look.former for name, look in looks.items()}

    def _read(self) -> dict[tuple[str, str], Count]:
        try:
            if self._path.stat().st_size > MAX_FILE:
                raise ValueError("too large")
            document: object = json.loads(self._path.read_text(encoding="utf-8"))
            if as_map(document).get("format") != FORMAT:
                raise ValueError("another format")
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            self._tell("read", error)
            return {}
        registries = as_map(as_map(document).get("registries"))
        return {
            (address, name): count
            for address, repositories in registries.items()
            for name, value in as_map(repositories).items()
            if (count := _count(value)) is not None
        }

    def _write(self, known: Mapping[tuple[str, str], Count]) -> None:
        latest = sorted(known.items(), key=lambda each: each[1].seen, reverse=True)[:MAX_COUNTS]
        registries: dict[str, dict[str, object]] = {}
        for (address, name), count in latest:
            registries.setdefault(address, {})[name] = asdict(count)
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_file(self._path, json.dumps({"format": FORMAT, "registries": registries}))
        except OSError as error:
            self._tell("written", error)

    def _tell(self, what: str, error: Exception) -> None:
        """Once: a read-only folder would otherwise fill the log."""
        if not self._told:
            self._log.warning("%s cannot be %s (%s): lists that got shorter are not marked.", self._path, what, error)
        self._told = True


def _look(before: Count | None, count: int, now: int) -> Count:
    if before is None:
        return Count(count, now)
    former, shrunk = before.former, before.shrunk
    if count < before.count:
        former, shrunk = max(before.count, former or 0), now
    if former is not None and (count >= former or now - shrunk > MARKED_SECONDS):
        former, shrunk = None, 0
    return Count(count, now, former, shrunk)


def _differs(before: Count | None, look: Count) -> bool:
    """Whether it is worth a write: the time alone counts once a day."""
    if before is None or (before.count, before.former) != (look.count, look.former):
        return True
    return look.seen - before.seen > MARKED_SECONDS


def _count(value: object) -> Count | None:
    entry = as_map(value)
    count, seen = as_integer(entry.get("count")), as_integer(entry.get("seen"))
    if count is None or seen is None or count < 0:
        return None
    return Count(count, seen, as_integer(entry.get("former")), as_integer(entry.get("shrunk")) or 0)
