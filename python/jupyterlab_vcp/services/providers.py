"""Provider schemas as files: the packaged ones and those that a site drops into a folder of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from jupyterlab_vcp.core.configuration import Problem
from jupyterlab_vcp.core.providers import Provider, check_provider, parse_provider
from jupyterlab_vcp.core.shape import as_map

COMMON = "_common"


@dataclass(frozen=True)
class ProviderCatalog:
    """Documents of ``contract/provider.schema.json`` by plugin name, and what was wrong with a site's own."""

    common: Mapping[str, object]
    schemas: Mapping[str, Mapping[str, object]]
    problems: tuple[Problem, ...] = ()

    def find(self, name: str) -> Provider | None:
        """The plugin of that name, or None."""
        document = self.schemas.get(name)
        return None if document is None else parse_provider(document, self.common)

    def all(self) -> tuple[Provider, ...]:
        """Every plugin."""
        return tuple(parse_provider(document, self.common) for document in self.schemas.values())


def load_providers(extra: Path | None = None) -> ProviderCatalog:
    """The packaged providers and those of the folder ``extra``; a site's file replaces a packaged one of its name.

    Never raises for what is in the folder: a file that cannot be used becomes a problem ``provider_broken``.
    """
    packaged = _packaged()
    if extra is None:
        return packaged
    schemas, problems = dict(packaged.schemas), list[Problem]()
    for path in _site_files(extra, problems):
        document, faults = _read_site_file(path)
        problems += [Problem("provider_broken", f"{path.name}: {fault}", "error", str(path)) for fault in faults]
        if not faults:
            schemas[path.stem] = document
    return ProviderCatalog(packaged.common, schemas, tuple(problems))


def read_contract(name: str) -> Mapping[str, object]:
    """A JSON document of the folder ``contract``."""
    return as_map(json.loads((files("jupyterlab_vcp") / "contract" / name).read_text("utf-8")))


@cache
def _packaged() -> ProviderCatalog:
    folder: Iterable[Traversable] = (files("jupyterlab_vcp") / "providers").iterdir()
    found = {
        path.name.removesuffix(".json"): as_map(json.loads(path.read_text("utf-8")))
        for path in sorted(folder, key=lambda path: path.name)
        if path.name.endswith(".json")
    }
    return ProviderCatalog(found.pop(COMMON), found)


def _site_files(folder: Path, problems: list[Problem]) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".json")
    except OSError as error:
        message = f"the folder of provider schemas cannot be read: {error.strerror}"
        problems.append(Problem("provider_broken", message, "error", str(folder)))
        return []


def _read_site_file(path: Path) -> tuple[Mapping[str, object], tuple[str, ...]]:
    if path.stem == COMMON:
        return {}, ("the common attributes are those of the SDK and cannot be replaced",)
    try:
        document: object = json.loads(path.read_text("utf-8"))
    except OSError as error:
        return {}, (f"cannot be read: {error.strerror}",)
    except ValueError as error:
        return {}, (f"is not JSON: {error}",)
    return as_map(document), check_provider(document, read_contract("provider.schema.json"), path.stem)
