"""The program itself: started as people and other tests start it."""

from __future__ import annotations

import ast
import asyncio
import json
import os
import random
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

import jupyterlab_vcp.demo
from jupyterlab_vcp.demo import config_files, lab
from jupyterlab_vcp.demo.accounts import Accounts
from jupyterlab_vcp.demo.cli import main
from jupyterlab_vcp.demo.clock import Clock
from jupyterlab_vcp.demo.controller.state import State
from jupyterlab_vcp.demo.generations import GENERATIONS
from jupyterlab_vcp.demo.persistence import load, save
from jupyterlab_vcp.demo.simulation import Setup, Simulation

from .support import b64, group_cci, unit_cci

PACKAGE = Path(jupyterlab_vcp.demo.__file__).parent


@contextmanager
def program(*options: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    command = [sys.executable, "-m", "jupyterlab_vcp.demo", "--services-only", *options]
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent.parent)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            assert process.stdout is not None
            yield process, json.loads(process.stdout.readline())
        finally:
            process.terminate()
            process.wait(10)


def client(info: dict[str, Any], label: str = "regular") -> httpx.Client:
    headers = {"x-vcc-access-token": info["tokens"][label], "Content-Type": "application/json"}
    return httpx.Client(verify=ssl.create_default_context(cafile=info["ca_file"]), headers=headers)


def test_line_files_and_end(tmp_path: Path) -> None:
    with program("--scenario", "empty", "--speed", "400", "--exit-with-stdin") as (process, info):
        assert set(info) == {
            "controller", "vault", "registries", "control", "ca_file", "config_dir", "tokens", "generation",
            "environment", "registry_account",
        }  # fmt: skip
        assert info["controller"] == {
            "host": "localhost",
            "port": info["controller"]["port"],
            "url": f"https://localhost:{info['controller']['port']}/vcp/v1/occtr",
        }
        assert set(info["tokens"]) == {"regular", "super", "readonly", "expired", "other"}
        assert all(len(token) == 26 and token.startswith("s.") for token in info["tokens"].values())
        config = yaml.safe_load((Path(info["config_dir"]) / "vcp_config.yml").read_text())
        assert config["vcc"]["vcc_port"] == info["controller"]["port"]
        assert config["vcc"]["vault_port"] == info["vault"]["port"]
        with client(info) as http:
            url = info["controller"]["url"]
            vcid = http.post(f"{url}/vcs", content=json.dumps({"cci": b64(group_cci("g"))})).json()["vcid"]
            body = {"info": b64(unit_cci("u")), "unit_name": "u"}
            assert http.post(f"{url}/vcs/{vcid}", content=json.dumps(body)).status_code == 202
            deadline = time.monotonic() + 10
            while http.get(f"{url}/vcs/{vcid}").json()["unit"][0]["state"] != "RUNNING":
                assert time.monotonic() < deadline
                time.sleep(0.05)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(10) == 0
        assert not Path(info["ca_file"]).exists()


def test_state_survives_a_restart(tmp_path: Path) -> None:
    options = ("--scenario", "demo", "--speed", "1", "--state-dir", str(tmp_path / "state"))
    with program(*options) as (process, before), client(before) as http:
        url = before["controller"]["url"]
        vcid = http.post(f"{url}/vcs", content=json.dumps({"cci": b64(group_cci("kept"))})).json()["vcid"]
        body = {"info": b64(unit_cci("u")), "unit_name": "u"}
        http.post(f"{url}/vcs/{vcid}", content=json.dumps(body))
        shown = http.get(f"{url}/vcs").json()
        flavors = Path(before["config_dir"]) / "vcp_flavor.yml"
        flavors.write_text("# mine\n" + flavors.read_text())
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    with program(*options) as (process, after), client(after) as http:
        assert after == before
        assert http.get(f"{after['controller']['url']}/vcs").json() == shown
        httpx.post(f"{after['control']['url']}/advance", json={"all": True})
        unit = http.get(f"{after['controller']['url']}/vcs/{vcid}/u").json()
        assert (unit["state"], unit["node"][0]["node_no"]) == ("RUNNING", 1)
        assert flavors.read_text().startswith("# mine\n")
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
    assert (tmp_path / "state" / "state.json").stat().st_mode & 0o077 == 0


def test_seed_makes_everything_the_same() -> None:
    frozen = [Simulation(Setup("demo", seed=3), Clock(1.0, lambda: 1.8e9)) for _ in range(2)]
    assert frozen[0].world.state.to_json() == frozen[1].world.state.to_json()
    assert frozen[0].accounts.to_json() == frozen[1].accounts.to_json()
    before = frozen[0].world.state.to_json()
    frozen[0].reset()
    assert frozen[0].world.state.to_json() == before
    assert Simulation(Setup("demo")).accounts.by_label != Simulation(Setup("demo")).accounts.by_label


def test_identifiers_do_not_repeat_after_a_restart(tmp_path: Path) -> None:
    first = Simulation(Setup("empty", seed=3))
    save(first, tmp_path)
    later = Simulation(Setup("empty", seed=3))
    assert load(later, tmp_path)
    assert later.accounts.by_label == first.accounts.by_label
    assert later.world.new_id() != first.world.new_id()


def test_records_round_trip() -> None:
    state = Simulation(Setup("demo")).world.state
    assert State.from_json(json.loads(json.dumps(state.to_json()))) == state
    accounts = Accounts.fresh(random.Random(1))
    assert Accounts.from_json(accounts.to_json()).by_label == accounts.by_label


def test_demo_scenario_is_believable() -> None:
    sim = Simulation(Setup("demo"))
    groups = {vc.name: vc for vc in sim.world.state.vcs.values()}
    assert {len(unit.members) for unit in groups["demo"].units.values()} == {1, 2}
    assert (groups["analysis"].state, bool(groups["analysis"].error_message)) == ("ERROR", True)
    assert [disk.in_use for disk in groups["demo-disks"].units["data"].members] == [True, False]
    assert groups["hanako-genome"].owner == "hanako"
    addresses = [member.address for _, unit, member in sim.world.state.members() if not unit.storage]
    assert len(set(addresses)) == len(addresses) > 5


def test_config_has_every_kind_of_value() -> None:
    text = config_files.config_text(GENERATIONS["25"], 1, 2)
    config = yaml.safe_load(text)
    assert config["aws"]["access_key"] == "vault://cubbyhole/aws/access_key"
    assert config["sakura"]["sakura_token"] == "vault://cubbyhole/sakura/token"
    assert all(secret in text for secret in config_files.LITERAL_SECRETS)
    assert "password" not in config[config_files.INCOMPLETE["25"]]
    flavors = GENERATIONS["25"].flavors.read_text()
    assert set(yaml.safe_load(flavors)) == set(GENERATIONS["25"].plugins)
    assert "#" in flavors


def imported(node: ast.AST) -> list[str]:
    """Full names of the modules that a statement may import."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, "relative imports would hide where they lead"
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def test_the_demo_imports_nothing_of_the_product() -> None:
    files = sorted(PACKAGE.rglob("*.py"))
    nodes = [(file, node) for file in files for node in ast.walk(ast.parse(file.read_text()))]
    names = [(file, name) for file, node in nodes for name in imported(node)]
    ours = [(file, name) for file, name in names if name.partition(".")[0] == "jupyterlab_vcp"]
    assert len(ours) > len(files)
    assert [each for each in ours if not each[1].startswith("jupyterlab_vcp.demo.")] == []
    assert not {"importlib", "runpy"} & {name.partition(".")[0] for _, name in names}


def test_lab_folder_and_port(tmp_path: Path) -> None:
    lab.prepare(tmp_path / "work")
    notebook = json.loads((tmp_path / "work" / "README.ipynb").read_text())
    assert notebook["nbformat"] == 4
    assert lab.free_port(23456) >= 23456


OPTIONS = [
    ["--speed", "0"],
    ["--scenario", "none"],
    ["--ip", "0.0.0.0"],
    ["--generation", "24"],
    ["--vault-port", "8443", "--generation", "26.10"],
]


@pytest.mark.parametrize("options", OPTIONS)
def test_wrong_options(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--services-only", *options])
    assert caught.value.code == 2
    assert options[0] in capsys.readouterr().err


def test_configuration_is_the_users_to_edit(tmp_path: Path) -> None:
    """The credentials dialog writes into it; only the ports of the services are kept right."""
    file = tmp_path / "vcp_config.yml"
    config_files.write_config(tmp_path, GENERATIONS["25"], 1111, 2222)
    assert file.stat().st_mode & 0o077 == 0
    aws = "  access_key: vault://cubbyhole/aws/access_key\n"
    edited = file.read_text().replace(aws, "  access_key: vault://secret/team/aws/id   # ours\n") + "# mine\n"
    file.write_text(edited)
    config_files.write_config(tmp_path, GENERATIONS["25"], 3333, 4444)
    assert file.read_text() == edited.replace("1111", "3333").replace("2222", "4444")
    config_files.write_config(tmp_path, GENERATIONS["26.10"], 3333, 4444)
    assert file.read_text() == config_files.config_text(GENERATIONS["26.10"], 3333, 4444)


FAKE_LAB = """
import http.server, os, sys
print(os.environ["VCPSDK_CONFIG_DIR"], os.environ["REQUESTS_CA_BUNDLE"], len(os.environ["JUPYTER_TOKEN"]), end=" ")
print(sorted(name for name in os.environ if name.startswith(("VAULT_", "VCP_"))), flush=True)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), http.server.SimpleHTTPRequestHandler).serve_forever()
"""


def test_lab_is_told_where_and_ends_with_the_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lab, "_command", lambda settings, folder: [sys.executable, "-c", FAKE_LAB, str(settings.port)])
    places = {"VCPSDK_CONFIG_DIR": str(tmp_path / "config"), "REQUESTS_CA_BUNDLE": str(tmp_path / "ca.pem")}
    settings = lab.Settings(23500, False, places)
    # A container that knows a real controller: the extension asks the environment before the demo's files.
    for name in ("VAULT_URL", "VCP_VAULT_PORT", "VCP_HOST", "VCP_PORT", "VCP_ACCESS_TOKEN", "VCP_TOKEN_FILE"):
        monkeypatch.setenv(name, "the real one")

    async def run() -> int:
        stopped = asyncio.Event()
        task = asyncio.ensure_future(lab.run(settings, tmp_path / "work", {"regular": "s.x"}, stopped))
        printed = ""
        while "Ctrl-C" not in printed:
            await asyncio.sleep(0.05)
            printed += capfd.readouterr().out
        assert "/lab?token=" in printed
        assert "regular   s.x" in printed
        assert f"{tmp_path / 'config'} {tmp_path / 'ca.pem'} 48 ['VCP_JOBS_DIR']" in printed
        stopped.set()
        return await task

    assert asyncio.run(asyncio.wait_for(run(), 20)) == 0


def test_lab_command(tmp_path: Path) -> None:
    settings = lab.Settings(8888, False, {})
    command = lab._command(settings, tmp_path)
    assert command[:5] == [sys.executable, "-m", "jupyterlab", "--ip=127.0.0.1", "--port=8888"]
    assert "--no-browser" in command
    assert ("--allow-root" in command) == (os.geteuid() == 0)
