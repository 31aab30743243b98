"""What the extension promises to Jupyter, and who may import whom."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import jupyterlab_vcp
from jupyterlab_vcp.app import VcpExtension
from jupyterlab_vcp.config import SettingsTraits
from tests.conftest import Simulator

PACKAGE = Path(jupyterlab_vcp.__file__).parent
FORBIDDEN = {
    "core": ("tornado", "jupyter_server", "httpx", "asyncio", "traitlets", "jupyterlab_vcp.clients",
             "jupyterlab_vcp.services", "jupyterlab_vcp.handlers", "jupyterlab_vcp.app"),
    "clients": ("tornado", "jupyter_server", "traitlets", "jupyterlab_vcp.services", "jupyterlab_vcp.handlers"),
    "services": ("tornado", "jupyter_server", "traitlets", "httpx", "jupyterlab_vcp.handlers", "jupyterlab_vcp.app"),
    "handlers": ("httpx", "traitlets", "jupyterlab_vcp.clients", "jupyterlab_vcp.app"),
}  # fmt: skip


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("layer", FORBIDDEN)
def test_direction_of_imports(layer: str) -> None:
    for path in (PACKAGE / layer).rglob("*.py"):
        for name in imports(path):
            assert not name.startswith(FORBIDDEN[layer]), f"{path.name} imports {name}"


def test_httpx_in_one_module_only() -> None:
    users = [path for path in PACKAGE.rglob("*.py") if "demo" not in path.parts and "httpx" in set(imports(path))]
    assert users == [PACKAGE / "clients" / "http.py"]


def test_extension_points() -> None:
    assert jupyterlab_vcp._jupyter_server_extension_points() == [{"module": "jupyterlab_vcp.app", "app": VcpExtension}]
    assert jupyterlab_vcp._jupyter_labextension_paths() == [{"src": "labextension", "dest": "jupyterlab-vcp"}]


def test_import_costs_nothing() -> None:
    """The command line and the language pack import the package too."""
    code = "import sys, jupyterlab_vcp; print([m for m in ('tornado', 'httpx', 'jupyter_server') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(PACKAGE.parent)},
    )
    assert done.stdout.strip() == "[]"


def test_every_trait_has_help() -> None:
    traits = SettingsTraits.class_own_traits(config=True)
    assert len(traits) >= 15
    for name, trait in traits.items():
        assert len(trait.help) > 20, name


async def test_no_secret_in_the_settings_of_the_web_application(jp_serverapp: Any, simulator: Simulator) -> None:
    assert simulator.token() not in repr(jp_serverapp.web_app.settings.get("jupyterlab_vcp_config"))
    extension = jp_serverapp.web_app.settings["jupyterlab_vcp"]
    assert simulator.token() not in repr(extension.frozen_settings({}))
