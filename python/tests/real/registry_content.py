"""What both kinds of registries hold in these tests, and how a real one gets it: by its own API, without an engine."""

from __future__ import annotations

from functools import cache

import httpx

from jupyterlab_vcp.demo.registry import media
from jupyterlab_vcp.demo.registry.content import Manifest, digest_of
from jupyterlab_vcp.demo.registry.images import harbor_store, lab_store
from jupyterlab_vcp.demo.registry.store import Repository, Store


@cache
def everything() -> Store:
    """All synthetic images, those of Harbor and those of the lab, in one registry."""
    store = harbor_store().copy()
    for repository in lab_store().by_name.values():
        mine = store[repository.name]
        mine.tags.update(repository.tags)
        mine.manifests.update(repository.manifests)
        mine.blobs.update(repository.blobs)
    return store


def push(http: httpx.Client, store: Store) -> None:
    """Push a whole store; a repository without tags becomes one by deleting what was pushed."""
    for repository in store.by_name.values():
        if repository.tags:
            _push_repository(http, repository)
            continue
        stand_in = next(iter(next(iter(store.by_name.values())).blobs.values()))
        short_lived = Repository(repository.name)
        digest = short_lived.put(_empty_image(stand_in), [stand_in], "gone").digest
        _push_repository(http, short_lived)
        assert http.delete(f"/v2/{repository.name}/manifests/{digest}").status_code == 202


def _empty_image(config: bytes) -> Manifest:
    text = '{"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"%s","digest":"%s","size":%d},"layers":[]}'
    body = text % (media.OCI_MANIFEST, media.OCI_CONFIG, digest_of(config), len(config))
    return Manifest(media.OCI_MANIFEST, body.encode())


def _push_repository(http: httpx.Client, repository: Repository) -> None:
    base = f"/v2/{repository.name}"
    for body in repository.blobs.values():
        place = http.post(f"{base}/blobs/uploads/").headers["location"]
        done = http.put(place, params={**httpx.URL(place).params, "digest": digest_of(body)}, content=body)
        assert done.status_code == 201, done.text
    # What an index names has to be there before it.
    for manifest in sorted(repository.manifests.values(), key=lambda each: b'"manifests"' in each.body):
        _put(http, f"{base}/manifests/{manifest.digest}", manifest)
    for tag, digest in repository.tags.items():
        _put(http, f"{base}/manifests/{tag}", repository.manifests[digest])


def _put(http: httpx.Client, path: str, manifest: Manifest) -> None:
    done = http.put(path, content=manifest.body, headers={"Content-Type": manifest.media_type})
    assert done.status_code == 201, done.text
    assert done.headers["docker-content-digest"] == manifest.digest
