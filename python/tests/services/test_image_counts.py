"""Lists that have become shorter are marked; the file behind it may be damaged, locked away or huge."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from jupyterlab_vcp.services import image_counts
from jupyterlab_vcp.services.image_counts import CATALOG, MARKED_SECONDS, ImageCounts

LOG = logging.getLogger("test-counts")
ADDRESS = "10.0.0.1:5000"


class Looks:
    """Looks at one list, at times of the test's own."""

    def __init__(self, path: Path) -> None:
        self.now = 1_800_000_000.0
        self.path = path
        self.counts = ImageCounts(path, LOG, lambda: self.now)

    async def at(self, count: int, name: str = "vcp/base", address: str = ADDRESS) -> int | None:
        return (await self.counts.former(address, {name: count}))[name]


@pytest.fixture
def looks(tmp_path: Path) -> Looks:
    return Looks(tmp_path / "folder" / "vcp-image-counts.json")


async def test_only_fewer_is_marked(looks: Looks) -> None:
    assert [await looks.at(count) for count in (100, 100, 120, 3)] == [None, None, None, 120]


async def test_the_mark_stays_when_one_looks_again_and_goes_when_all_are_back(looks: Looks) -> None:
    await looks.at(100)
    assert [await looks.at(count) for count in (3, 3, 2, 50, 99)] == [100, 100, 100, 100, 100]
    assert [await looks.at(count) for count in (100, 100)] == [None, None]


async def test_after_a_day_the_shorter_list_is_the_list(looks: Looks) -> None:
    await looks.at(100)
    assert await looks.at(3) == 100
    looks.now += MARKED_SECONDS + 1
    assert [await looks.at(count) for count in (3, 3, 2)] == [None, None, 3]


async def test_registries_and_lists_are_kept_apart_over_a_restart(looks: Looks) -> None:
    for name, address in (("vcp/base", ADDRESS), (CATALOG, ADDRESS), ("vcp/base", "other:5000")):
        assert await looks.at(10, name, address) is None
    again = Looks(looks.path)
    assert await again.at(9) == 10
    assert await again.at(10, "vcp/gpu") is None
    assert await again.at(9, CATALOG) == 10
    assert await again.at(10, address="other:5000") is None
    assert looks.path.stat().st_mode & 0o777 == 0o600


async def test_what_has_not_changed_is_not_written(looks: Looks) -> None:
    await looks.at(10)
    before = looks.path.stat().st_ino
    await looks.at(10)
    assert looks.path.stat().st_ino == before
    looks.now += MARKED_SECONDS + 1
    await looks.at(10)
    assert looks.path.stat().st_ino != before, "so that what is still looked at is not forgotten first"


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b"[]", b"null", b'{"format": 2, "registries": {}}', b'{"format": 1}', b"[" * 100_000,
     b'{"format": 1, "registries": {"10.0.0.1:5000": {"vcp/base": {"count": "9", "seen": 1}, "x": 7}, "y": []}}',
     b'{"format": 1, "registries": {"10.0.0.1:5000": {"vcp/base": {"count": -9, "seen": 1}}}}'],
)  # fmt: skip
async def test_a_damaged_file_is_replaced(looks: Looks, content: bytes) -> None:
    looks.path.parent.mkdir()
    looks.path.write_bytes(content)
    assert [await looks.at(count) for count in (5, 4)] == [None, 5]
    assert json.loads(looks.path.read_text())["format"] == 1


async def test_a_huge_file_is_not_read(looks: Looks, monkeypatch: pytest.MonkeyPatch) -> None:
    await looks.at(5)
    monkeypatch.setattr(image_counts, "MAX_FILE", 10)
    assert await looks.at(4) is None


async def test_without_a_place_nothing_is_marked_and_it_is_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    looks = Looks(tmp_path / "file" / "counts.json")
    assert [await looks.at(count) for count in (5, 4, 3)] == [None, None, None]
    assert len([each for each in caplog.records if "are not marked" in each.message]) == 1


async def test_the_ones_longest_unseen_are_forgotten(looks: Looks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image_counts, "MAX_COUNTS", 3)
    for number in range(5):
        looks.now += 1
        await looks.at(10, f"r{number}")
    (registry,) = json.loads(looks.path.read_text())["registries"].values()
    assert sorted(registry) == ["r2", "r3", "r4"]
