"""The file of reminders and planned power-offs: changed under a lock, in one step; a broken one is put aside."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.schedule import Document, NewerFormat, check_document, empty
from jupyterlab_vcp.services.file_lock import lock_file
from jupyterlab_vcp.services.journal import replace_file

LOCK_TRIES = 40
LOCK_PAUSE = 0.05
"""Seconds; another server holds the lock for the time of one small write."""


class ScheduleFile:
    """Two servers of one user may share it. Every method raises VcpFailure ``file_failed``."""

    def __init__(self, path: Path, log: logging.Logger) -> None:
        self._path = path
        self._log = log

    def read(self) -> Document:
        """What it says now; empty when there is none."""
        try:
            return check_document(json.loads(self._path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return empty()
        except NewerFormat as error:
            raise self._failed(f"{error}: it was written by a later version of jupyterlab-vcp") from None
        except OSError as error:
            raise self._failed(f"cannot be read: {error.strerror}") from None
        except (ValueError, RecursionError) as error:
            self._put_aside(error)
            return empty()

    @asynccontextmanager
    async def edit(self) -> AsyncIterator[Document]:
        """The document to be changed in place; it is written when the block ends without an exception."""
        handle = await self._lock()
        try:
            document = self.read()
            before = json.dumps(document)
            yield document
            if json.dumps(document) != before:
                replace_file(self._path, json.dumps(document, indent=1))
        except OSError as error:
            raise self._failed(f"cannot be written: {error.strerror}") from None
        finally:
            os.close(handle)

    async def _lock(self) -> int:
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            for _ in range(LOCK_TRIES):
                handle = lock_file(self._path.with_suffix(".lock"), self._log)
                if handle is not None:
                    return handle
                await asyncio.sleep(LOCK_PAUSE)
        except OSError as error:
            raise self._failed(f"cannot be written: {error.strerror}") from None
        raise self._failed("is being changed by another Jupyter server of yours")

    def _put_aside(self, error: Exception) -> None:
        """Never written over: somebody may want to mend it."""
        aside = self._path.with_name(f"{self._path.name}.broken-{time.strftime('%Y%m%dT%H%M%S')}")
        try:
            self._path.replace(aside)
        except FileNotFoundError:  # another server of the user was quicker
            return
        except OSError as problem:
            raise self._failed(f"is broken ({error}) and cannot be put aside: {problem.strerror}") from None
        self._log.error("The schedule %s is broken (%s). It was put aside as %s.", self._path, error, aside.name)

    def _failed(self, what: str) -> VcpFailure:
        return VcpFailure("file_failed", f"The schedule {self._path} {what}.", path=str(self._path))
