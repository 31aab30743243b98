"""Configuration and provider files, read again when they have changed: the explorer's poll must not parse YAML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import RLock
from typing import Generic, TypeVar

from jupyterlab_vcp.core.configuration import Configuration
from jupyterlab_vcp.core.settings import Settings
from jupyterlab_vcp.services.configuration import find_config_dir, read_configuration
from jupyterlab_vcp.services.providers import ProviderCatalog, load_providers

T = TypeVar("T")
Signature = tuple[tuple[str, int, int], ...]
CONFIGURATION_FILES = ("vcp_config.yml", "vcp_flavor.yml")


def signature(paths: list[Path]) -> Signature:
    """Name, time and size of the files that are there."""
    found: list[tuple[str, int, int]] = []
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((str(path), status.st_mtime_ns, status.st_size))
    return tuple(found)


class _Watched(Generic[T]):
    """A value that is read anew when the signature of its files is another one.

    Threads that write large answers ask too (they look for secrets). Under a lock, so that one which has begun to read
    before a change never puts its older value in the place of the one that was read after it.
    """

    def __init__(self, paths: Callable[[], list[Path]], read: Callable[[], T]) -> None:
        self._paths = paths
        self._read = read
        self._known: tuple[Signature, T] | None = None
        self._lock = RLock()

    def __call__(self) -> T:
        """The value as of now."""
        with self._lock:
            found = signature(self._paths())
            if self._known is None or self._known[0] != found:
                self._known = (found, self._read())
            return self._known[1]


class WatchedConfiguration(_Watched[Configuration]):
    """vcp_config.yml and vcp_flavor.yml, wherever they are at the time."""

    def __init__(self, settings: Settings, providers: Callable[[], ProviderCatalog]) -> None:
        def folder() -> Path | None:
            return find_config_dir(settings.config_dir or None, settings.environ)

        def paths() -> list[Path]:
            found = folder()
            return [found, *(found / name for name in CONFIGURATION_FILES)] if found else []

        super().__init__(paths, lambda: read_configuration(folder(), providers()))


class WatchedProviders(_Watched[ProviderCatalog]):
    """The packaged provider schemas and a site's own."""

    def __init__(self, extra: Path | None) -> None:
        def paths() -> list[Path]:
            return sorted(extra.glob("*.json")) if extra and extra.is_dir() else []

        super().__init__(paths, lambda: load_providers(extra))
