"""The services that `make services` builds are there and run; later features compare their simulators with them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "jupyterlab-vcp" / "bin"


@pytest.mark.services
@pytest.mark.parametrize(
    ("program", "arguments", "expected"),
    [
        ("registry", ["--version"], "distribution/v3"),
        ("loki", ["-version"], "loki, version"),
        ("logcli", ["--version"], "logcli, version"),
    ],
)
def test_program_runs(program: str, arguments: list[str], expected: str) -> None:
    path = FOLDER / program
    if not path.exists():
        pytest.skip(f"{program} is not built; run `make services`")
    done = subprocess.run([path, *arguments], capture_output=True, text=True, check=True, timeout=60)
    assert expected in done.stdout + done.stderr
