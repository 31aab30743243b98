"""Files that hold one secret: read only when nobody else can read them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

MAX_BYTES = 64 * 1024
"""More is some other file, named by mistake."""


class SecretFileError(Exception):
    """Why a file was not read; ``open_to_others`` when it is the mode that has to be changed."""

    def __init__(self, reason: str, *, open_to_others: bool = False) -> None:
        super().__init__(reason)
        self.open_to_others = open_to_others


def read_secret_file(path: Path) -> str:
    """The text of a file; one that others can read is refused, as ssh refuses such a private key.

    :raises SecretFileError: it is open to others, not there, not a file, not text.
    """
    try:
        # By its handle, so that what is judged is what is read; not blocking, so that a pipe is judged, not awaited.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        try:
            _check_mode(os.fstat(handle).st_mode)
            return os.read(handle, MAX_BYTES).decode("utf-8-sig")
        finally:
            os.close(handle)
    except UnicodeDecodeError:
        raise SecretFileError("no text") from None
    except OSError as error:
        raise SecretFileError(error.strerror or "no text") from None


def _check_mode(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise SecretFileError("it is not a file")
    if stat.S_IMODE(mode) & (stat.S_IRWXG | stat.S_IRWXO):
        raise SecretFileError("it is open to other users", open_to_others=True)
