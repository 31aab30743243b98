"""Keeps a simulation in a folder, so that it survives a restart."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from jupyterlab_vcp.demo.accounts import Accounts
from jupyterlab_vcp.demo.controller.state import State
from jupyterlab_vcp.demo.simulation import Simulation

FILE = "state.json"


def save(sim: Simulation, folder: Path) -> None:
    """Write the state beside and move it into place; only the owner may read it (it holds tokens)."""
    data = {
        "clock_offset": sim.clock.offset,
        "state": sim.world.state.to_json(),
        "accounts": sim.accounts.to_json(),
        "secrets": sim.store.to_json(),
    }
    beside = folder / f"{FILE}.new"
    beside.touch(mode=0o600)
    beside.write_text(json.dumps(data), encoding="utf-8")
    beside.replace(folder / FILE)
    sim.changed = False


def load(sim: Simulation, folder: Path) -> bool:
    """Put what was saved into a fresh simulation; False when nothing was."""
    file = folder / FILE
    if not file.exists():
        return False
    data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    sim.accounts = Accounts.from_json(data["accounts"])
    sim.store.replace(data["secrets"])
    sim.clock.offset = data["clock_offset"]
    sim.world.state = State.from_json(data["state"])
    # The generator starts anew with every start: move it on, so that no identifier comes twice.
    sim.rng.seed(f"{sim.setup.seed}-{sim.world.state.last_seq}-{os.urandom(8).hex()}")
    sim.changed = False
    return True


def save_if_changed(sim: Simulation, folder: Path | None) -> None:
    """For the periodic call."""
    if folder is not None and sim.changed:
        save(sim, folder)
