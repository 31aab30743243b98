"""The JupyterLab of the demo: a subprocess that finds the simulated services."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from jupyterlab_vcp.demo.config_files import TEMPLATES

PATIENCE = 15.0
"""Seconds JupyterLab has for ending by itself."""


@dataclass(frozen=True)
class Settings:
    """How JupyterLab is started."""

    port: int
    browser: bool
    config_dir: Path
    ca_file: Path


def _command(settings: Settings, folder: Path) -> list[str]:
    command = [sys.executable, "-m", "jupyterlab", "--ip=127.0.0.1", f"--port={settings.port}"]
    command += [f"--ServerApp.root_dir={folder}"]
    command += [] if settings.browser else ["--no-browser"]
    command += ["--allow-root"] if os.geteuid() == 0 else []
    return command


def _environment(settings: Settings, token: str) -> dict[str, str]:
    return {
        **os.environ,
        "VCPSDK_CONFIG_DIR": str(settings.config_dir),
        "REQUESTS_CA_BUNDLE": str(settings.ca_file),
        "JUPYTER_TOKEN": token,
    }


def prepare(folder: Path) -> None:
    """The demo folder with its notebook, unless it is there already."""
    folder.mkdir(parents=True, exist_ok=True)
    notebook = folder / "README.ipynb"
    if not notebook.exists():
        shutil.copyfile(TEMPLATES / "README.ipynb", notebook)


async def run(settings: Settings, folder: Path, tokens: dict[str, str], stopped: asyncio.Event) -> int:
    """Run JupyterLab until it ends or the demo is stopped; its exit status."""
    prepare(folder)
    token = secrets.token_hex(24)
    process = await asyncio.create_subprocess_exec(
        *_command(settings, folder),
        env=_environment(settings, token),
        cwd=folder,
        start_new_session=True,
    )
    lines = [f"JupyterLab: http://127.0.0.1:{settings.port}/lab?token={token}"]
    lines += ["  (when that port is taken, JupyterLab prints the one it took)", "VCP access tokens:"]
    lines += [f"  {label:9} {value}" for label, value in tokens.items()]
    print("\n".join(lines), flush=True)
    ended = asyncio.ensure_future(process.wait())
    waiting = asyncio.ensure_future(stopped.wait())
    await asyncio.wait({ended, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if ended.done():
        return ended.result()
    process.terminate()
    await asyncio.wait({ended}, timeout=PATIENCE)
    if not ended.done():
        process.kill()
        await ended
    return 0
