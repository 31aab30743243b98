"""What manifests and indexes tell, from recordings of real registries and from bytes that mean no good."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_vcp.core.image_manifest import (
    DOCKER_LIST,
    DOCKER_MANIFEST,
    EMPTY_CONFIG,
    OCI_INDEX,
    OCI_MANIFEST,
    Descriptor,
    ManifestContent,
    artifact_type_of,
    attestation_subject,
    choose_platform,
    read_manifest,
)

FIXTURES = Path(__file__).parents[1] / "fixtures" / "registry"
DIGEST = "sha256:" + "1" * 64
OTHER = "sha256:" + "2" * 64
IMAGE_CONFIG = "application/vnd.oci.image.config.v1+json"


def recorded(name: str) -> ManifestContent:
    exchange: dict[str, Any] = json.loads((FIXTURES / f"{name}.json").read_text())
    headers = {key.lower(): value for key, value in exchange["response"]["headers"]}
    body = exchange["response"]["bodyText"].encode()
    if "docker-content-digest" in headers and "v1+" not in headers["content-type"]:
        assert headers["docker-content-digest"] == f"sha256:{hashlib.sha256(body).hexdigest()}"
    found = read_manifest(body, headers["content-type"])
    assert found is not None
    return found


def made(media_type: str = OCI_MANIFEST, **parts: object) -> ManifestContent | None:
    return read_manifest(json.dumps(parts).encode(), media_type)


def test_an_index_with_attestations() -> None:
    index = recorded("v2.8.2/manifest-oci-index")
    assert (index.kind, index.media_type) == ("index", OCI_INDEX)
    assert dict(index.annotations) == {"org.opencontainers.image.version": "3.0.0-alpine3.22"}
    assert [each.platform for each in index.platforms] == ["linux/amd64", "linux/arm64/v8"]
    assert [each.size for each in index.platforms] == [705, 705]
    amd64, arm64 = (each.digest for each in index.platforms)
    assert [attestation_subject(each) for each in index.attestations] == [amd64, arm64]
    attestation = recorded("v2.8.2/manifest-index-child-1-attestation")
    assert attestation.kind == "artifact", "it has the config of an image and no layer that could be unpacked"
    assert attestation.predicate_types == ("https://spdx.dev/Document",)
    assert attestation.artifact_type == "application/vnd.in-toto+json"


def test_a_manifest_list() -> None:
    index = recorded("v3.1.2/manifest-list")
    assert (index.kind, index.media_type) == ("index", DOCKER_LIST)
    assert [each.platform for each in index.platforms] == ["linux/amd64", "linux/arm64/v8", "linux/arm/v7"]
    assert index.attestations == ()


def test_an_image() -> None:
    image = recorded("v2.8.2/manifest-schema2")
    assert (image.kind, image.media_type, image.artifact_type) == ("image", DOCKER_MANIFEST, None)
    assert image.size == 1728 + 3185 + 3202
    assert [layer.size for layer in image.layers] == [3185, 3202]
    assert image.config is not None
    assert image.config.digest.startswith("sha256:ad7c54e7")
    assert recorded("v3.1.2/manifest-oci").kind == "image"


def test_what_is_none() -> None:
    assert recorded("v2.8.2/manifest-schema2-no-accept").kind == "schema1"
    sbom = recorded("referrers/manifest-sbom")
    assert (sbom.kind, sbom.artifact_type) == ("artifact", "application/spdx+json")
    assert sbom.subject == "sha256:8c7c64db83f381df6cd27da30e211fd20cffc5f6a4f13dd69a486c82e1736c74"


@pytest.mark.parametrize(
    ("config", "layer", "kind", "artifact_type"),
    [
        (IMAGE_CONFIG, "application/vnd.oci.image.layer.v1.tar+zstd", "image", None),
        (IMAGE_CONFIG, "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", "image", None),
        (IMAGE_CONFIG, "application/vnd.docker.image.rootfs.diff.tar", "image", None),
        (IMAGE_CONFIG, "", "image", None),
        (IMAGE_CONFIG, None, "image", None),
        ("", "", "image", None),
        (IMAGE_CONFIG, "application/vnd.dev.cosign.simplesigning.v1+json", "artifact",
         "application/vnd.dev.cosign.simplesigning.v1+json"),
        ("application/vnd.cncf.helm.config.v1+json", "application/vnd.cncf.helm.chart.content.v1.tar+gzip", "artifact",
         "application/vnd.cncf.helm.config.v1+json"),
        (EMPTY_CONFIG, None, "artifact", None),
        (EMPTY_CONFIG, "text/plain", "artifact", "text/plain"),
    ],
)  # fmt: skip
def test_images_and_artifacts(config: str, layer: str | None, kind: str, artifact_type: str | None) -> None:
    layers = [] if layer is None else [{"digest": DIGEST, "mediaType": layer, "size": 1}]
    found = made(config={"digest": DIGEST, "mediaType": config, "size": 2}, layers=layers)
    assert found is not None
    assert (found.kind, found.artifact_type) == (kind, artifact_type)


def test_an_index_within_an_index() -> None:
    entries = [{"digest": DIGEST, "mediaType": OCI_INDEX}, {"digest": OTHER, "mediaType": OCI_MANIFEST}]
    index = made(OCI_INDEX, manifests=entries)
    assert index is not None
    assert [each.is_index for each in index.platforms] == [True, False]
    assert choose_platform(index.platforms) == index.platforms[0]


def entries(*platforms: str | None) -> list[Descriptor]:
    return [Descriptor(DIGEST, OCI_MANIFEST, 1, platform) for platform in platforms]


@pytest.mark.parametrize(
    ("there", "wanted", "chosen"),
    [
        (["linux/arm64/v8", "linux/amd64"], None, "linux/amd64"),
        (["linux/arm64/v8", "linux/amd64/v2"], None, "linux/amd64/v2"),
        ([None, "linux/arm64/v8", "linux/arm/v7"], None, "linux/arm64/v8"),
        ([None], None, None),
        (["linux/amd64", "linux/arm64/v8"], "linux/arm64", "linux/arm64/v8"),
        (["linux/amd64", "linux/arm64"], "linux/arm64/v8", "linux/arm64"),
        (["linux/arm/v6", "linux/arm/v7"], "linux/arm/v7", "linux/arm/v7"),
        (["linux/arm/v6", "linux/arm/v7"], "linux/arm", "linux/arm/v6"),
        (["linux/amd64"], "linux/arm64", "-"),
        (["linux/arm64"], "linux/arm", "-"),
        (["linux/amd64"], "linux", "-"),
        ([], None, "-"),
    ],
)
def test_choosing_a_platform(there: list[str | None], wanted: str | None, chosen: str | None) -> None:
    found = choose_platform(entries(*there), wanted)
    assert (found.platform if found else "-") == chosen


@pytest.mark.parametrize(
    ("platform", "shown"),
    [
        ({"os": "linux", "architecture": "arm", "variant": "v7"}, "linux/arm/v7"),
        ({"architecture": "amd64"}, "linux/amd64"),
        ({"os": "linux"}, None),
        ({"os": 3, "architecture": ["x"]}, None),
        ("linux/amd64", None),
        (None, None),
    ],
)
def test_platforms(platform: object, shown: str | None) -> None:
    index = made(OCI_INDEX, manifests=[{"digest": DIGEST, "platform": platform}])
    assert index is not None
    assert [each.platform for each in index.platforms] == [shown]


def test_both_marks_of_an_attestation() -> None:
    unknown = {"digest": DIGEST, "platform": {"os": "unknown", "architecture": "unknown"}}
    noted = {
        "digest": OTHER,
        "platform": {"os": "linux", "architecture": "amd64"},
        "annotations": {"vnd.docker.reference.type": "attestation-manifest"},
    }
    index = made(OCI_INDEX, manifests=[unknown, noted])
    assert index is not None
    assert index.platforms == ()
    assert [attestation_subject(each) for each in index.attestations] == [None, None]


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b"3", b'"x"', b"<html>", b"\xff", b"[" * 100_000, b'{"a": ' * 100_000, b"{}",
     b'{"config": 3}', b'{"config": {}, "layers": []}', b'{"schemaVersion": 2}',
     b'{"mediaType": ["x"], "config": null, "layers": null}'],
)  # fmt: skip
def test_what_cannot_be_read(body: bytes) -> None:
    assert read_manifest(body, "application/json") is None


@pytest.mark.parametrize(
    "odd",
    [
        {"manifests": {}}, {"manifests": [3, None, [], {}, {"digest": 3}, {"digest": "sha256:x"}]},
        {"manifests": [], "annotations": []}, {"manifests": [], "annotations": {"a": 3, "b": None}},
        {"manifests": [], "subject": 3},
    ],
)  # fmt: skip
def test_odd_parts_of_an_index_are_left_out(odd: dict[str, object]) -> None:
    assert made(OCI_INDEX, **odd) == ManifestContent("index", OCI_INDEX)


def test_odd_parts_of_an_image() -> None:
    sizes: list[object] = [-1, 2**60, "3", None, True, 1.5, 7.0]
    layers = [{"digest": "no digest", "size": size, "mediaType": 3, "annotations": "x"} for size in sizes]
    image = made(config={"digest": DIGEST, "size": "many"}, layers=[*layers, 3])
    assert image is not None
    assert [layer.size for layer in image.layers] == [None, None, None, None, None, None, 7, None]
    assert image.size == 7
    assert {layer.digest for layer in image.layers} == {""}, "a layer keeps its place"


def test_texts_that_no_later_encoder_would_take() -> None:
    text = "x" * 100_000
    index = made(OCI_INDEX, manifests=[], annotations={"half \ud83d": "\ude00", "long": text})
    assert index is not None
    (name, value), (_, long) = index.annotations
    assert (name, value) == ("half ?", "?")
    assert len(long) == 16 * 1024


def test_the_type_of_a_referrer_that_a_list_does_not_know() -> None:
    assert artifact_type_of(Descriptor(DIGEST, artifact_type=EMPTY_CONFIG)) is None
    assert artifact_type_of(Descriptor(DIGEST, artifact_type=IMAGE_CONFIG)) is None
    assert artifact_type_of(Descriptor(DIGEST, artifact_type="application/spdx+json")) == "application/spdx+json"
