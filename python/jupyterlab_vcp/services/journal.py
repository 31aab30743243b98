"""The journal of long jobs: one file per job, mode 0600, written whole or not at all."""

from __future__ import annotations

import json
import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.job import Job, job_from_journal

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows has no such locks; there two servers of one user must have different folders
    fcntl = None


class Journal:
    """A folder of job files. Two servers of one user may share it: each unfinished job is locked by its owner."""

    def __init__(self, folder: Path, log: logging.Logger) -> None:
        self._folder = folder
        self._log = log
        self._locks: dict[str, int] = {}

    def claim(self, job_id: str) -> bool:
        """Take a job for this process, until :meth:`release` or its end; False: another live server has it.

        :raises VcpFailure: ``internal`` when the folder cannot be written to.
        """
        if fcntl is None or job_id in self._locks:
            return True
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self._lock_path(job_id), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise self._unwritable(error) from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        except OSError as error:  # a network file system without locks: better unlocked than no job at all
            self._log.warning("Jobs in %s cannot be locked: %s", self._folder, error.strerror)
        self._locks[job_id] = handle
        return True

    def release(self, job_id: str) -> None:
        """Give a job back; the lock file goes with it."""
        handle = self._locks.pop(job_id, None)
        if handle is not None:
            self._lock_path(job_id).unlink(missing_ok=True)
            os.close(handle)

    def write(self, job: Job) -> None:
        """Keep the job as it is now.

        :raises VcpFailure: ``internal`` when it cannot be kept; the caller must then not send anything.
        """
        # In ASCII: the controller's words may hold half a surrogate pair, which no file takes.
        text = json.dumps(job.to_journal(), indent=1)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # mkstemp makes the file with mode 0600.
            handle, name = tempfile.mkstemp(prefix=f".{job.id}.", dir=self._folder)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._path(job.id))
        except OSError as error:
            raise self._unwritable(error) from None

    def forget(self, job_id: str) -> None:
        """Remove the job's file.

        :raises VcpFailure: ``internal`` when the folder cannot be written to.
        """
        try:
            self._path(job_id).unlink(missing_ok=True)
        except OSError as error:
            raise self._unwritable(error) from None

    def read(self) -> Iterator[Job]:
        """All jobs; a file that is broken is left where it is and named in the log."""
        if not self._folder.is_dir():
            return
        for path in sorted(self._folder.glob("*.json")):
            try:
                job = job_from_journal(json.loads(path.read_text(encoding="utf-8")))
            except (OSError, ValueError, TypeError, RecursionError) as error:
                self._log.warning("The job in %s was not understood: %s", path, error)
                continue
            if job.id == path.stem:
                yield job

    def _unwritable(self, error: OSError) -> VcpFailure:
        message = f"The journal of jobs in {self._folder} cannot be written: {error.strerror}."
        return VcpFailure("internal", message, path=str(self._folder))

    def _lock_path(self, job_id: str) -> Path:
        return self._folder / f"{job_id}.lock"

    def _path(self, job_id: str) -> Path:
        return self._folder / f"{job_id}.json"
