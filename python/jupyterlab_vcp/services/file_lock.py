"""Locks between the Jupyter servers of one user: held by a process, gone with it."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from types import ModuleType

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows has no such locks; there two servers of one user must have different folders
    fcntl = None


def lock_file(path: Path, log: logging.Logger) -> int | None:
    """The handle of the lock, to be closed; None: another live process has it, or had it until this moment.

    :raises OSError: the lock file cannot be made.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    if fcntl is None:
        return handle
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    except OSError as error:  # a network file system without locks: better unlocked than no work at all
        log.warning("%s cannot be locked: %s", path, error.strerror)
        return handle
    if not _stands(path, handle):
        os.close(handle)
        return None
    return handle


def _stands(path: Path, handle: int) -> bool:
    """Whether the file is still there by its name: a lock on one that its last owner has removed keeps nobody out."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
