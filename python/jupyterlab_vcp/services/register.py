"""Work that the server owns, by its idempotency key: in memory, in the journal, and forgotten in time."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Generic, TypeVar

from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.record import Record
from jupyterlab_vcp.core.redaction import Redactor
from jupyterlab_vcp.services.journal import Journal

R = TypeVar("R", bound=Record)


class Register(Generic[R]):
    """The records of one kind; ``kind`` is what messages call one of them ("job")."""

    def __init__(self, kind: str, journal: Journal[R], redactor: Redactor, log: logging.Logger) -> None:
        self._kind = kind
        self._journal = journal
        self._redactor = redactor
        self._log = log
        self._records: dict[str, R] = {}

    def __iter__(self) -> Iterator[R]:
        """All that are known, oldest first."""
        return iter(self._records.values())

    def __contains__(self, record_id: str) -> bool:
        """Whether the key is known."""
        return record_id in self._records

    def newest_first(self) -> list[Mapping[str, object]]:
        """What the browser gets of each; one that ended longer ago than KEEP_ENDED is forgotten."""
        self.forget_outdated()
        return [each.to_reply() for each in sorted(self, key=lambda record: record.started_at, reverse=True)]

    def untold_count(self) -> int:
        """Those that a page should ask for: that go on, and ended ones that no page has told and dismissed."""
        self.forget_outdated()
        return len(self._records)

    def get(self, record_id: str) -> R:
        """One of them; ``not_found``."""
        record = self._records.get(record_id)
        if record is None:
            raise VcpFailure("not_found", f"There is no such {self._kind}.")
        return record

    def dismiss(self, record_id: str) -> None:
        """Forget one that has ended.

        :raises VcpFailure: ``not_found``; ``busy`` while it runs; ``internal`` when its file cannot be removed.
        """
        if not self.get(record_id).ended:
            raise VcpFailure("busy", f"The {self._kind} is still running.")
        self._journal.forget(record_id)
        del self._records[record_id]

    def add(self, record: R) -> None:
        """Take a new one in, for this process alone; it is in the journal before it is known.

        :raises VcpFailure: ``job_running`` when another server has or had it; ``internal`` when it cannot be kept.
        """
        if not self._journal.claim(record.id):
            raise VcpFailure("job_running", f"Another Jupyter server of yours is carrying out this {self._kind}.")
        if self._journal.has(record.id):
            self._journal.release(record.id)
            raise VcpFailure("job_running", f"Another Jupyter server of yours has begun this {self._kind} already.")
        try:
            self._journal.write(record)
        except VcpFailure:
            self._journal.release(record.id)
            raise
        self._records[record.id] = record

    def take_up(self) -> Iterator[R]:
        """Those that the last server left open and no other live server has; ended ones are just known again."""
        for record in self._journal.read():
            try:
                if not record.ended and not self._journal.claim(record.id):
                    continue
            except VcpFailure as failure:
                self._log.warning("The %s %s was not taken up: %s", self._kind, record.id, failure.message)
                continue
            self._records[record.id] = record
            if not record.ended:
                yield record

    def keep(self, record: R) -> None:
        """Write down that it has changed; ``internal`` when that cannot be done."""
        record.touch()
        self._journal.write(record)

    def end(self, record: R) -> None:
        """Keep how it ended, as far as possible, and let go of it."""
        try:
            self.keep(record)
        except VcpFailure as failure:
            self._log.error("The %s %s has ended, but: %s", self._kind, record.id, failure.message)
        self._journal.release(record.id)

    def begun(self, record_id: str) -> bool:
        """Whether the key is known here, or in the journal from another server."""
        return record_id in self._records or self._journal.has(record_id)

    def claim(self, record_id: str) -> bool:
        """Hold a key for this process before there is a record; see :meth:`Journal.claim`."""
        return self._journal.claim(record_id)

    def release(self, record_id: str) -> None:
        """Give a key back."""
        self._journal.release(record_id)

    def release_all(self) -> None:
        """Let the next server take up what is open."""
        for record_id in self._records:
            self._journal.release(record_id)

    def forget_outdated(self) -> None:
        """Drop what ended long ago, from memory and from the journal."""
        moment = datetime.now(UTC)
        for record in [each for each in self if each.outdated(moment)]:
            del self._records[record.id]
            try:
                self._journal.forget(record.id)
            except VcpFailure as failure:
                self._log.warning("The %s %s ended long ago, but %s", self._kind, record.id, failure.message)

    def masked(self, text: str) -> str:
        """A name as it may stand in a file."""
        return str(self._redactor.reply(text))

    def presentable(self, failure: VcpFailure) -> Mapping[str, object]:
        """The failure as it may stand in a file (schema Failure)."""
        return presentable(failure, self._redactor)


def presentable(failure: VcpFailure, redactor: Redactor) -> Mapping[str, object]:
    """The schema Failure without any secret, as it may stand in a file."""
    return {
        name: redactor.text(value) if isinstance(value, str) else value for name, value in failure.to_reply().items()
    }
