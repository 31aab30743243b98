"""The grammar of references, with the names that were collected from manuals and templates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyterlab_vcp.core.image_reference import ImageReference, is_artifact_tag, is_repository, is_tag, parse_image

NAMES = json.loads((Path(__file__).parents[1] / "fixtures" / "registry" / "names.json").read_text())
DIGEST = "sha256:" + "0" * 64


def test_the_collected_names() -> None:
    """Taken apart as the fixtures say: repository, tag and digest, whatever they mean."""
    good = [each["expect"] for each in NAMES["names"] if each["expect"]["ok"]]
    named = [each for each in good if each["tag"] or each["digest"]]
    assert len(named) > 150
    for each in named:
        reference = ImageReference(each["repository"], each["tag"], each["digest"])
        assert parse_image(str(reference)) == reference
    refused = [each["image"] for each in NAMES["names"] if not each["expect"]["ok"]]
    assert len(refused) > 10
    assert [image for image in refused if parse_image(image) is not None] == []


@pytest.mark.parametrize(
    "text",
    [
        "", "base", "vcp/base", "vcp/base:", "vcp/base@", ":1.0", "@" + DIGEST, "VCP/base:1.0", "vcp/base:1.0:2.0",
        "vcp//base:1.0", "vcp/base/:1.0", "vcp/base:a b", "vcp/base:é", f"vcp/base:{'x' * 129}", "vcp/base@sha256:12",
        "vcp/base@sha256:" + "A" * 64, "vcp/base@md5:" + "0" * 32, "vcp/../base:1.0", "vcp/base:1.0\n", "vcp/base:.1",
        f"{'a' * 256}:1.0", "10.0.0.1:5000/vcp/base:1.0", f"vcp/base@{DIGEST}@{DIGEST}", "a___b:1.0",
    ],
)  # fmt: skip
def test_what_is_no_image(text: str) -> None:
    assert parse_image(text) is None


def test_which_of_tag_and_digest_counts() -> None:
    assert ImageReference("a", "1.0", DIGEST).reference == DIGEST
    assert ImageReference("a", "1.0").reference == "1.0"
    assert ImageReference("a").reference == "latest"


def test_names_and_tags_at_their_limits() -> None:
    assert is_repository("a" * 255)
    assert is_repository("a.b_c__d---e/f-1")
    assert not any(map(is_repository, ["a.", "-a", "a..b", "a_-b", "a\n", "a" * 256]))
    assert is_tag("_" + "x" * 127)
    assert not any(map(is_tag, ["-a", ".a", "", "a\n"]))


def test_tags_of_signatures() -> None:
    stem = "sha256-" + "0" * 64
    assert all(map(is_artifact_tag, [stem, f"{stem}.sig", f"{stem}.att", f"{stem}.sbom"]))
    assert not any(map(is_artifact_tag, [f"{stem}.other", stem[:-1], f"{stem}.sig.sig", "1.0"]))
