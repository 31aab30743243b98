"""Locks between servers: one holder at a time, also when its owner removes the lock file."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from jupyterlab_vcp.services import file_lock
from jupyterlab_vcp.services.file_lock import lock_file

pytestmark = pytest.mark.skipif(file_lock.fcntl is None, reason="no locks on this system")
LOG = logging.getLogger("test")


def test_one_holder_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "x.lock"
    first = lock_file(path, LOG)
    assert first is not None
    assert lock_file(path, LOG) is None
    os.close(first)
    second = lock_file(path, LOG)
    assert second is not None
    os.close(second)


def test_a_lock_that_its_owner_removes_meanwhile_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else two servers would hold "the" lock: one on the file that is gone, one on the next of that name."""
    path = tmp_path / "x.lock"
    owner = lock_file(path, LOG)
    assert owner is not None
    open_file = os.open

    def opened(*arguments: object) -> int:
        handle = open_file(*arguments)  # type: ignore[arg-type]
        path.unlink()
        os.close(owner)
        return handle

    monkeypatch.setattr(os, "open", opened)
    assert lock_file(path, LOG) is None
    monkeypatch.undo()
    after = lock_file(path, LOG)
    assert after is not None
    os.close(after)
