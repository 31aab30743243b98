"""Long work on what came in: beside the event loop, in which Jupyter would answer nobody meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

LARGE_BODY = 256 * 1024
"""Bytes from which reading takes longer than handing it to a thread: some milliseconds."""


async def beside(size: int, work: Callable[[], T]) -> T:
    """The result of the work on a body of ``size`` bytes; of a small one at once."""
    return work() if size < LARGE_BODY else await asyncio.to_thread(work)
