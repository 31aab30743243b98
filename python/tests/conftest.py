"""The simulated services as a process, a Jupyter server with the extension, a client that checks the contract."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import HTTPClientError

from tests.contract_check import check_reply

pytest_plugins = ["pytest_jupyter.jupyter_server"]

SOURCES = Path(__file__).parents[1]


@dataclass
class Simulator:
    """The endpoints that the simulator printed, and its control endpoint."""

    info: Mapping[str, Any]
    lines: list[str] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.info["controller"]["port"])

    @property
    def vault_port(self) -> int:
        return int(self.info["vault"]["port"])

    def token(self, label: str = "regular") -> str:
        return str(self.info["tokens"][label])

    def control(self, method: str, path: str, body: object | None = None) -> Any:
        request = urllib.request.Request(
            self.info["control"]["url"] + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
        )
        with urllib.request.urlopen(request, timeout=10) as reply:
            return json.load(reply)

    def fault(self, kind: str, *, path: str = "", method: str = "", count: int | None = None, **options: Any) -> None:
        match = {"path": path, "method": method}
        self.control("POST", "/faults", {"match": match, "count": count, "fault": {"kind": kind, **options}})

    def requests(self, method: str, path: str) -> list[dict[str, Any]]:
        """The requests that reached the controller with that method and that end of the path."""
        entries = self.control("GET", "/requests")["requests"]
        return [each for each in entries if each["method"] == method and each["path"].endswith(path)]


@contextlib.contextmanager
def running_simulator(*options: str) -> Iterator[Simulator]:
    """A simulator of its own; ``options`` as on the command line of the demo."""
    command = [sys.executable, "-m", "jupyterlab_vcp.demo", "--services-only", "--exit-with-stdin", "--speed", "500"]
    with subprocess.Popen(
        [*command, *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
    ) as process:
        assert process.stdout is not None
        yield Simulator(json.loads(process.stdout.readline()))
        process.terminate()


@pytest.fixture(autouse=True)
def no_real_controller(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a container that knows a controller, the environment would lead the tests there, with its user's token."""
    for name in [each for each in os.environ if each.startswith(("VCP_", "VCPSDK_", "VAULT_"))]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def simulator_process() -> Iterator[Simulator]:
    with running_simulator() as simulator:
        yield simulator


@pytest.fixture
def simulator(simulator_process: Simulator) -> Simulator:
    """The simulator in the state of its scenario, without faults and with all tokens as they were."""
    simulator_process.control("POST", "/reset")
    return simulator_process


@pytest.fixture
def traits() -> dict[str, Any]:
    """Traits of a test's own; they go over the usual ones. Override by parametrising or by a fixture of the module."""
    return {}


@pytest.fixture
def jp_server_config(simulator: Simulator, tmp_path: Path, traits: dict[str, Any]) -> dict[str, Any]:
    usual = {
        "vcp_config_dir": simulator.info["config_dir"],
        "ca_file": simulator.info["ca_file"],
        "token": simulator.token(),
        "jobs_dir": str(tmp_path / "jobs"),
        "job_poll_seconds": 0.1,
        "connect_timeout": 2.0,
        "read_timeout": 2.0,
    }
    chosen = {name: value for name, value in {**usual, **traits}.items() if value is not None}
    return {"ServerApp": {"jpserver_extensions": {"jupyterlab_vcp": True}}, "VcpExtension": chosen}


@dataclass(frozen=True)
class Answer:
    """Status and JSON body; ``raw`` is what was sent."""

    status: int
    body: Any
    raw: str


Api = Callable[..., Awaitable[Answer]]


@pytest.fixture
def api(jp_fetch: Callable[..., Awaitable[Any]]) -> Api:
    """Calls ``vcp/api`` and checks every reply against openapi.yaml: ``await api("GET", "/unit-groups")``."""

    async def call(
        method: str,
        path: str,
        body: object | None = None,
        *,
        query: Mapping[str, str] | Sequence[tuple[str, str]] = (),
        raw: str = "",
    ) -> Answer:
        content = raw or (None if body is None else json.dumps(body))
        pairs = list(query.items()) if isinstance(query, Mapping) else list(query)
        try:
            response = await jp_fetch(
                "vcp", "api", *path.strip("/").split("/"), method=method, body=content, params=pairs,
                allow_nonstandard_methods=True, request_timeout=60,
            )  # fmt: skip
        except HTTPClientError as error:
            response = error.response
        text = response.body.decode()
        answer = Answer(response.code, json.loads(text) if text else None, text)
        check_reply(method, path, answer.status, answer.body, response.headers.get("Content-Type", ""))
        return answer

    return call


async def eventually(look: Callable[[], Awaitable[Any]], seconds: float = 15.0) -> Any:
    """The first true answer of ``look``."""
    import asyncio

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = await look()
        if found:
            return found
        await asyncio.sleep(0.05)
    raise AssertionError("it did not happen in time")
