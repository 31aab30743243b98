"""Requests whose answers a simulated and a real registry must agree on, and what of an answer counts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx

from jupyterlab_vcp.demo.registry import media
from jupyterlab_vcp.demo.registry.store import Store

ALL_TYPES = ", ".join(media.MANIFESTS)
ACCEPTS = {"all": ALL_TYPES, "none": None, "any": "*/*", "docker": media.DOCKER_MANIFEST, "image": media.OCI_MANIFEST}
NOBODY = f"sha256:{'0' * 64}"
COUNTED = ("content-type", "docker-content-digest", "docker-distribution-api-version", "link", "allow", "location",
           "cache-control", "accept-ranges")  # fmt: skip
"""Headers that a client may look at."""


@dataclass(frozen=True)
class Exchange:
    """One request."""

    path: str
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """For the message of a difference."""
        told = ", ".join(f"{key}: {value[:60]}" for key, value in self.headers.items())
        return f"{self.method} {self.path} {told}".strip()


def _accepting(accept: str | None) -> dict[str, str]:
    # An empty value: httpx would send its own otherwise.
    return {"Accept": accept or ""}


def lists() -> Iterator[Exchange]:
    """Ping, catalog and tags with all their pages and numbers."""
    yield from map(Exchange, ("/v2/", "/v2", "/v2/_catalog", "/v2/nothing", "/v2/vcp/base/nothing", "/v1/repositories"))
    for query in ("n=3", "n=3&last=lab/genome", "n=1", "n=0", "n=-1", "n=abc", "n=1000", "n=1001", "last=zz", "last=m",
                  "n=14", "n=13"):  # fmt: skip
        yield Exchange(f"/v2/_catalog?{query}")
    for name in ("vcp/gpu", "lab/retired", "lab/genome", "team.a/tools_x__y/deep--name", "no/such", "vcp", "VCP/Base",
                 "vcp/gpu/", "-vcp"):  # fmt: skip
        yield Exchange(f"/v2/{name}/tags/list")
    for query in ("n=2", "n=2&last=1.6-nvidia-384", "n=0", "n=-1", "n=abc", "n=6", "n=5000", "last=1.7", "n=2&last=zz"):
        yield Exchange(f"/v2/vcp/gpu/tags/list?{query}")
    yield Exchange("/v2/vcp/gpu/tags/list", "POST")
    yield Exchange("/v2/vcp/gpu/tags/list", "OPTIONS")


def manifests(store: Store) -> Iterator[Exchange]:
    """One image of each format with each Accept, and references that lead nowhere."""
    some = {repository.manifests[digest].media_type: (repository.name, tag, digest)
            for repository in store.by_name.values() for tag, digest in repository.tags.items()}  # fmt: skip
    for name, tag, digest in some.values():
        for accept in ACCEPTS.values():
            yield Exchange(f"/v2/{name}/manifests/{tag}", headers=_accepting(accept))
            yield Exchange(f"/v2/{name}/manifests/{digest}", headers=_accepting(accept))
        known = {**_accepting(ALL_TYPES), "If-None-Match": f'"{digest}"'}
        yield Exchange(f"/v2/{name}/manifests/{tag}", headers=known)
        yield Exchange(f"/v2/{name}/manifests/{tag}", "HEAD", _accepting(ALL_TYPES))
        yield Exchange(f"/v2/{name}/referrers/{digest}")
    for name, reference in (
        ("vcp/base", "9.9.9"), ("no/such", "1.0"), ("vcp/base", NOBODY), ("vcp/base", "sha256:12"),
        ("vcp/base", "a%20b"), ("vcp/base", "x" * 129), ("VCP", "1"),
    ):  # fmt: skip
        yield Exchange(f"/v2/{name}/manifests/{reference}", headers=_accepting(ALL_TYPES))


def blobs(store: Store) -> Iterator[Exchange]:
    """A config, and blobs that are not there or not for this repository."""
    digest = next(iter(store.by_name["lab/genome"].blobs))
    yield Exchange(f"/v2/lab/genome/blobs/{digest}")
    yield Exchange(f"/v2/lab/genome/blobs/{digest}", "HEAD")
    yield Exchange(f"/v2/vcp/gpu/blobs/{digest}")
    for reference in (NOBODY, "sha256:12", "x"):
        yield Exchange(f"/v2/lab/genome/blobs/{reference}")


def answer(http: httpx.Client, exchange: Exchange, ordered: bool) -> dict[str, object]:
    """What counts of an answer; ``ordered``: whether the order of tags means something.

    Schema 1 holds times and keys of its maker: only that it comes is compared.
    """
    reply = http.request(exchange.method, exchange.path, headers=exchange.headers)
    headers = {name: reply.headers[name] for name in COUNTED if name in reply.headers}
    if headers.get("content-type") == media.SCHEMA1:
        return {"status": reply.status_code, "content-type": media.SCHEMA1}
    body: object = reply.content
    if headers.get("content-type", "").startswith("application/json") and reply.content:
        body = json.loads(reply.content)
        if isinstance(body, dict) and body.get("tags") and not ordered:
            body["tags"].sort()
    # Where tokens come from differs.
    challenge = re.sub('realm="[^"]*"', "", reply.headers.get("www-authenticate", ""))
    return {"status": reply.status_code, **headers, "challenge": challenge, "body": body}
