"""What registries hold: repositories with tags, manifests and blobs, and a cache of another registry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from jupyterlab_vcp.demo.registry.content import Manifest, digest_of


class UpstreamAway(Exception):
    """A cache cannot ask the registry behind it."""


@dataclass
class Repository:
    """One repository."""

    name: str
    tags: dict[str, str] = field(default_factory=dict)
    """Tag to digest."""
    manifests: dict[str, Manifest] = field(default_factory=dict)
    """By the digest they are asked for, which is that of their bytes unless somebody broke them."""
    blobs: dict[str, bytes] = field(default_factory=dict)

    def put(self, manifest: Manifest, blobs: Iterable[bytes] = (), tag: str = "") -> Manifest:
        """Store a manifest and blobs of it; without a tag it is reached by its digest only."""
        self.manifests[manifest.digest] = manifest
        self.blobs.update((digest_of(blob), blob) for blob in blobs)
        if tag:
            self.tags[tag] = manifest.digest
        return manifest

    def copy(self) -> Repository:
        """One that can be changed without changing this one."""
        return Repository(self.name, dict(self.tags), dict(self.manifests), dict(self.blobs))


class Source(Protocol):
    """Where a registry finds what it serves."""

    def repositories(self) -> list[str]:
        """Names for the catalog."""

    def tags(self, name: str) -> list[str] | None:
        """All tags of a repository in any order, or None."""

    def manifest(self, name: str, reference: str) -> tuple[str, Manifest] | None:
        """Digest and manifest by tag or digest."""

    def blob(self, name: str, digest: str) -> bytes | None:
        """A blob that the repository links; raises UpstreamAway."""


class Store:
    """A registry's own storage."""

    def __init__(self, repositories: Iterable[Repository] = ()) -> None:
        self.by_name = {repository.name: repository for repository in repositories}

    def __getitem__(self, name: str) -> Repository:
        """The repository of a name, made when it is not there yet."""
        return self.by_name.setdefault(name, Repository(name))

    def copy(self) -> Store:
        """One that can be changed without changing this one."""
        return Store(repository.copy() for repository in self.by_name.values())

    def repositories(self) -> list[str]:
        """Also those whose last tag is gone."""
        return list(self.by_name)

    def tags(self, name: str) -> list[str] | None:
        """All tags."""
        repository = self.by_name.get(name)
        return None if repository is None else list(repository.tags)

    def manifest(self, name: str, reference: str) -> tuple[str, Manifest] | None:
        """By tag or digest."""
        repository = self.by_name.get(name, Repository(name))
        digest = repository.tags.get(reference, reference)
        found = repository.manifests.get(digest)
        return None if found is None else (digest, found)

    def blob(self, name: str, digest: str) -> bytes | None:
        """Only through a repository that has it."""
        return self.by_name.get(name, Repository(name)).blobs.get(digest)


class Mirror:
    """A pull-through cache: lists what went through it, passes tag lists on, and hides that upstream is away."""

    def __init__(self, upstream: Store) -> None:
        self.upstream = upstream
        self.online = True
        self.cached = Store()

    def repositories(self) -> list[str]:
        """What was fetched through the cache."""
        return self.cached.repositories()

    def tags(self, name: str) -> list[str] | None:
        """Those of upstream, else those that happen to be here."""
        return (self.upstream if self.online else self.cached).tags(name)

    def manifest(self, name: str, reference: str) -> tuple[str, Manifest] | None:
        """From upstream when it answers, and kept from then on."""
        found = (self.upstream if self.online else self.cached).manifest(name, reference)
        if found is not None and self.online:
            digest, manifest = found
            kept = self.cached[name]
            kept.manifests[digest] = manifest
            if reference != digest:
                kept.tags[reference] = digest
        return found

    def blob(self, name: str, digest: str) -> bytes | None:
        """What is not here cannot be fetched while upstream is away."""
        body = self.cached.blob(name, digest)
        if body is None and not self.online:
            raise UpstreamAway
        if body is None:
            body = self.upstream.blob(name, digest)
            if body is not None:
                self.cached[name].blobs[digest] = body
        return body
