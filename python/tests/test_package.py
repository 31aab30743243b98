"""What the package promises as a whole: the built front end, the shared modules, the documents, the installation."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from jupyterlab_vcp.config import SettingsTraits

ROOT = Path(__file__).parents[2]
PACKAGE = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
STATIC = ROOT / "python/jupyterlab_vcp/labextension/static"
IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*'(@[a-z]+/[a-z0-9-]+|[a-z][a-z0-9-]*)""")


def _imports() -> set[str]:
    sources = [path for path in (ROOT / "src").rglob("*.ts*") if not {"__tests__", "testing", "cli"} & set(path.parts)]
    return {name for path in sources for name in IMPORT.findall(path.read_text(encoding="utf-8"))}


def test_every_imported_package_is_declared() -> None:
    missing = _imports() - set(PACKAGE["dependencies"])
    assert not missing, f"imported but not in dependencies of package.json: {sorted(missing)}"


def test_every_jupyterlab_package_is_shared_with_a_range_of_ours() -> None:
    """The builder would otherwise write the range of the JupyterLab it was built with, and 4.2 would warn."""
    shared = PACKAGE["jupyterlab"]["sharedPackages"]
    for name in PACKAGE["dependencies"]:
        if name.startswith("@jupyterlab/"):
            assert shared[name] == {
                "bundled": False,
                "singleton": True,
                "requiredVersion": PACKAGE["dependencies"][name],
            }, name


def test_the_built_entry_asks_for_no_newer_jupyterlab_than_declared() -> None:
    entries = list(STATIC.glob("remoteEntry.*.js"))
    assert entries, "the front end is not built: make build"
    for entry in entries:
        assert "^4.6" not in entry.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_trait_is_described(language: str) -> None:
    page = (ROOT / f"docs/{language}/configuration.md").read_text(encoding="utf-8")
    traits = SettingsTraits.class_own_traits(config=True)
    assert traits
    for name in traits:
        assert f"| `{name}` |" in page, f"docs/{language}/configuration.md lacks {name}"


LISTS = {
    ("labextension", "list"): r"jupyterlab-vcp v[\d.]+ .*enabled.*OK",
    ("server", "extension", "list"): r"jupyterlab_vcp [\d.]+ .*OK",
}


@pytest.fixture(scope="module")
def lists() -> dict[tuple[str, ...], str]:
    """What Jupyter says about its extensions; both commands at once, for each takes seconds to import Jupyter."""
    running = {
        command: subprocess.Popen(
            [sys.executable, "-m", "jupyter", *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for command in LISTS
    }
    texts = {command: process.communicate(timeout=100)[0] for command, process in running.items()}
    assert {process.returncode for process in running.values()} == {0}, texts
    return texts


@pytest.mark.parametrize("command", LISTS)
def test_jupyter_finds_both_halves(lists: dict[tuple[str, ...], str], command: tuple[str, ...]) -> None:
    text = lists[command]
    assert re.search(LISTS[command], text), text
    ours = [row for row in text.splitlines() if "vcp" in row.lower()]
    assert not any("warning" in row.lower() or "error" in row.lower() for row in ours), text


def test_the_wheel_has_what_a_user_needs_and_nothing_else(tmp_path: Path) -> None:
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(tmp_path),
    ]
    subprocess.run([*build, str(ROOT)], check=True, timeout=110)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    shared = "jupyterlab_vcp-[^/]+/data/share/jupyter/labextensions/jupyterlab-vcp"
    for needed in (
        "jupyterlab_vcp/contract/openapi.yaml",
        "jupyterlab_vcp/providers/aws.json",
        "jupyterlab_vcp/locale/ja_JP/LC_MESSAGES/jupyterlab_vcp.json",
        "jupyterlab_vcp/demo/templates/README.ipynb",
        f"{shared}/install.json",
        f"{shared}/schemas/jupyterlab-vcp/explorer.json",
        f"{shared}/static/remoteEntry[^/]+.js",
        f"{shared}/static/third-party-licenses.json",
        "jupyterlab_vcp-[^/]+/data/etc/jupyter/jupyter_server_config.d/jupyterlab_vcp.json",
    ):
        assert any(re.fullmatch(needed, name) for name in names), f"{needed} is missing"
    assert sum("remoteEntry" in name for name in names) == 1, "the built front end is in the wheel twice"
    assert not [name for name in names if name.endswith((".orig", ".map", ".pyc")) or "/tests/" in name]


def test_no_broken_requirements() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout
