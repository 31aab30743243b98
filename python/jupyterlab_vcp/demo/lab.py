"""The JupyterLab of the demo: a subprocess that finds the simulated services."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jupyterlab_vcp.demo.generations import TEMPLATES

PATIENCE = 15.0
"""Seconds JupyterLab has for ending by itself."""

HARBOR_NAME = "{'harbor': {'prefix': 'harbor.vcloud.nii.ac.jp/'}}"
"""The images of the demo's Harbor are called as in the real world: units and specs name them so."""


@dataclass(frozen=True)
class Settings:
    """How JupyterLab is started."""

    port: int
    browser: bool
    environment: Mapping[str, str]
    """Variables that say where the services are."""


def _command(settings: Settings, folder: Path) -> list[str]:
    command = [sys.executable, "-m", "jupyterlab", "--ip=127.0.0.1", f"--port={settings.port}"]
    command += ["--ServerApp.port_retries=0", f"--ServerApp.root_dir={folder}"]
    command += [f"--VcpExtension.registries={HARBOR_NAME}"]
    command += [] if settings.browser else ["--no-browser"]
    command += ["--allow-root"] if os.geteuid() == 0 else []
    return command


def _environment(settings: Settings, folder: Path, token: str) -> dict[str, str]:
    # JupyterLab runs in another folder, so relative entries would lead nowhere.
    paths = [str(Path(entry).resolve()) for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if entry]
    # The extension asks the environment before the demo's files: in a container that knows a real controller, that one
    # would be used, with its user's token.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("VCP_", "VAULT_"))}
    return {
        **inherited,
        **({"PYTHONPATH": os.pathsep.join(paths)} if paths else {}),
        **settings.environment,
        "JUPYTER_TOKEN": token,
        # The demo leaves the newcomer's own JupyterLab alone, and finds none of its open tabs.
        "JUPYTERLAB_SETTINGS_DIR": str(folder.parent / "lab-settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder.parent / "lab-workspaces"),
        "VCP_JOBS_DIR": str(folder.parent / "jobs"),
    }


def prepare(folder: Path) -> None:
    """The demo folder with its notebook, unless it is there already."""
    folder.mkdir(parents=True, exist_ok=True)
    notebook = folder / "README.ipynb"
    if not notebook.exists():
        shutil.copyfile(TEMPLATES / "README.ipynb", notebook)


def free_port(first: int) -> int:
    """The first port from the wanted one on that nobody listens on."""
    for port in range(first, first + 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    return first


async def _announce(port: int, token: str, tokens: dict[str, str]) -> None:
    """Wait until JupyterLab answers, then say where: behind its own messages, where one sees it."""
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.2)
            continue
        writer.close()
        break
    lines = ["", f"JupyterLab: http://127.0.0.1:{port}/lab?token={token}", "VCP access tokens to paste there:"]
    lines += [f"  {label:9} {value}" for label, value in tokens.items()]
    print("\n".join([*lines, "Stop with Ctrl-C.", ""]), flush=True)


async def run(settings: Settings, folder: Path, tokens: dict[str, str], stopped: asyncio.Event) -> int:
    """Run JupyterLab until it ends or the demo is stopped; its exit status."""
    prepare(folder)
    token = secrets.token_hex(24)
    settings = replace(settings, port=free_port(settings.port))
    process = await asyncio.create_subprocess_exec(
        *_command(settings, folder),
        env=_environment(settings, folder, token),
        cwd=folder,
        start_new_session=True,
    )
    announcement = asyncio.ensure_future(_announce(settings.port, token, tokens))
    ended = asyncio.ensure_future(process.wait())
    waiting = asyncio.ensure_future(stopped.wait())
    await asyncio.wait({ended, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    announcement.cancel()
    if ended.done():
        return ended.result()
    process.terminate()
    await asyncio.wait({ended}, timeout=PATIENCE)
    if not ended.done():
        process.kill()
        await ended
    return 0
