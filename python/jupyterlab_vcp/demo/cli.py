"""Command line of the demo."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import signal
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from tornado.ioloop import PeriodicCallback

from jupyterlab_vcp.demo import config_files, lab, persistence, scenario
from jupyterlab_vcp.demo.certs import Certificates
from jupyterlab_vcp.demo.control import control_app
from jupyterlab_vcp.demo.controller.app import controller_app
from jupyterlab_vcp.demo.generations import DEFAULT, GENERATIONS
from jupyterlab_vcp.demo.registry import login
from jupyterlab_vcp.demo.registry.app import registry_app
from jupyterlab_vcp.demo.services import ADDRESS, Ports, Services
from jupyterlab_vcp.demo.simulation import Setup, Simulation
from jupyterlab_vcp.demo.vault import vault_app

TICK_MS = 20
SAVE_MS = 250
DEFAULT_VAULT_PORT = 8443

SERVICES = (
    ("controller", lambda services: controller_app(services.sim), True),
    ("vault", lambda services: vault_app(services.sim), True),
    ("registry", lambda services: registry_app(services.sim, "registry"), False),
    ("registry_user", lambda services: registry_app(services.sim, "registry_user"), False),
    ("harbor", lambda services: registry_app(services.sim, "harbor"), False),
    ("control", control_app, False),
)
"""Name, application, TLS. Further simulated services are added here."""


def _positive(text: str) -> float:
    """A number above 0; argparse turns the ValueError into its message."""
    number = float(text)
    if number <= 0:
        raise ValueError(text)
    return number


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m jupyterlab_vcp.demo",
        description="Simulated VCP services on 127.0.0.1, and a JupyterLab on top of them.",
    )
    add = parser.add_argument
    add("--services-only", action="store_true", help="no JupyterLab; print one JSON line and run until stopped")
    add("--exit-with-stdin", action="store_true", help="stop when standard input is closed")
    add("--speed", type=_positive, default=20.0, help="time scale: 1 is real time (a boot takes 2 to 3 minutes)")
    add("--scenario", choices=scenario.NAMES, default="demo", help="what is there at the start")
    add("--generation", choices=list(GENERATIONS), default=DEFAULT, help="of the controller and what is around it")
    add("--nodes", type=int, default=10_000, help="nodes of the large scenario")
    add("--seed", type=int, help="makes identifiers and tokens the same every time")
    add("--state-dir", type=Path, help="folder that keeps the state over a restart")
    add("--controller-port", type=int, help="fixed port of the controller")
    add("--vault-port", type=int, help="fixed port of the Vault")
    add("--registry-port", type=int, help="fixed port of the official registry")
    add("--registry-user-port", type=int, help="fixed port of the user registry")
    add("--harbor-port", type=int, help="fixed port of Harbor")
    add("--control-port", type=int, help="fixed port of the control endpoint")
    add("--port", type=int, default=8888, help="port of JupyterLab, or the next free one")
    add("--ip", choices=["127.0.0.1"], default="127.0.0.1", help="address everything listens on")
    add("--browser", action=argparse.BooleanOptionalAction, default=False, help="open a browser")
    return parser


@contextlib.contextmanager
def _folder(options: argparse.Namespace) -> Iterator[Path]:
    if options.state_dir is not None:
        options.state_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        yield options.state_dir.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="vcp-demo-") as name:
        yield Path(name)


def _start(options: argparse.Namespace, folder: Path) -> Services:
    ports = Ports(folder)
    # Units run images of this registry, and their text names its port.
    user_registry = f"{ADDRESS}:{ports.reserve('registry_user', options.registry_user_port)}"
    setup = Setup(options.scenario, options.nodes, options.speed, options.seed, options.generation, user_registry)
    sim = Simulation(setup)
    if options.state_dir is not None:
        persistence.load(sim, folder)
    services = Services(sim, Certificates(folder), folder, ports)
    for name, app, tls in SERVICES:
        services.start(name, app(services), tls, getattr(options, f"{name}_port", None))
    services.save_ports()
    config = services.info()
    numbers = config["controller"]["port"], config["vault"]["port"]
    config_files.write_config(folder / "vcp_config", sim.world.generation, *numbers)
    return services


def environment(services: Services, folder: Path) -> dict[str, str]:
    """The variables that a user's Jupyter container has, by which everything is found."""
    found = {
        "VCPSDK_CONFIG_DIR": str(folder / "vcp_config"),
        "REQUESTS_CA_BUNDLE": str(services.certificates.ca_file),
        **{f"VCP_REGISTRY_{name.upper()}": url for name, url in services.info()["registries"].items()},
    }
    if services.sim.world.generation.own_store_address:
        found["VAULT_URL"] = f"{services.info()['vault']['url']}/v1"
    return found


def _info(services: Services, folder: Path) -> dict[str, object]:
    return {
        **services.info(),
        "generation": services.sim.setup.generation,
        "environment": environment(services, folder),
        "ca_file": str(services.certificates.ca_file),
        "config_dir": str(folder / "vcp_config"),
        "tokens": services.sim.accounts.by_label,
        "registry_account": {"user": login.USER, "password": login.PASSWORD},
    }


async def _run(options: argparse.Namespace, folder: Path) -> int:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    if options.exit_with_stdin:
        _watch_stdin(loop, stopped)
    services = _start(options, folder)
    kept = folder if options.state_dir is not None else None
    tasks = [
        PeriodicCallback(services.sim.tick, TICK_MS),
        PeriodicCallback(lambda: persistence.save_if_changed(services.sim, kept), SAVE_MS),
    ]
    for task in tasks:
        task.start()
    status = 0
    if options.services_only:
        print(json.dumps(_info(services, folder)), flush=True)
        await stopped.wait()
    else:
        settings = lab.Settings(options.port, options.browser, environment(services, folder))
        status = await lab.run(settings, folder / "work", services.sim.accounts.by_label, stopped)
    for task in tasks:
        task.stop()
    await services.stop()
    persistence.save_if_changed(services.sim, kept)
    return status


def _watch_stdin(loop: asyncio.AbstractEventLoop, stopped: asyncio.Event) -> None:
    """Wait for the end of standard input in a thread: it may be anything, also a file."""

    def wait() -> None:
        while os.read(0, 4096):
            pass
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(stopped.set)

    threading.Thread(target=wait, daemon=True).start()


def main(arguments: list[str] | None = None) -> int:
    """Run until stopped; the exit status."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if GENERATIONS[options.generation].own_store_address and options.vault_port == DEFAULT_VAULT_PORT:
        parser.error(f"--vault-port: {DEFAULT_VAULT_PORT} is where clients look without VAULT_URL")
    with _folder(options) as folder:
        return asyncio.run(_run(options, folder))
