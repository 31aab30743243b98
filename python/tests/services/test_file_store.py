"""Changes of a user's files: versions, links, rights, back-ups, and what goes wrong on the way."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.services import file_store
from jupyterlab_vcp.services.file_store import change_file, digest, rehearse_change


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "vcp_flavor.yml"
    path.write_bytes(b"\xef\xbb\xbfone\r\n")
    path.chmod(0o640)
    return path


def version(path: Path) -> str:
    return digest(path.read_bytes())


def more(text: str | None) -> str:
    return (text or "") + "more"


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def failure(act: Callable[[], object]) -> VcpFailure:
    with pytest.raises(VcpFailure) as raised:
        act()
    return raised.value


def test_changes_bytes_and_keeps_a_back_up(file: Path) -> None:
    written = change_file(file, version(file), more)
    assert file.read_bytes() == b"\xef\xbb\xbfone\r\nmore"
    assert (written.path, written.version) == (file, version(file))
    assert written.backup is not None
    assert written.backup.read_bytes() == b"\xef\xbb\xbfone\r\n"
    assert written.backup.name.startswith("vcp_flavor.yml.bak-")
    assert names(file.parent) == {file.name, written.backup.name}
    assert {each.stat().st_mode & 0o777 for each in (file, written.backup)} == {0o640}


def test_each_change_has_a_back_up_of_its_own(file: Path) -> None:
    backups = {change_file(file, version(file), more).backup for _ in range(3)}
    assert len(backups) == 3
    assert {each.read_bytes().count(b"more") for each in backups if each is not None} == {0, 1, 2}


def test_no_change_leaves_no_back_up(file: Path) -> None:
    assert change_file(file, version(file), lambda text: text or "").backup is None
    assert names(file.parent) == {file.name}


def test_a_new_file_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new.yml"
    written = change_file(path, None, more)
    assert (path.read_text(), written.backup, path.stat().st_mode & 0o777) == ("more", None, 0o600)


def test_a_link_stays_and_what_it_points_at_is_replaced(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "links"
    folder.mkdir()
    link = folder / "config.yml"
    link.symlink_to("../" + file.name)
    written = change_file(link, version(file), more)
    assert link.is_symlink()
    assert file.read_bytes().endswith(b"more")
    assert (written.path, written.backup is not None and written.backup.parent) == (link, file.parent)
    assert names(folder) == {link.name}


def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.symlink_to(second)
    second.symlink_to(first)
    assert failure(lambda: change_file(first, None, more)).code == "file_failed"


@pytest.mark.parametrize("expected", [None, "0" * 64])
def test_another_version_is_not_touched(file: Path, expected: str | None) -> None:
    for act in (change_file, rehearse_change):
        found = failure(partial(act, file, expected, more))
        assert (found.code, found.path) == ("changed", str(file))
    assert file.read_bytes() == b"\xef\xbb\xbfone\r\n"
    assert names(file.parent) == {file.name}


def test_a_file_that_is_gone_is_of_another_version(tmp_path: Path) -> None:
    assert failure(lambda: change_file(tmp_path / "gone", "0" * 64, more)).code == "changed"


def test_an_editor_that_saves_while_we_write(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def saved_meanwhile(path: Path, content: bytes) -> Path:
        backup = original(path, content)
        file.write_text("by hand")
        return backup

    original = file_store._back_up
    monkeypatch.setattr(file_store, "_back_up", saved_meanwhile)
    assert failure(lambda: change_file(file, version(file), more)).code == "changed"
    assert file.read_text() == "by hand"
    assert names(file.parent) == {file.name}


def test_two_writers_one_after_the_other(file: Path) -> None:
    """Both were given the same version: the second one is told, and nothing of the first is lost."""
    start, outcomes = version(file), list[str]()

    def write(word: str) -> None:
        try:
            change_file(file, start, lambda text: (text or "") + word)
            outcomes.append(word)
        except VcpFailure as refused:
            outcomes.append(refused.code)

    threads = [threading.Thread(target=write, args=(word,)) for word in ("first", "second")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes)[0] == "changed"
    winner = next(each for each in outcomes if each != "changed")
    assert file.read_bytes() == b"\xef\xbb\xbfone\r\n" + winner.encode()


def test_a_full_disk(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    expected = version(file)
    monkeypatch.setattr(os, "fsync", full)
    found = failure(lambda: change_file(file, expected, more))
    assert (found.code, found.path) == ("file_failed", str(file))
    assert "No space left" in found.message
    assert version(file) == expected
    assert names(file.parent) == {file.name}


def test_a_disk_that_is_full_after_the_back_up(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = list[int]()

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    expected = version(file)
    monkeypatch.setattr(os, "fsync", full)
    assert failure(lambda: change_file(file, expected, more)).code == "file_failed"
    assert (version(file), names(file.parent)) == (expected, {file.name})


def test_a_read_only_file_is_not_replaced(file: Path) -> None:
    file.chmod(0o440)
    for act in (change_file, rehearse_change):
        found = failure(partial(act, file, version(file), more))
        assert (found.code, found.path) == ("file_failed", str(file))
        assert "read-only" in found.message
    assert names(file.parent) == {file.name}


def test_a_folder_that_takes_no_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may write anywhere, so the refusal is made where the system would give it."""

    def refused(name: str, flags: int, *rest: int) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return original(name, flags, *rest)

    original, expected = os.open, version(file)
    monkeypatch.setattr(os, "open", refused)
    found = failure(lambda: change_file(file, expected, more))
    assert (found.code, version(file)) == ("file_failed", expected)
    assert "Permission denied" in found.message


def test_a_folder_that_takes_no_file_is_found_in_the_rehearsal(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A secret must not be stored for a reference that cannot be written."""
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != file.parent and access(path, mode))
    found = failure(lambda: rehearse_change(file, version(file), more))
    assert (found.code, found.path) == ("file_failed", str(file))
    assert str(file.parent) in found.message


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    found = failure(lambda: change_file(tmp_path / "none" / "file", None, more))
    assert (found.code, (tmp_path / "none").exists()) == ("file_failed", False)


def test_a_group_that_we_are_not_in_gets_no_rights(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*arguments: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    model = file.stat()
    if os.geteuid() == 0:
        os.chown(file, -1, model.st_gid + 1)
    else:
        pytest.skip("only root can give a file to another group")
    monkeypatch.setattr(os, "fchown", refused)
    change_file(file, version(file), more)
    assert file.stat().st_mode & 0o777 == 0o600


def test_owner_and_group_stay_where_they_can(file: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a file away")
    os.chown(file, 12345, 54321)
    written = change_file(file, version(file), more)
    assert written.backup is not None
    assert {(each.stat().st_uid, each.stat().st_gid) for each in (file, written.backup)} == {(12345, 54321)}


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"x" * (file_store.MAX_BYTES + 1)])
def test_what_is_no_text_of_ours(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert failure(lambda: change_file(file, version(file), more)).code in ("config_broken", "file_failed")
    assert file.read_bytes() == content


def test_a_file_does_not_grow_beyond_what_can_be_read(file: Path) -> None:
    found = failure(lambda: change_file(file, version(file), lambda text: "x" * (file_store.MAX_BYTES + 1)))
    assert (found.code, names(file.parent)) == ("file_failed", {file.name})


def test_a_folder_of_that_name(tmp_path: Path) -> None:
    assert failure(lambda: change_file(tmp_path, None, more)).code == "file_failed"


def test_what_the_change_raises_passes_and_nothing_is_left(file: Path) -> None:
    def broken(text: str | None) -> str:
        raise VcpFailure("exists", "there is one")

    assert failure(lambda: change_file(file, version(file), broken)).code == "exists"
    assert names(file.parent) == {file.name}
