"""The part of Harbor's API v2.0 that lists repositories and tags, for clients that are nobody.

Shapes after Harbor's public API description; what it leaves open is in ``choices``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote, urlencode

from jupyterlab_vcp.demo.registry import media
from jupyterlab_vcp.demo.registry.content import Manifest
from jupyterlab_vcp.demo.registry.dialect import Answer
from jupyterlab_vcp.demo.registry.store import Repository, Store

BASE = "/api/v2.0"
PROJECT = "vcp"
MOST = 100
USUAL = 10
_TYPE = {"Content-Type": "application/json; charset=utf-8"}
_PUSHED = "2026-10-01T02:00:00.000Z"


def answer(store: Store, path: str, query: Mapping[str, str]) -> Answer:
    """``path``: below the base, not decoded, because names of repositories with a slash are encoded twice."""
    if path == "/ping":
        return Answer(200, b"Pong", {"Content-Type": "text/plain; charset=utf-8"})
    match = re.fullmatch(r"/projects/([^/]+)/repositories(?:/([^/]+)/artifacts)?", path)
    if match is None:
        return Answer(404, b"404 page not found\n", {"Content-Type": "text/plain; charset=utf-8"})
    project, name = unquote(match[1]), match[2]
    if project != PROJECT:
        # Harbor does not tell nobody whether a project that is not public exists.
        return _error(401, "UNAUTHORIZED", "unauthorized")
    if name is None:
        found = [each for each in store.by_name.values() if each.name.startswith(f"{PROJECT}/") and each.tags]
        return _page(path, query, [_repository(number, each) for number, each in enumerate(found, 1)])
    full = f"{PROJECT}/{unquote(unquote(name))}"
    repository = store.by_name.get(full)
    if repository is None:
        return _error(404, "NOT_FOUND", f"repository {full} not found")
    return _page(path, query, list(_artifacts(repository)))


def _error(status: int, code: str, message: str) -> Answer:
    return Answer(status, json.dumps({"errors": [{"code": code, "message": message}]}).encode() + b"\n", _TYPE)


def _page(path: str, query: Mapping[str, str], found: list[dict[str, Any]]) -> Answer:
    """One page, the number of all, and where the next page is."""
    try:
        page, size = int(query.get("page", 1)), int(query.get("page_size", USUAL))
    except ValueError:
        return _error(422, "UNPROCESSABLE_ENTITY", "page and page_size in query must be of type int64")
    if not (page >= 1 and 1 <= size <= MOST):
        return _error(422, "UNPROCESSABLE_ENTITY", f"page_size in query should be less than or equal to {MOST}")
    shown = found[(page - 1) * size : page * size]
    headers = {**_TYPE, "X-Total-Count": str(len(found))}
    if page * size < len(found):
        following = urlencode({**query, "page": page + 1, "page_size": size})
        headers["Link"] = f'<{BASE}{path}?{following}>; rel="next"'
    return Answer(200, json.dumps(shown).encode() + b"\n", headers)


def _repository(number: int, repository: Repository) -> dict[str, Any]:
    return {
        "id": number,
        "name": repository.name,
        "project_id": 2,
        "artifact_count": len(set(repository.tags.values())),
        "pull_count": 7 * number,
        "creation_time": "2021-05-11T02:00:00.000Z",
        "update_time": _PUSHED,
    }


def _artifacts(repository: Repository) -> Iterable[dict[str, Any]]:
    """One object for each manifest that a tag names, the last pushed first."""
    tags: dict[str, list[str]] = {}
    for tag, digest in repository.tags.items():
        tags.setdefault(digest, []).append(tag)
    for number, (digest, names) in enumerate(reversed(tags.items()), 1):
        manifest = repository.manifests.get(digest)
        if manifest is not None:
            yield _artifact(repository, number, digest, manifest, names)


def _artifact(repository: Repository, number: int, digest: str, manifest: Manifest, names: list[str]) -> dict[str, Any]:
    is_index = manifest.media_type in (media.OCI_INDEX, media.DOCKER_LIST)
    body: dict[str, Any] = manifest.json() if manifest.body.startswith(b"{") else {}
    config: dict[str, Any] = json.loads(repository.blobs.get(body.get("config", {}).get("digest", ""), b"{}"))
    extra = {key: config[key] for key in ("architecture", "os", "created", "author", "config") if key in config}
    return {
        "id": number,
        "type": "IMAGE",
        "media_type": body.get("config", {}).get("mediaType", manifest.media_type),
        "manifest_media_type": manifest.media_type,
        "project_id": 2,
        "repository_id": 1,
        "digest": digest,
        "size": len(manifest.body) + sum(layer["size"] for layer in body.get("layers", [])),
        "push_time": config.get("created") or _PUSHED,
        "pull_time": "0001-01-01T00:00:00.000Z",
        "extra_attrs": extra or None,
        "references": [_reference(each) for each in body.get("manifests", [])] if is_index else None,
        "tags": [
            {"id": number * 1000 + place, "name": name, "push_time": _PUSHED, "pull_time": "0001-01-01T00:00:00.000Z",
             "immutable": False, "artifact_id": number, "repository_id": 1}
            for place, name in enumerate(names)
        ],
        "labels": None,
    }  # fmt: skip


def _reference(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {"child_digest": entry["digest"], "platform": entry["platform"], "annotations": entry.get("annotations")}
