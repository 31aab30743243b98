"""Our controller client, connected to the simulator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_vcp.clients import controller
from jupyterlab_vcp.clients.controller import ControllerClient
from jupyterlab_vcp.clients.http import HttpClient, trust
from jupyterlab_vcp.core.limits import HttpLimits
from tests.conftest import Simulator

Connect = Callable[[str], ControllerClient]


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Second tries come at once: there is only one client here."""
    monkeypatch.setattr(controller, "RETRY_PAUSE", (0.0, 0.01))


@pytest.fixture
def connect(simulator: Simulator, jp_asyncio_loop: Any) -> Iterator[Connect]:
    limits = HttpLimits(connect=2.0, read=1.0, write=1.0, pool=1.0, total=3.0)
    http = HttpClient("localhost", simulator.port, trust(Path(simulator.info["ca_file"]), True), limits)
    yield lambda label: ControllerClient(http, simulator.token(label))
    jp_asyncio_loop.run_until_complete(http.aclose())
