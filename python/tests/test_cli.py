"""The command ``python -m jupyterlab_vcp cci``."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_vcp.cli import main
from tests.core.spec_cases import document

CONFIG = (
    "vcc: {host: vcc.example.ac.jp}\naws: {access_key: AKIALITERAL, secret_key: vault://cubbyhole/aws/secret_key}\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "vcp_config.yml").write_text(CONFIG, "utf-8")
    return tmp_path


def run(folder: Path, content: Any, *options: str) -> int:
    file = folder / "web.vcpspec"
    file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return main(["cci", str(file), "--config-dir", str(folder), *options])


def test_prints_the_masked_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, document("aws", {})) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("\n- unit:\n")
    assert 'access_key: "********"' in captured.out
    assert "AKIALITERAL" not in captured.out + captured.err
    assert "vcp_flavor.yml" in captured.err


def test_reveals_on_demand(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, document("aws", {}), "--reveal") == 0
    assert "access_key: AKIALITERAL\n" in capsys.readouterr().out


@pytest.mark.parametrize("options", [(), ("--reveal",)])
def test_refusals_go_to_standard_error(
    folder: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    spec = document("aws", {"gpus": "all", "disks": [{"unitGroup": "d", "unit": "u"}]})
    assert run(folder, spec, *options) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "attributes.gpus: " in captured.err
    assert "[unknown_in_cci]" in captured.err
    assert "attributes.disks.0: VC disks are looked up at the VC Controller" in captured.err


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("{", "not a JSON document"),
        ("[]", "JSON object"),
        ("{}", "no format version"),
        ('{"version": 2}', "newer jupyterlab-vcp"),
    ],
)
def test_what_cannot_be_read_ends_with_status_2(
    folder: Path, capsys: pytest.CaptureFixture[str], content: str, word: str
) -> None:
    assert run(folder, content) == 2
    assert word in capsys.readouterr().err


def test_a_missing_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cci", str(folder / "none.vcpspec")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_site_brings_its_own_provider(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, document("aws", {}), "--providers", str(folder / "none")) == 0
    assert "the folder of provider schemas cannot be read" in capsys.readouterr().err


def test_runs_as_a_module(folder: Path) -> None:
    file = folder / "web.vcpspec"
    file.write_text(json.dumps(document("aws", {"image": ""})), "utf-8")
    command = [sys.executable, "-m", "jupyterlab_vcp", "cci", str(file), "--config-dir", str(folder)]
    source = str(Path(__file__).parents[1])
    done = subprocess.run(command, capture_output=True, text=True, env={"PYTHONPATH": source}, check=False)
    assert done.returncode == 1
    assert "image_required" in done.stderr
