"""Time of the simulation: dates follow the wall clock, work goes faster by the time scale."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

ZONES = {"UTC": timezone(timedelta(0)), "JST": timezone(timedelta(hours=9))}


class Clock:
    """The one source of time; a test gives a frozen ``source`` and moves it with :meth:`advance`."""

    def __init__(self, speed: float = 1.0, source: Callable[[], float] = time.time) -> None:
        if speed <= 0:
            raise ValueError("speed must be greater than 0")
        self.speed = speed
        self.offset = 0.0
        self._source = source

    def now(self) -> float:
        """Seconds since the epoch, jumps included."""
        return self._source() + self.offset

    def scaled(self, seconds: float) -> float:
        """How long work of so many real seconds takes here."""
        return seconds / self.speed

    def advance(self, seconds: float) -> None:
        """Jump forward by so many seconds of this clock (not scaled)."""
        self.offset += max(0.0, seconds)


def format_date(stamp: float, zone: str = "UTC") -> str:
    """A date as the controller writes it, such as ``2018/10/25 12:55:27 UTC``."""
    return f"{datetime.fromtimestamp(stamp, ZONES[zone]):%Y/%m/%d %H:%M:%S} {zone}"
