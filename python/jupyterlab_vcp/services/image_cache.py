"""What registries have said: bounded by bytes where it can never change, by time where it can."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")

MAX_BYTES = 32 * 1024 * 1024
"""What is kept of one kind; manifest and config of an image have 2 to 40 KB, a tag has some 80 bytes in a list."""
FRESH_SECONDS = 60.0
"""How long a list, or what a tag points to, counts as known."""


class ByteCache(Generic[T]):
    """Values that never change, the one longest unused forgotten first."""

    def __init__(self, limit: int = MAX_BYTES) -> None:
        self._limit = limit
        self._size = 0
        self._known: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()

    def get(self, key: Hashable) -> T | None:
        """The value, when it is still there."""
        found = self._known.get(key)
        if found is None:
            return None
        self._known.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, value: T, size: int) -> None:
        """Keep it, unless it alone (``size`` bytes) is more than half of what may be kept."""
        self.drop(key)
        if size > self._limit // 2:
            return
        self._known[key] = (value, size)
        self._size += size
        while self._size > self._limit:
            _, (_, dropped) = self._known.popitem(last=False)
            self._size -= dropped

    def drop(self, key: Hashable) -> None:
        """Forget it."""
        if key in self._known:
            self._size -= self._known.pop(key)[1]


class RecentAnswers(Generic[T]):
    """Last answers with their age, the one longest unchanged forgotten first."""

    def __init__(self, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: ByteCache[tuple[T, float]] = ByteCache(limit)

    def fresh(self, key: Hashable) -> T | None:
        """The answer, when it is younger than a minute."""
        found = self._known.get(key)
        return found[0] if found and self._clock() - found[1] < FRESH_SECONDS else None

    def last(self, key: Hashable) -> T | None:
        """The answer, however old it is."""
        found = self._known.get(key)
        return found[0] if found else None

    def put(self, key: Hashable, answer: T, size: int) -> None:
        """Keep it as of now; ``size`` in bytes, more or less."""
        self._known.put(key, (answer, self._clock()), size)

    def forget(self, key: Hashable) -> None:
        """Drop it: the registry says that it is no longer so."""
        self._known.drop(key)
