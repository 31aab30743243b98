"""The Registry HTTP API v2 as a function from request to answer (registry-api 2, 4 and 9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from jupyterlab_vcp.demo.registry import listing, login, manifests, media
from jupyterlab_vcp.demo.registry.content import encoded
from jupyterlab_vcp.demo.registry.dialect import NOT_FOUND, Answer, error, json_answer
from jupyterlab_vcp.demo.registry.registries import Registry

_COMPONENT = r"[a-z0-9]+(?:(?:\.|__|_|-+)[a-z0-9]+)*"
_NAME = rf"(?P<name>{_COMPONENT}(?:/{_COMPONENT})*)"
_DIGEST = r"[A-Za-z0-9_+.-]+:[A-Fa-f0-9]+"
_TAG = r"[A-Za-z0-9_][A-Za-z0-9._-]{0,127}"
_ROUTES = {
    "ping": (r"/v2/", ("GET",)),
    "catalog": (r"/v2/_catalog", ("GET",)),
    "tags": (rf"/v2/{_NAME}/tags/list", ("GET",)),
    "manifests": (rf"/v2/{_NAME}/manifests/(?P<reference>{_TAG}|{_DIGEST})", ("GET", "HEAD")),
    "uploads": (rf"/v2/{_NAME}/blobs/uploads/.*", ()),
    "blobs": (rf"/v2/{_NAME}/blobs/(?P<reference>{_DIGEST})", ("GET", "HEAD")),
    "referrers": (rf"/v2/{_NAME}/referrers/(?P<reference>{_DIGEST})", ("GET",)),
}
"""What is matched first counts. Methods: those that do not write."""
_WRITES = ("POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Request:
    """What the answer depends on."""

    method: str
    path: str
    """Decoded."""
    query: Mapping[str, str]
    accept: frozenset[str]
    known: str
    """``If-None-Match``."""
    authorization: str
    origin: str
    """``http://host:port`` as the client wrote it: where its tokens come from."""
    now: float


def answer(registry: Registry, request: Request) -> Answer:
    """The whole API."""
    if request.path == "/":
        return Answer(200, b"", {"Cache-Control": "no-cache"})
    if request.path == "/v2":
        moved = {"Location": "/v2/", "Content-Type": "text/html; charset=utf-8"}
        return Answer(301, b'<a href="/v2/">Moved Permanently</a>.\n\n', moved)
    if "//" in request.path:
        return Answer(301, b"", {"Location": re.sub("//+", "/", request.path)})
    if request.path == token_path(registry):
        return _token(registry, request)
    for kind, (pattern, methods) in _ROUTES.items():
        match = re.fullmatch(pattern, request.path)
        if match is not None:
            parts = match.groupdict()
            return _routed(registry, request, kind, methods, parts.get("name", ""), parts.get("reference", ""))
    return NOT_FOUND


def token_path(registry: Registry) -> str:
    """Where the tokens of a registry are."""
    return "/service/token" if registry.harbor else "/token"


def _service(registry: Registry) -> str:
    return "harbor-registry" if registry.harbor else login.SERVICE


def _routed(
    registry: Registry, request: Request, kind: str, methods: tuple[str, ...], name: str, reference: str
) -> Answer:
    missing = registry.settings["catalog"] == "missing" and kind == "catalog"
    if missing or (kind == "referrers" and not registry.harbor):
        return NOT_FOUND
    refusal = _refusal(registry, request, kind, name)
    if refusal is not None:
        return refusal
    if request.method == "OPTIONS":
        return Answer(200, b"", {"Allow": ", ".join(methods)})
    if request.method in _WRITES and registry.cache and kind in ("manifests", "blobs", "uploads"):
        return error(registry.dialect, "UNSUPPORTED")
    if request.method not in methods:
        headers = {"Allow": ", ".join(methods), "Content-Type": "text/plain; charset=utf-8"}
        return Answer(405, b"Method not allowed\n", headers)
    return _read(registry, request, kind, name, reference)


def _refusal(registry: Registry, request: Request, kind: str, name: str) -> Answer | None:
    """401 with a challenge, when a login is needed and is not there."""
    how, challenge = registry.settings["login"], ""
    if how == "basic" and not login.account(request.authorization):
        challenge = 'Basic realm="basic-realm"'
    elif how == "bearer":
        scope = "" if kind == "ping" else login.scope_of(name, request.method)
        problem = registry.tokens.problem(request.authorization, scope, request.now)
        parts = {"realm": request.origin + token_path(registry), "service": _service(registry)}
        parts |= {"scope": scope} if scope else {}
        parts |= {"error": problem} if problem else {}
        told = ",".join(f'{key}="{value}"' for key, value in parts.items())
        challenge = "" if problem is None else f"Bearer {told}"
    if not challenge and not (kind == "catalog" and registry.settings["catalog"] == "denied"):
        return None
    refusal = error(registry.dialect, "UNAUTHORIZED", None if kind == "ping" else login.detail_of(name, request.method))
    told_how = {"Www-Authenticate": challenge} if challenge else {}
    return replace(refusal, headers={**refusal.headers, **told_how})


def _token(registry: Registry, request: Request) -> Answer:
    """The token server; anonymous clients get rights at Harbor only, and never the catalog."""
    known = login.account(request.authorization)
    dialect = registry.dialect
    if known is False:
        refusal = json_answer(dialect, {"details": "incorrect username or password"})
        return replace(refusal, status=401, headers={**refusal.headers, "Www-Authenticate": 'Basic realm="token"'})
    asked = frozenset(request.query.get("scope", "").split())
    open_to_all = frozenset(scope for scope in asked if registry.harbor and scope.startswith("repository:"))
    token = registry.tokens.issue(asked if known else open_to_all, request.now)
    return json_answer(dialect, {"token": token, "access_token": token, "expires_in": login.LIFETIME})


def _read(registry: Registry, request: Request, kind: str, name: str, reference: str) -> Answer:
    dialect, source, query = registry.dialect, registry.source, dict(request.query)
    if kind == "ping":
        return Answer(200, b"{}", {"Content-Type": dialect.json_type})
    if kind == "catalog":
        return _paged(registry, listing.catalog(dialect, source.repositories(), query), request.path)
    if kind == "tags":
        found = source.tags(name)
        if found is None:
            return error(dialect, "NAME_UNKNOWN", {"name": name})
        if registry.cache and "n" not in query:
            query.pop("last", None)  # a cache asks upstream for all of them
        return _paged(registry, listing.tags(dialect, name, found, query), request.path)
    if kind == "manifests":
        return manifests.manifest(dialect, source, name, reference, request.accept, request.known)
    if kind == "blobs":
        first = registry.mirror is not None and registry.mirror.cached.blob(name, reference) is None
        return _passed_on(manifests.blob(dialect, source, name, reference), first)
    return _referrers(registry, name, reference)


def _passed_on(blob: Answer, first: bool) -> Answer:
    """What a cache gives the first one who asks comes with fewer headers."""
    if not first or blob.status != 200:
        return blob
    kept = {name: blob.headers[name] for name in ("Content-Type", "Docker-Content-Digest")}
    return replace(blob, headers={**kept, "ETag": kept["Docker-Content-Digest"]})


def _paged(registry: Registry, page: Answer, path: str) -> Answer:
    endless = registry.settings["paging"] == "endless" and page.status == 200
    return listing.endless(page, path) if endless else page


def _referrers(registry: Registry, name: str, digest: str) -> Answer:
    """What names a manifest as its subject; an empty index when nothing does."""
    repository = registry.store.by_name.get(name)
    stored = repository.manifests.values() if repository else ()
    found = []
    for each in stored:
        body = each.json() if each.media_type == media.OCI_MANIFEST else {}
        if body.get("subject", {}).get("digest") == digest:
            entry = {"mediaType": each.media_type, "digest": each.digest, "size": len(each.body)}
            found.append({**entry, "artifactType": body["artifactType"], "annotations": body["annotations"]})
    index = {"schemaVersion": 2, "mediaType": media.OCI_INDEX, "manifests": found}
    return Answer(200, encoded(index), {"Content-Type": media.OCI_INDEX})
