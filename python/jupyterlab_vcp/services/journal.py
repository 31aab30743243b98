"""The journal of jobs and of bulk operations: one file for each, mode 0600, written whole or not at all."""

from __future__ import annotations

import json
import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Generic, TypeVar

from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.record import Record
from jupyterlab_vcp.services.file_lock import lock_file

R = TypeVar("R", bound=Record)


class Journal(Generic[R]):
    """A folder of records of one kind. Two servers of a user may share it: each unfinished one is locked by its owner.

    ``parse`` is the reverse of ``Record.to_journal``; it raises ValueError or TypeError for what it does not know.
    """

    def __init__(self, folder: Path, log: logging.Logger, parse: Callable[[object], R]) -> None:
        self._folder = folder
        self._log = log
        self._parse = parse
        self._locks: dict[str, int] = {}

    def claim(self, record_id: str) -> bool:
        """Take a record for this process, until :meth:`release` or its end; False: another live server has it.

        :raises VcpFailure: ``internal`` when the folder cannot be written to.
        """
        if record_id in self._locks:
            return True
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = lock_file(self._lock_path(record_id), self._log)
        except OSError as error:
            raise self._unwritable(error) from None
        if handle is None:
            return False
        self._locks[record_id] = handle
        return True

    def release(self, record_id: str) -> None:
        """Give a record back; the lock file goes with it."""
        handle = self._locks.pop(record_id, None)
        if handle is not None:
            self._lock_path(record_id).unlink(missing_ok=True)
            os.close(handle)

    def has(self, record_id: str) -> bool:
        """Whether there is a file of that key, whoever wrote it."""
        return self._path(record_id).exists()

    def write(self, record: R) -> None:
        """Keep the record as it is now.

        :raises VcpFailure: ``internal`` when it cannot be kept; the caller must then not send anything.
        """
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # In ASCII: the controller's words may hold half a surrogate pair, which no file takes. Not indented: that
            # takes ten times as long, which Jupyter would stand still with thousands of rows.
            replace_file(self._path(record.id), json.dumps(record.to_journal()))
        except OSError as error:
            raise self._unwritable(error) from None

    def forget(self, record_id: str) -> None:
        """Remove the record's file.

        :raises VcpFailure: ``internal`` when the folder cannot be written to.
        """
        try:
            self._path(record_id).unlink(missing_ok=True)
        except OSError as error:
            raise self._unwritable(error) from None

    def read(self) -> Iterator[R]:
        """All records; a file that is broken is left where it is and named in the log."""
        if not self._folder.is_dir():
            return
        for path in sorted(self._folder.glob("*.json")):
            try:
                record = self._parse(json.loads(path.read_text(encoding="utf-8")))
            except (OSError, ValueError, TypeError, RecursionError) as error:
                self._log.warning("The record in %s was not understood: %s", path, error)
                continue
            if record.id == path.stem:
                yield record

    def _unwritable(self, error: OSError) -> VcpFailure:
        message = f"The journal in {self._folder} cannot be written: {error.strerror}."
        return VcpFailure("internal", message, path=str(self._folder))

    def _lock_path(self, record_id: str) -> Path:
        return self._folder / f"{record_id}.lock"

    def _path(self, record_id: str) -> Path:
        return self._folder / f"{record_id}.json"


def replace_file(path: Path, text: str) -> None:
    """Write a file with mode 0600, on the disk and in one step: a crash leaves the old one or the new one.

    :raises OSError: it cannot be written; the old one is still there.
    """
    # mkstemp makes the file with mode 0600.
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
