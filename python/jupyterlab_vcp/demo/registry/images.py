"""Makes the images of :mod:`published`: the same bytes, and so the same digests, every time."""

from __future__ import annotations

import re
import zlib
from functools import cache

from jupyterlab_vcp.demo.registry import media, published
from jupyterlab_vcp.demo.registry.content import (
    AMD64,
    ARM32,
    ARM64,
    Image,
    Layer,
    Manifest,
    Platform,
    artifact,
    attestation,
    encoded,
    image_manifest,
    index,
    index_entry,
)  # fmt: skip
from jupyterlab_vcp.demo.registry.store import Repository, Store

MEGABYTE = 1_000_000
_SYSTEM_SIZES = {"alpine": 3, "ubuntu": 29, "centos": 76, "rockylinux": 72}
"""Megabytes of the first layer, packed."""
_PORTS = ("22/tcp", "7947/tcp", "7947/udp", "18083/tcp")
_PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_INDEXES = {
    "1.8.1-alpine3.13": (AMD64, ARM64, ARM32),
    "3.0.0-alpine3.22": (AMD64, ARM64),
    "3.0.0-ubuntu24.04": (AMD64, ARM64),
}
"""Tags of vcp/base that name several platforms."""


def _layer(step: str, megabytes: float) -> Layer:
    """A layer of about that size; the last digits come from the words, so that no two are equal by chance."""
    return Layer(step, int(megabytes * MEGABYTE) + zlib.crc32(step.encode()) % 900_000)


def _system(tag: str) -> str:
    found = re.search(r"(alpine|ubuntu|centos|rockylinux)[0-9.]*", tag)
    return found[0] if found else "alpine3.8"


def _base_layers(repository: str, tag: str, platform: Platform) -> tuple[Layer, ...]:
    system, version = _system(tag), tag.partition("-")[0]
    kind = re.sub(r"[0-9.]+$", "", system)
    parts = [
        (f"ADD {system}-{platform.architecture}.tar.gz /", _SYSTEM_SIZES[kind]),
        (f"RUN install docker serf for {system} {platform.architecture}", 61),
    ]
    if "systemd" in tag:
        parts.append((f"RUN enable systemd units on {system}", 9))
    if repository == "vcp/gpu" or "gpu" in tag:
        parts.append((f"RUN install nvidia-container-toolkit on {system}", 214))
    # Candidates and rebuilds differ from their release in what is installed last only: compare shows it.
    parts.append((f"COPY vcp-{version}-{tag} /opt/vcp", 4))
    return tuple(_layer(*part) for part in parts)


def base_image(repository: str, tag: str, day: str, platform: Platform = AMD64) -> Image:
    """A base container."""
    created = f"{day}T01:00:00Z"
    name = f"{repository}:{tag}"
    labels = {
        "org.opencontainers.image.title": repository,
        "org.opencontainers.image.version": tag,
        "org.opencontainers.image.created": created,
    }
    systemd = "systemd" in tag
    gpu = ("NVIDIA_VISIBLE_DEVICES=all",) if repository == "vcp/gpu" or "gpu" in tag else ()
    return Image(
        platform,
        created,
        (_PATH, f"VCP_CONTAINER_VERSION={name}", "NFS_AUTOSTART=false", "TZ=Asia/Tokyo", *gpu),
        labels,
        _base_layers(repository, tag, platform),
        command=("/sbin/init",) if systemd else ("supervisord", "-n", "-c", "/etc/supervisord.conf"),
        entrypoint=() if systemd else ("/usr/local/bin/vcp-entrypoint",),
        ports=_PORTS,
        volumes=("/export",),
    )


def _application(name: str, tag: str, created: str | None) -> Image:
    """An image that has nothing to do with a base container."""
    layers = (_layer("ADD debian.tar.gz /", 48), _layer(f"RUN install {name}:{tag}", 120))
    environment = (_PATH, "APP_PASSWORD=IMAGE-SECRET-of-the-author")
    return Image(AMD64, created, environment, {}, layers, ("/start.sh",), ports=("8080/tcp",), user="app")


def _derived(name: str, tag: str, day: str) -> Image:
    """An image that a lab built from a base container."""
    parent_name, _, parent_tag = published.PARENTS[f"{name}:{tag}"].partition(":")
    parent = base_image(parent_name, parent_tag, "2023-05-08")
    return Image(
        parent.platform,
        f"{day}T09:30:00+09:00",
        (*parent.environment, f"GENOME_RELEASE={tag}"),
        {**parent.labels, "maintainer": "genome lab", "org.opencontainers.image.title": name},
        (*parent.layers, _layer("RUN install bwa samtools", 88), _layer(f"COPY pipelines-{tag} /opt/genome", 2)),
        parent.command,
        parent.entrypoint,
        (*parent.ports, "8787/tcp"),
        (*parent.volumes, "/data"),
    )


def _put(repository: Repository, tag: str, image: Image, docker: bool) -> Manifest:
    """Store one platform's manifest with its blobs; no tag: an entry of an index."""
    config = image.config()
    manifest = image_manifest(config, image.layers, docker)
    return repository.put(manifest, [config, *(layer.body for layer in image.layers)], tag)


def _put_index(repository: Repository, tag: str, day: str, platforms: tuple[Platform, ...], docker: bool) -> None:
    entries = []
    for platform in platforms:
        child = _put(repository, "", base_image(repository.name, tag, day, platform), docker)
        entries.append(index_entry(child, platform))
        if not docker:
            statement, blobs = attestation(child, f"{repository.name}@{tag}")
            repository.put(statement, blobs)
            entries.append(index_entry(statement, Platform("unknown", os="unknown"), child))
    repository.put(index(entries, docker, tag), tag=tag)


def _fill_bases(repository: Repository, tags: dict[str, str], docker: bool) -> None:
    for tag, day in tags.items():
        platforms = _INDEXES.get(tag)
        if platforms is not None and repository.name == "vcp/base":
            _put_index(repository, tag, day, platforms, docker)
        else:
            named = {"arm64v8": ARM64, "arm32v7": ARM32}
            platform = next((named[part] for part in tag.split("-") if part in named), AMD64)
            _put(repository, tag, base_image(repository.name, tag, day, platform), docker)


@cache
def controller_store() -> Store:
    """Port 5000 of a controller up to 25: what was published until then."""
    store = Store()
    _fill_bases(store["vcp/base"], published.LEGACY | published.ARCH, docker=True)
    _fill_bases(store["vcp/gpu"], published.GPU, docker=True)
    for name in ("vcp/base-nfs", "vcp/coursewarehub"):
        for tag, day in published.TEMPLATES[name].items():
            _put(store[name], tag, _application(name, tag, f"{day}T01:00:00Z"), docker=True)
    return store


@cache
def harbor_store() -> Store:
    """NII's Harbor: everything that was ever published."""
    store = controller_store().copy()
    _fill_bases(store["vcp/base"], published.PLAIN, docker=False)
    for name, tags in published.TEMPLATES.items():
        for tag, day in tags.items():
            _put(store[name], tag, _application(name, tag, f"{day}T01:00:00Z"), docker=True)
    bases = store["vcp/base"]
    _list_parts(bases, bases.manifests[bases.tags[published.WITH_PARTS]])
    return store


@cache
def lab_store() -> Store:
    """Port 5001 of a controller: what its users pushed."""
    store = Store()
    for name, tags in published.LAB.items():
        for tag, day in tags.items():
            key = f"{name}:{tag}"
            created = published.UNDATED.get(key, f"{day}T09:30:00Z")
            image = _derived(name, tag, day) if key in published.PARENTS else _application(name, tag, created)
            _put(store[name], tag, image, docker=not name.startswith("lab/"))
    _sign(store)
    chart = b"chart: believed to be one\n"
    kind = "application/vnd.cncf.helm.config.v1+json"
    store["lab/chart"].put(artifact(kind, chart, "application/vnd.cncf.helm.chart.content.v1.tar+gzip"),
                           [chart, b"{}"], "0.1.0")  # fmt: skip
    store["lab/retired"]  # a repository stays listed after its last tag is gone
    return store


def _sign(store: Store) -> None:
    """A signature under cosign's tag, and a list of parts under the referrers tag."""
    name, _, tag = published.SIGNED.partition(":")
    repository = store[name]
    subject = repository.manifests[repository.tags[tag]]
    place = subject.digest.replace(":", "-")
    payload = b'{"critical":{"type":"cosign container image signature"},"optional":null}'
    repository.put(artifact(media.COSIGN_PAYLOAD, payload, media.COSIGN_PAYLOAD), [payload, b"{}"], f"{place}.sig")
    sbom = _list_parts(repository, subject)
    entry = {"mediaType": sbom.media_type, "digest": sbom.digest, "size": len(sbom.body), "artifactType": media.SPDX}
    repository.put(index([entry], docker=False, version=tag), tag=place)


def _list_parts(repository: Repository, subject: Manifest) -> Manifest:
    """A list of parts that names an image as its subject; without a tag only the referrers API finds it."""
    parts = encoded({"spdxVersion": "SPDX-2.3", "name": repository.name, "packages": []})
    return repository.put(artifact(media.SPDX, parts, media.SPDX, subject), [parts, b"{}"])


def add_tags(store: Store, name: str, count: int) -> None:
    """Let many tags of a repository name images that it has, as tags that were copied do."""
    repository = store[name]
    images = sorted(set(repository.tags.values())) or [_put(repository, "first", base_image(name, "1.0", "2026-01-01"),
                                                             docker=True).digest]  # fmt: skip
    repository.tags.update((tag, images[i % len(images)]) for i, tag in enumerate(published.many_tags(count)))
