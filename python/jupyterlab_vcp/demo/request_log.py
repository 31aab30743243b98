"""The log of requests received: what tests count on, without any token in it."""

from __future__ import annotations

import time
from collections import deque
from typing import Any

LIMIT = 20_000


class RequestLog:
    """Entries in the order of arrival; the oldest go when there are too many."""

    def __init__(self) -> None:
        self._entries: deque[dict[str, Any]] = deque(maxlen=LIMIT)
        self._count = 0

    def open(self, service: str, method: str, path: str, privileged: bool) -> dict[str, Any]:
        """A new entry; the caller fills in ``status``, ``user`` and ``fault`` later."""
        self._count += 1
        entry: dict[str, Any] = {
            "no": self._count,
            "time": time.time(),
            "service": service,
            "method": method,
            "path": path,
            "privileged": privileged,
            "user": None,
            "status": None,
            "fault": None,
        }
        self._entries.append(entry)
        return entry

    def since(self, number: int) -> list[dict[str, Any]]:
        """Entries after a number."""
        return [entry for entry in self._entries if entry["no"] > number]

    def clear(self) -> None:
        """Forget the entries; numbers go on."""
        self._entries.clear()
