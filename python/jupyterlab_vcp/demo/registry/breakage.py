"""Images and lists that are not as they should be, made on purpose through the control endpoint."""

from __future__ import annotations

from collections.abc import Callable

from jupyterlab_vcp.demo.registry import media
from jupyterlab_vcp.demo.registry.content import ARM64, Manifest, Platform, encoded, index, index_entry, schema1
from jupyterlab_vcp.demo.registry.store import Repository, Store

ODD_TAGS = ("UPPER_Case", "with space", "タグ", "\u202etag", "x" * 129, "../../up", "", "<b>bold</b>")
"""Names that no registry should give; some are no tags by the grammar."""
ODD_REPOSITORIES = ("VCP/Base", "リポジトリ", "a//b", "..", "<b>bold</b>", "under_score_/x")


def _one_platform(repository: Repository, tag: str) -> Manifest:
    """The manifest behind a tag; of an index the first one in it."""
    found = repository.manifests[repository.tags[tag]]
    entries = found.json().get("manifests")
    return repository.manifests[entries[0]["digest"]] if entries else found


def _gone(repository: Repository, tag: str) -> None:
    repository.tags[tag] = f"sha256:{'0' * 64}"


def _schema1(repository: Repository, tag: str) -> None:
    repository.put(schema1(repository.name, tag, _one_platform(repository, tag)), tag=tag)


def _wrong_config(repository: Repository, tag: str) -> None:
    """Readable, of the right length, and not what the digest promises."""
    digest = _one_platform(repository, tag).json()["config"]["digest"]
    repository.blobs[digest] = repository.blobs[digest].replace(b"amd64", b"amd46").replace(b"arm64", b"arm46")


def _no_config(repository: Repository, tag: str) -> None:
    del repository.blobs[_one_platform(repository, tag).json()["config"]["digest"]]


def _wrong_manifest(repository: Repository, tag: str) -> None:
    digest = repository.tags[tag]
    stored = repository.manifests[digest]
    repository.manifests[digest] = Manifest(
        stored.media_type, stored.body.replace(b'"schemaVersion": 2', b'"schemaVersion":  2')
    )


def _other_platforms(repository: Repository, tag: str) -> None:
    """An index for machines that VCP does not have."""
    child = _one_platform(repository, tag)
    entries = [index_entry(child, ARM64), index_entry(child, Platform("amd64", os="windows"))]
    repository.put(index(entries, docker=False, version=tag), tag=tag)


def _child_gone(repository: Repository, tag: str) -> None:
    """An index whose manifest for linux/amd64 is not stored."""
    entry = {"mediaType": media.OCI_MANIFEST, "digest": f"sha256:{'1' * 64}", "size": 700}
    entries = [{**entry, "platform": Platform("amd64").json()}, index_entry(_one_platform(repository, tag), ARM64)]
    repository.put(index(entries, docker=False, version=tag), tag=tag)


def _no_json(repository: Repository, tag: str) -> None:
    repository.put(Manifest(media.OCI_MANIFEST, b"<html>this is not a manifest</html>"), tag=tag)


def _odd_json(repository: Repository, tag: str) -> None:
    """JSON of the wrong shape everywhere."""
    body = {"schemaVersion": "2", "mediaType": 7, "config": [], "layers": {"size": -1}, "annotations": "none"}
    repository.put(Manifest(media.OCI_MANIFEST, encoded(body)), tag=tag)


KINDS: dict[str, Callable[[Repository, str], None]] = {
    "gone": _gone,
    "schema1": _schema1,
    "wrong-config": _wrong_config,
    "no-config": _no_config,
    "wrong-manifest": _wrong_manifest,
    "other-platforms": _other_platforms,
    "child-gone": _child_gone,
    "no-json": _no_json,
    "odd-json": _odd_json,
}
"""What ``POST /break-image`` does to an image.

gone: the tag is listed, its manifest is not there. schema1: the obsolete format. wrong-config, wrong-manifest: bytes
that do not match their digest. no-config: the blob is missing. other-platforms: an index without linux/amd64.
child-gone: an index whose linux/amd64 is not stored. no-json, odd-json: a manifest that cannot be read.
"""


def break_image(store: Store, name: str, tag: str, kind: str) -> None:
    """Spoil an image; raises ValueError when there is no such image or kind."""
    repository = store.by_name.get(name)
    if repository is None or tag not in repository.tags:
        raise ValueError("no such image")
    if kind not in KINDS:
        raise ValueError("kind must be one of " + " ".join(KINDS))
    KINDS[kind](repository, tag)


def add_odd_names(store: Store, name: str) -> None:
    """Give a repository tags, and the registry repositories, that break the grammar."""
    repository = store[name]
    some = next(iter(repository.tags.values()), f"sha256:{'0' * 64}")
    repository.tags.update(dict.fromkeys(ODD_TAGS, some))
    for odd in ODD_REPOSITORIES:
        store[odd].tags["1.0"] = some
