"""What jobs and bulk operations have in common: they are kept in a journal, and forgotten some time after their end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import datetime, timedelta

from jupyterlab_vcp.core.dates import now

KEEP_ENDED = timedelta(days=7)
"""How long work that nobody dismissed can still be looked up after its end."""


class Record(ABC):
    """Work that the server owns. Dates are RFC 3339."""

    id: str
    """The idempotency key."""
    controller: str
    """``host:port`` that the orders go to; after a change of configuration another one must not be asked."""
    started_at: str
    updated_at: str

    @property
    @abstractmethod
    def ended(self) -> bool:
        """Whether nothing will change any more."""

    @abstractmethod
    def to_journal(self) -> dict[str, object]:
        """Plain data for the file; no secret."""

    @abstractmethod
    def to_reply(self) -> dict[str, object]:
        """What the browser gets."""

    def outdated(self, moment: datetime) -> bool:
        """Whether it ended longer ago than KEEP_ENDED; a date that is not understood is none to forget by."""
        try:
            updated = datetime.fromisoformat(self.updated_at)
        except ValueError:
            return False
        return self.ended and updated.tzinfo is not None and moment - updated > KEEP_ENDED

    def touch(self) -> None:
        """Note that something has changed."""
        self.updated_at = now()
