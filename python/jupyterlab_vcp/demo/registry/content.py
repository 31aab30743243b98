"""Byte-exact content: configs, manifests and indexes, each known by the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jupyterlab_vcp.demo.registry import media

Json = dict[str, Any]


def digest_of(body: bytes) -> str:
    """``sha256:`` and 64 hex digits."""
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


def encoded(value: object) -> bytes:
    """JSON as the Docker tools write it into a registry."""
    return json.dumps(value, indent=3, ensure_ascii=False).encode()


@dataclass(frozen=True)
class Manifest:
    """A manifest or index as it is stored."""

    media_type: str
    body: bytes

    @cached_property
    def digest(self) -> str:
        """Of the body."""
        return digest_of(self.body)

    def json(self) -> Json:
        """The body, parsed."""
        parsed: Json = json.loads(self.body)
        return parsed


@dataclass(frozen=True)
class Layer:
    """One step that changed the file system; its bytes are a few words, its size is that of a believable layer."""

    step: str
    size: int

    @property
    def body(self) -> bytes:
        """What is stored."""
        return f"layer: {self.step}\n".encode()

    @property
    def digest(self) -> str:
        """Of the stored bytes."""
        return digest_of(self.body)


@dataclass(frozen=True)
class Platform:
    """For which machines an image is."""

    architecture: str
    variant: str = ""
    os: str = "linux"

    def json(self) -> Json:
        """As an index and a config say it."""
        variant = {"variant": self.variant} if self.variant else {}
        return {"architecture": self.architecture, "os": self.os, **variant}


AMD64 = Platform("amd64")
ARM64 = Platform("arm64", "v8")
ARM32 = Platform("arm", "v7")


@dataclass(frozen=True)
class Image:
    """What a config says."""

    platform: Platform
    created: str | None
    environment: tuple[str, ...]
    labels: Mapping[str, str]
    layers: tuple[Layer, ...]
    command: tuple[str, ...]
    entrypoint: tuple[str, ...] = ()
    ports: tuple[str, ...] = ()
    volumes: tuple[str, ...] = ()
    user: str = ""

    def config(self) -> bytes:
        """The config's bytes."""
        created = {} if self.created is None else {"created": self.created}
        return encoded(
            {
                **self.platform.json(),
                **created,
                "config": {
                    "Env": list(self.environment),
                    "Entrypoint": list(self.entrypoint) or None,
                    "Cmd": list(self.command),
                    "WorkingDir": "/",
                    "User": self.user,
                    "ExposedPorts": {port: {} for port in self.ports},
                    "Volumes": {volume: {} for volume in self.volumes},
                    "Labels": dict(self.labels) or None,
                },
                "rootfs": {"type": "layers", "diff_ids": [digest_of(b"unpacked " + each.body) for each in self.layers]},
                "history": list(self._history(created)),
            }
        )

    def _history(self, created: Mapping[str, str]) -> Iterable[Json]:
        for layer in self.layers:
            yield {**created, "created_by": layer.step}
        for entry in self.environment:
            yield {**created, "created_by": f"ENV {entry}", "empty_layer": True}


def _descriptor(media_type: str, digest: str, size: int, **more: object) -> Json:
    return {"mediaType": media_type, "digest": digest, "size": size, **more}


def image_manifest(config: bytes, layers: Iterable[Layer], docker: bool) -> Manifest:
    """The manifest of one platform, in the format of Docker or of the OCI."""
    kinds = (media.DOCKER_MANIFEST, media.DOCKER_CONFIG, media.DOCKER_LAYER)
    kind, of_config, of_layer = kinds if docker else (media.OCI_MANIFEST, media.OCI_CONFIG, media.OCI_LAYER)
    body = {
        "schemaVersion": 2,
        "mediaType": kind,
        "config": _descriptor(of_config, digest_of(config), len(config)),
        "layers": [_descriptor(of_layer, layer.digest, layer.size) for layer in layers],
    }
    return Manifest(kind, encoded(body))


def attestation(subject: Manifest, name: str) -> tuple[Manifest, list[bytes]]:
    """The statement that a build puts beside the manifest of a platform, and its blobs."""
    statement = encoded(
        {
            "_type": "https://in-toto.io/Statement/v0.1",
            "predicateType": "https://spdx.dev/Document",
            "subject": [{"name": f"pkg:docker/{name}", "digest": {"sha256": subject.digest.partition(":")[2]}}],
            "predicate": {"spdxVersion": "SPDX-2.3", "name": "sbom", "packages": []},
        }
    )
    config = encoded({**Platform("unknown", os="unknown").json(), "config": {}, "rootfs": {"type": "layers"}})
    note = {"in-toto.io/predicate-type": "https://spdx.dev/Document"}
    body = {
        "schemaVersion": 2,
        "mediaType": media.OCI_MANIFEST,
        "config": _descriptor(media.OCI_CONFIG, digest_of(config), len(config)),
        "layers": [_descriptor(media.IN_TOTO, digest_of(statement), len(statement), annotations=note)],
    }
    return Manifest(media.OCI_MANIFEST, encoded(body)), [config, statement]


def index_entry(manifest: Manifest, platform: Platform, subject: Manifest | None = None) -> Json:
    """A line of an index; ``subject``: the manifest that an attestation is about."""
    more: Json = {"platform": platform.json()}
    if subject is not None:
        reference = {"digest": subject.digest, "type": "attestation-manifest"}
        more["annotations"] = {f"vnd.docker.reference.{key}": value for key, value in reference.items()}
    return _descriptor(manifest.media_type, manifest.digest, len(manifest.body), **more)


def index(entries: Iterable[Json], docker: bool, version: str) -> Manifest:
    """A manifest list of Docker, or an index of the OCI, which may carry annotations."""
    kind = media.DOCKER_LIST if docker else media.OCI_INDEX
    note = {} if docker else {"annotations": {"org.opencontainers.image.version": version}}
    return Manifest(kind, encoded({"schemaVersion": 2, "mediaType": kind, "manifests": list(entries), **note}))


def artifact(kind: str, body: bytes, of_type: str, subject: Manifest | None = None) -> Manifest:
    """Something that is no image: a signature, a list of parts, a chart. ``of_type``: media type of its one blob."""
    empty = b"{}"
    parts: Json = {
        "schemaVersion": 2,
        "mediaType": media.OCI_MANIFEST,
        "artifactType": kind,
        "config": _descriptor(media.OCI_EMPTY, digest_of(empty), len(empty)),
        "layers": [_descriptor(of_type, digest_of(body), len(body))],
        "annotations": {"org.opencontainers.image.created": "2026-10-01T00:00:00Z"},
    }
    if subject is not None:
        parts["subject"] = _descriptor(subject.media_type, subject.digest, len(subject.body))
    return Manifest(media.OCI_MANIFEST, encoded(parts))


def schema1(name: str, tag: str, manifest: Manifest) -> Manifest:
    """The obsolete format, as an old registry makes it from a newer one; nobody could check this signature."""
    blobs = [{"blobSum": layer["digest"]} for layer in reversed(manifest.json()["layers"])]
    history = [{"v1Compatibility": json.dumps({"id": each["blobSum"][7:]})} for each in blobs]
    payload = {
        "schemaVersion": 1, "name": name, "tag": tag, "architecture": "amd64", "fsLayers": blobs, "history": history
    }  # fmt: skip
    signature = {"header": {"alg": "ES256"}, "signature": "c2ltdWxhdGVk", "protected": "e30"}
    return Manifest(media.SCHEMA1, encoded({**payload, "signatures": [signature]}))
