"""The journal of long jobs: one file per job, mode 0600, written whole or not at all."""

from __future__ import annotations

import json
import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.job import Job, job_from_journal


class Journal:
    """A folder of job files."""

    def __init__(self, folder: Path, log: logging.Logger) -> None:
        self._folder = folder
        self._log = log

    def write(self, job: Job) -> None:
        """Keep the job as it is now.

        :raises VcpFailure: ``internal`` when it cannot be kept; the caller must then not send anything.
        """
        text = json.dumps(job.to_journal(), ensure_ascii=False, indent=1)
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
            message = f"The journal of jobs in {self._folder} cannot be written: {error.strerror}."
            raise VcpFailure("internal", message, path=str(self._folder)) from None

    def forget(self, job_id: str) -> None:
        """Remove the job's file."""
        self._path(job_id).unlink(missing_ok=True)

    def read(self) -> Iterator[Job]:
        """All jobs; a file that is broken is left where it is and named in the log."""
        if not self._folder.is_dir():
            return
        for path in sorted(self._folder.glob("*.json")):
            try:
                job = job_from_journal(json.loads(path.read_text(encoding="utf-8")))
            except (OSError, ValueError, TypeError) as error:
                self._log.warning("The job in %s was not understood: %s", path, error)
                continue
            if job.id == path.stem:
                yield job

    def _path(self, job_id: str) -> Path:
        return self._folder / f"{job_id}.json"
