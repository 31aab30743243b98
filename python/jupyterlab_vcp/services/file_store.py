"""Changes of a user's own files: only of the content that was read, in one step, with a back-up beside it.

``vcp_config.yml`` and ``vcp_flavor.yml`` are edited by hand, by other programs and by other Jupyter servers of the same
user, so that every change names the version it was made for.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.services.file_lock import fcntl

MAX_BYTES = 1_000_000
"""What is larger is some other file, named by mistake."""
_MODE = 0o600
"""Of a file that was not there before."""


@dataclass(frozen=True)
class Written:
    """What a change has left behind; ``version`` as :func:`digest` tells it. No back-up: nothing was there before."""

    path: Path
    version: str
    backup: Path | None


def read_bytes(path: Path) -> bytes | None:
    """The content; None when there is no such file.

    :raises VcpFailure: ``file_failed`` when it is there and cannot be read, or is larger than MAX_BYTES.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _failed(path, "read", error) from None
    _require_size(path, content)
    return content


def change_file(path: Path, version: str | None, change: Callable[[str | None], str]) -> Written:
    """Replace a file by what ``change`` makes of its text, if it still is of that version.

    :param path: links are followed: the file behind them is replaced, they stay.
    :param version: as last read; None when there was no file.
    :param change: gets the text as it stands in the file, byte order mark and line breaks too; None without a file.
    :raises VcpFailure: ``changed`` when it is of another version; ``file_failed`` when it cannot be read or written.
        The file is as it was then, and no back-up is left. What ``change`` raises passes through.
    """
    real = _behind_links(path)
    with _locked(real.parent):
        before = read_bytes(real)
        _require(real, before, version)
        after = change(None if before is None else _text(real, before)).encode("utf-8")
        if after == before:
            return Written(path, digest(after), None)
        _require_size(real, after)
        _refuse_read_only(real)
        try:
            backup = None if before is None else _back_up(real, before)
            _replace(real, before, after, backup)
        except OSError as error:
            raise _failed(real, "written", error) from None
        return Written(path, digest(after), backup)


def rehearse_change(path: Path, version: str | None, change: Callable[[str | None], str]) -> None:
    """Everything of :func:`change_file` that can be found out without writing, for who must do something else first."""
    real = _behind_links(path)
    before = read_bytes(real)
    _require(real, before, version)
    after = change(None if before is None else _text(real, before)).encode("utf-8")
    if after != before:
        _require_size(real, after)
        _refuse_read_only(real)
        if not os.access(real.parent, os.W_OK | os.X_OK):
            message = f"{real.parent} takes no new file; allow writing into the folder first (chmod u+w)."
            raise VcpFailure("file_failed", message, path=str(real))


def digest(content: bytes) -> str:
    """The version of a content: its SHA-256 in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _behind_links(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        raise VcpFailure("file_failed", f"{path} cannot be followed: its links lead nowhere.", path=str(path)) from None


def _require_size(path: Path, content: bytes) -> None:
    if len(content) > MAX_BYTES:
        message = f"{path} is or would become larger than {MAX_BYTES:,} bytes; it is left alone."
        raise VcpFailure("file_failed", message, path=str(path))


def _require(path: Path, content: bytes | None, version: str | None) -> None:
    if (None if content is None else digest(content)) != version:
        message = f"{path} is not as it was when it was read. Nothing was written; read it again."
        raise VcpFailure("changed", message, path=str(path))


def _text(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise VcpFailure("config_broken", f"{path} is not UTF-8 text; mend it first.", path=str(path)) from None


def _refuse_read_only(path: Path) -> None:
    """A file that its owner has protected is not replaced, although the folder would let us."""
    try:
        protected = not path.stat().st_mode & stat.S_IWUSR or not os.access(path, os.W_OK)
    except OSError:
        return
    if protected:
        raise VcpFailure("file_failed", f"{path} is read-only; allow writing first (chmod u+w).", path=str(path))


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One change at a time in a folder, over threads and processes; a system without locks checks the version alone."""
    try:
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)) if fcntl is not None else -1
    except OSError as error:
        raise _failed(folder, "used", error) from None
    try:
        if fcntl is not None:
            with contextlib.suppress(OSError):
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        if handle >= 0:
            os.close(handle)


def _back_up(path: Path, content: bytes) -> Path:
    """Keep the content beside the file, with its mode at most."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    for suffix in ("", *(f"-{number}" for number in range(2, 100))):
        backup = path.with_name(f"{path.name}.bak-{stamp}{suffix}")
        with contextlib.suppress(FileExistsError):
            _create(backup, content, path.stat())
            return backup
    raise FileExistsError(17, "too many back-ups within a second")


def _replace(path: Path, before: bytes | None, after: bytes, backup: Path | None) -> None:
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        fresh.unlink(missing_ok=True)
        _create(fresh, after, None if before is None else path.stat())
        # Whoever knows nothing of our lock, such as an editor, may have saved while we wrote.
        _require(path, read_bytes(path), None if before is None else digest(before))
        fresh.replace(path)
    except (OSError, VcpFailure):
        for left in (fresh, backup):
            if left is not None:
                with contextlib.suppress(OSError):
                    left.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _create(path: Path, content: bytes, model: os.stat_result | None) -> None:
    """A new file, on the disk when this returns; owner, group and mode of the model, 0600 without one."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if model is not None and hasattr(os, "fchmod"):  # not on Windows, whose files have no such modes
                os.fchmod(handle, _mode_like(handle, model))
            os.fsync(handle)
    except OSError:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def _mode_like(handle: int, model: os.stat_result) -> int:
    """The model's mode; without its rights for a group that the new file cannot be given to."""
    mode, own = stat.S_IMODE(model.st_mode) & 0o777, os.fstat(handle)
    if (own.st_uid, own.st_gid) != (model.st_uid, model.st_gid):
        try:
            os.fchown(handle, model.st_uid, model.st_gid)
        except PermissionError:
            return mode & stat.S_IRWXU
    return mode


def _sync_folder(folder: Path) -> None:
    """So that a power failure does not bring the old file back; the change has been made already."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _failed(path: Path, what: str, error: OSError) -> VcpFailure:
    reason = error.strerror or type(error).__name__
    return VcpFailure("file_failed", f"{path} cannot be {what}: {reason}. It is as it was.", path=str(path))
