"""Sizes and times that guard this server against a remote one."""

from __future__ import annotations

from dataclasses import dataclass

MAX_MESSAGE = 4096
"""Characters of the controller's own words that reach the browser (schema Failure)."""

MAX_ERROR_BODY = 64 * 1024
"""Bytes read of an error reply: its text is cut to MAX_MESSAGE anyway, so a huge one is not worth refusing."""


@dataclass(frozen=True)
class HttpLimits:
    """Time-outs per phase in seconds and the largest reply in bytes."""

    connect: float = 5.0
    read: float = 30.0
    write: float = 30.0
    pool: float = 10.0
    total: float = 120.0
    """The read time-out starts anew with every piece; a reply that drips for ever ends here."""
    reply_bytes: int = 64 * 1024 * 1024


def cut(text: str, limit: int = MAX_MESSAGE) -> str:
    """At most ``limit`` characters; a cut text ends with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
