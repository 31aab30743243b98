"""Starts real registries: distribution 2.8 as Debian ships it and distribution 3, on a free port of 127.0.0.1."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "jupyterlab-vcp" / "bin"
PROGRAMS = {2: "docker-registry", 3: "registry"}
HOW = {2: "install Debian's docker-registry, or run scripts/system.sh", 3: "run `make services`"}
_LISTENING = re.compile(r"listening on 127\.0\.0\.1:(\d+)")
START_SECONDS = 20.0


def program(version: int) -> Path | None:
    """The program of a version, where it is installed."""
    found = shutil.which(PROGRAMS[version], path=f"{FOLDER}{os.pathsep}{os.environ.get('PATH', '')}")
    return None if found is None else Path(found)


def needed(version: int) -> Path:
    """The program of a version; skips the test, with the reason, where it is not there."""
    found = program(version)
    if found is None:
        pytest.skip(f"{PROGRAMS[version]} (distribution {version}) is not here; {HOW[version]}")
    return found


def _configuration(storage: Path, more: Mapping[str, Any]) -> dict[str, Any]:
    http = {"addr": "127.0.0.1:0", "secret": "test", **more.get("http", {})}
    return {
        "version": 0.1,
        "log": {"level": "info", "formatter": "json", "accesslog": {"disabled": True}},
        "storage": {"filesystem": {"rootdirectory": str(storage)}, "delete": {"enabled": "proxy" not in more}},
        **{key: value for key, value in more.items() if key != "http"},
        "http": http,
    }


@contextmanager
def running(version: int, folder: Path, storage: Path, more: Mapping[str, Any] | None = None) -> Iterator[int]:
    """A registry on that storage until the end of the block; gives its port. ``more``: of its configuration."""
    binary = needed(version)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "config.yml"
    file.write_text(yaml.safe_dump(_configuration(storage, more or {})))
    # Version 3 sends traces to a collector unless it is told not to.
    environment = {**os.environ, "OTEL_TRACES_EXPORTER": "none"}
    command = [str(binary), "serve", str(file)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environment) as it:
        try:
            yield _port(it)
        finally:
            it.terminate()
            try:
                it.wait(10)
            except subprocess.TimeoutExpired:
                it.kill()


def _port(process: subprocess.Popen[str]) -> int:
    """The port from the log; later lines are read and dropped, so that the pipe never fills."""
    found: list[int] = []
    seen: list[str] = []
    ready = threading.Event()

    def read() -> None:
        assert process.stderr is not None
        for line in process.stderr:
            seen.append(line)
            match = _LISTENING.search(line)
            if match is not None:
                found.append(int(match[1]))
                ready.set()
        ready.set()

    threading.Thread(target=read, daemon=True).start()
    assert ready.wait(START_SECONDS), "".join(seen)
    assert found, "".join(seen)
    return found[0]
