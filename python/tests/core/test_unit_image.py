"""The image of a unit from its CCI: every form it may come in, and nothing but the image."""

from __future__ import annotations

import base64
import random
import threading

import pytest

from jupyterlab_vcp.core.cci_document import UnitCci
from jupyterlab_vcp.core.cci_reader import read_unit_cci
from jupyterlab_vcp.core.unit_image import MAX_CCI, UnitImages, read_unit_image

IMAGE = "vcp/base:1.8.1-ubuntu20.04-x86_64"
CCI = f"""
- unit:
    cci_version: "1.1"
    name: web
    num_nodes: 2
    image: {IMAGE}
    params:
        e:
        - IMAGE=other
    cloud_provider: aws
    cloud_params:
        image: not-this-one
        secret_key: LITERAL-SECRET
"""
DIGEST = "@sha256:" + "0123456789abcdef" * 4


def packed(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize("info", [CCI, packed(CCI), f"{packed(CCI)[:60]}\n{packed(CCI)[60:]}\n"])
def test_plain_text_and_base64(info: str) -> None:
    assert read_unit_image(info) == IMAGE == read_unit_cci(info).image


def test_it_agrees_with_the_reader_of_whole_ccis_wherever_the_image_stands() -> None:
    moved = CCI.replace(f"    image: {IMAGE}\n", "") + f"    image: '{IMAGE}'\n"
    cci: UnitCci = read_unit_cci(moved)
    assert read_unit_image(moved) == cci.image == IMAGE


@pytest.mark.parametrize(
    "written",
    [
        "harbor.vcloud.nii.ac.jp/vcp/base:3.0.0-alpine3.22",
        "10.0.0.1:5001/vcp/xrdp:devel",
        f"vcp/base{DIGEST}",
        f"vcp/base:3.0.0-alpine3.22{DIGEST}",
        "VCP/Base:1.6",
    ],
)
def test_images_stay_as_written(written: str) -> None:
    assert read_unit_image(CCI.replace(IMAGE, written)) == written


@pytest.mark.parametrize(
    "info",
    [
        "",
        "x",
        "no base64 !",
        packed("\ufffd") + "=",
        base64.b64encode(b"\xff\xfe: 1").decode(),
        "- unit: {}",
        "- unit: []",
        "- unit",
        "unit: {image: a}",
        "- vc: {image: a}",
        "- [unit, {image: a}]",
        "- unit: {? {image: a} : b}",
        "- unit: {image: [a]}",
        "- unit: {image: {a: b}}",
        "- unit: {a: &x b, image: *x}",
        "- unit: {image: None}",
        "- unit: {image: }",
        "- unit: {image: 'a b'}",
        '- unit: {image: "a\\nb"}',
        "- unit: {image: 'user:secret@host/name'}",
        "- unit: {image: " + "a" * 600 + "}",
        "- unit: {image",
        "- unit:\n\timage: a",
        "- unit: " + "[" * 3000,
        "- unit: {image: a}" + " " * MAX_CCI,
        "\x00: \ud800",
    ],
)
def test_what_names_no_image(info: str) -> None:
    assert read_unit_image(info) is None


LIST = "a: [" + "b, " * 900 + "]"


@pytest.mark.parametrize(
    ("before", "image"),
    [
        ("a: " + "[" * 16 + "]" * 16, None),
        ("a: " + "[" * 13 + "]" * 13, IMAGE),
        (LIST, IMAGE),
        (f"{LIST}, c: {LIST}, {LIST}", None),
        ('a: "' + "[[]," * 30_000 + '"', IMAGE),
        ("a: '" + "{[" * 17 + "'", None),
        ("a: &a [x, x], b: &b [*a, *a], c: &c [*b, *b]", IMAGE),
    ],
)
def test_a_text_is_followed_only_so_far(before: str, image: str | None) -> None:
    """What comes before the image decides: its depth, its length in events, and a line of brackets."""
    assert read_unit_image(f"- unit: {{{before}, image: '{IMAGE}'}}") == image


@pytest.mark.parametrize("part", ["[", "[a,", "{a: ", "[[],", "a: b, ", "- ", "? ", "&a b, ", "!t [", '["', "a: [b, "])
def test_a_text_that_wants_to_be_read_for_ever(part: str) -> None:
    """Without the bounds each of the first takes minutes: the scanner's time grows with the square of its depth."""
    for frame in ("- unit: {{a: {}", "- unit: {}", "- unit:\n    a:\n    {}"):
        assert read_unit_image(frame.format(part * (MAX_CCI // len(part) - 20))) is None


@pytest.mark.parametrize("cut", range(0, len(CCI), 7))
def test_a_text_that_breaks_off(cut: int) -> None:
    assert read_unit_image(CCI[:cut]) in (None, IMAGE, *(IMAGE[:n] for n in range(1, len(IMAGE))))


@pytest.mark.parametrize("seed", range(40))
def test_no_text_is_an_error(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(10):
        text = "".join(chance.choices("-: \n[]{}&*!|>'\"#unitmageaA=/%@\t\ud800é", k=chance.randrange(60)))
        for info in (text, "- unit:\n    " + text, CCI.replace(IMAGE, text)):
            image = read_unit_image(info)
            assert image is None or image in info


def test_each_text_is_read_once_and_not_kept() -> None:
    reads: list[str] = []

    def read(text: str) -> str | None:
        reads.append(text)
        return read_unit_image(text)

    images = UnitImages(read)
    assert [images.image_of(text) for text in (CCI, "junk", CCI, "junk")] == [IMAGE, None, IMAGE, None]
    assert reads == [CCI, "junk"]
    assert "LITERAL-SECRET" not in repr(vars(images))


def test_what_is_remembered_is_bounded() -> None:
    images = UnitImages(lambda text: text, limit=3)
    for number in range(20):
        assert images.image_of(str(number)) == str(number)
        assert len(vars(images)["_known"]) <= 3


def test_threads_get_the_same_answers() -> None:
    images = UnitImages(lambda text: text, limit=5)
    wrong: list[str] = []

    def ask() -> None:
        wrong.extend(text for text in map(str, range(2000)) if images.image_of(text) != text)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
