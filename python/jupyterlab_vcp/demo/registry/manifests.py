"""Manifests and blobs: which bytes a client gets for what it accepts (registry-api 5)."""

from __future__ import annotations

import re

from jupyterlab_vcp.demo.registry import media
from jupyterlab_vcp.demo.registry.content import Manifest, schema1
from jupyterlab_vcp.demo.registry.dialect import Answer, Dialect, error
from jupyterlab_vcp.demo.registry.store import Source, UpstreamAway

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}")
_HIDDEN = "{} found, but accept header does not support {}"


def manifest(dialect: Dialect, source: Source, name: str, reference: str, accept: frozenset[str], known: str) -> Answer:
    """``GET /v2/{name}/manifests/{reference}``; ``known``: what ``If-None-Match`` says."""
    by_tag = ":" not in reference
    if not by_tag and not _DIGEST.fullmatch(reference):
        return _malformed(dialect, name, reference)
    found = source.manifest(name, reference)
    if found is None:
        return _unknown(dialect, name, reference, by_tag)
    digest, stored = found
    if known in (digest, f'"{digest}"'):
        return Answer(304)
    if stored.media_type == media.OCI_MANIFEST and media.OCI_MANIFEST not in accept:
        message = _HIDDEN.format("OCI manifest", "OCI manifests")
        return error(dialect, "MANIFEST_UNKNOWN", message=message)
    if stored.media_type == media.OCI_INDEX and dialect.hides_index and media.OCI_INDEX not in accept:
        return error(dialect, "MANIFEST_UNKNOWN", message=_HIDDEN.format("OCI index", "OCI indexes"))
    if by_tag and stored.media_type == media.DOCKER_LIST and media.DOCKER_LIST not in accept:
        return _instead_of_list(dialect, source, name, reference, stored, accept)
    too_new = stored.media_type == media.DOCKER_MANIFEST and media.DOCKER_MANIFEST not in accept
    if by_tag and too_new and dialect.makes_schema1:
        old = schema1(name, reference, stored)
        return _served(old.digest, old)
    return _served(digest, stored)


def _served(digest: str, stored: Manifest) -> Answer:
    headers = {"Content-Type": stored.media_type, "Docker-Content-Digest": digest, "ETag": f'"{digest}"'}
    return Answer(200, stored.body, headers)


def _instead_of_list(
    dialect: Dialect, source: Source, name: str, tag: str, stored: Manifest, accept: frozenset[str]
) -> Answer:
    """Clients that know no lists get the manifest of linux/amd64, in a format that they know."""
    entries = stored.json()["manifests"]
    wanted = [each["digest"] for each in entries if each["platform"]["architecture"] == "amd64"]
    found = source.manifest(name, wanted[0]) if wanted else None
    if found is None:
        return error(dialect, "MANIFEST_UNKNOWN")
    digest, child = found
    if media.DOCKER_MANIFEST in accept:
        return _served(digest, child)
    if dialect.makes_schema1:
        old = schema1(name, tag, child)
        return _served(old.digest, old)
    return error(dialect, "MANIFEST_INVALID", message="Schema 2 manifest not supported by client")


def _malformed(dialect: Dialect, name: str, reference: str) -> Answer:
    if dialect.words:
        return error(dialect, "DIGEST_INVALID", "invalid checksum digest length")
    path = f"/docker/registry/v2/repositories/{name}/_manifests/tags/{reference}/current/link"
    return error(dialect, "UNKNOWN", {"Path": path, "DriverName": "filesystem"})


def _unknown(dialect: Dialect, name: str, reference: str, by_tag: bool) -> Answer:
    detail: object = {"Tag": reference} if by_tag else {"Name": name, "Revision": reference}
    if dialect.words:
        detail = f"unknown tag={reference}" if by_tag else f"unknown manifest name={name} revision={reference}"
    return error(dialect, "MANIFEST_UNKNOWN", detail)


def blob(dialect: Dialect, source: Source, name: str, digest: str) -> Answer:
    """``GET /v2/{name}/blobs/{digest}``."""
    if not _DIGEST.fullmatch(digest):
        return error(dialect, "DIGEST_INVALID", "invalid checksum digest length" if dialect.words else {})
    try:
        body = source.blob(name, digest)
    except UpstreamAway:
        detail = 'Get "http://upstream.invalid/v2/": dial tcp 192.0.2.10:443: connect: connection refused'
        return error(dialect, "UNKNOWN", detail)
    if body is None:
        return error(dialect, "BLOB_UNKNOWN", digest)
    headers = {
        "Content-Type": "application/octet-stream",
        "Docker-Content-Digest": digest,
        "ETag": f'"{digest}"',
        "Cache-Control": "max-age=31536000",
        "Accept-Ranges": "bytes",
    }
    return Answer(200, body, headers)
