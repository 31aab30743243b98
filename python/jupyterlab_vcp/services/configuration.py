"""Finds and reads the folder with ``vcp_config.yml`` and ``vcp_flavor.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from jupyterlab_vcp.core.configuration import (
    CONFIG_FILE,
    FLAVOR_FILE,
    Configuration,
    Files,
    Problem,
    parse_configuration,
)
from jupyterlab_vcp.core.settings import expanded
from jupyterlab_vcp.services.file_store import MAX_BYTES, digest
from jupyterlab_vcp.services.providers import ProviderCatalog, load_providers

ENVIRONMENT_VARIABLE = "VCPSDK_CONFIG_DIR"
OLD_DIRECTORY = Path("/notebooks/notebook/vcp_config")
_NO_CONFIG = Problem(
    "config_missing",
    f"no folder with {CONFIG_FILE} was found; make ~/vcp_config or set {ENVIRONMENT_VARIABLE}. "
    "The notebook container of 26.10 has a sample in work/setup, to be copied there.",
    "error",
)
_NO_FLAVOR = Problem("flavor_missing", f"there is no {FLAVOR_FILE}; sample flavors are shown", "warning")


def find_config_dir(explicit: str | None, environ: Mapping[str, str]) -> Path | None:
    """The folder: the trait, ``VCPSDK_CONFIG_DIR``, ``~/vcp_config``, then the place used up to SDK 25.x.

    A folder that was named is returned even if it is not there, so that a misspelling is reported and not skipped.
    """
    named = explicit or environ.get(ENVIRONMENT_VARIABLE)
    if named:
        return expanded(named)
    home = environ.get("HOME")
    usual = (Path(home) if home else Path.home()) / "vcp_config"
    return next((folder for folder in (usual, OLD_DIRECTORY) if folder.is_dir()), None)


def read_configuration(directory: Path | None, providers: ProviderCatalog | None = None) -> Configuration:
    """The configuration of a folder. Never raises for what is (not) there: problems say it, with file and line.

    ``providers`` tells which keys are known; the packaged ones when left out.
    """
    problems: list[Problem] = []
    config, config_version = _read(directory, CONFIG_FILE, _NO_CONFIG, "config_broken", problems)
    flavor, flavor_version = _read(directory, FLAVOR_FILE, _NO_FLAVOR, "flavor_broken", problems)
    catalog = load_providers() if providers is None else providers
    files = Files(directory, config, flavor, config_version, flavor_version)
    configuration = parse_configuration(files, catalog.all())
    return replace(configuration, problems=(*problems, *configuration.problems))


def _read(
    directory: Path | None, name: str, missing: Problem, broken: str, problems: list[Problem]
) -> tuple[str | None, str | None]:
    """The text and the version of a file: the latter also of one that is no text."""
    if directory is None:
        if name == CONFIG_FILE:
            problems.append(missing)
        return None, None
    path, version = directory / name, None
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise ValueError(f"is larger than {MAX_BYTES:,} bytes")
        version = digest(content)
        return content.decode("utf-8-sig"), version
    except FileNotFoundError:
        problems.append(replace(missing, message=f"{name} is not in {directory}", path=str(path)))
    except OSError as error:
        problems.append(Problem(broken, f"{name} cannot be read: {error.strerror}", "error", name))
    except UnicodeDecodeError:
        problems.append(Problem(broken, f"{name} is not UTF-8 text", "error", name))
    except ValueError as error:
        problems.append(Problem(broken, f"{name} {error}", "error", name))
    return None, version
