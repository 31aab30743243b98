"""Where the configuration folder is found, and files that cannot be read."""

from pathlib import Path

import pytest

from jupyterlab_vcp.services import configuration as module
from jupyterlab_vcp.services.configuration import find_config_dir, read_configuration


def test_a_named_folder_wins_even_if_it_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "vcp_config").mkdir()
    environ = {"HOME": str(tmp_path), "VCPSDK_CONFIG_DIR": str(tmp_path / "env")}
    assert find_config_dir(str(tmp_path / "trait"), environ) == tmp_path / "trait"
    assert find_config_dir(None, environ) == tmp_path / "env"
    assert find_config_dir(None, {"HOME": str(tmp_path)}) == tmp_path / "vcp_config"


def test_the_old_place_comes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "OLD_DIRECTORY", tmp_path / "old")
    assert find_config_dir(None, {"HOME": str(tmp_path)}) is None
    (tmp_path / "old").mkdir()
    assert find_config_dir(None, {"HOME": str(tmp_path)}) == tmp_path / "old"


def test_reads_both_files(tmp_path: Path) -> None:
    (tmp_path / "vcp_config.yml").write_text("vcc: {host: vcc.example.ac.jp}\n", "utf-8")
    (tmp_path / "vcp_flavor.yml").write_text("aws: {tiny: {volume_size: 9}}\n", "utf-8")
    configuration = read_configuration(tmp_path)
    assert configuration.problems == ()
    assert configuration.host == "vcc.example.ac.jp"
    assert configuration.flavors["aws"] == {"tiny": {"volume_size": 9}}
    assert configuration.directory == tmp_path
    assert configuration.flavors_path == tmp_path / "vcp_flavor.yml"


def test_nothing_found() -> None:
    configuration = read_configuration(None)
    (problem,) = configuration.problems
    assert (problem.code, problem.severity) == ("config_missing", "error")
    assert "VCPSDK_CONFIG_DIR" in problem.message


def test_missing_files_are_named(tmp_path: Path) -> None:
    problems = read_configuration(tmp_path).problems
    assert [(problem.code, problem.severity) for problem in problems] == [
        ("config_missing", "error"),
        ("flavor_missing", "warning"),
    ]
    assert str(tmp_path) in problems[0].message


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"x" * 1_000_001])
def test_files_that_are_no_text_become_problems(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "vcp_config.yml").write_bytes(content)
    (tmp_path / "vcp_flavor.yml").mkdir()
    codes = [problem.code for problem in read_configuration(tmp_path).problems]
    assert codes == ["config_broken", "flavor_broken"]


def test_a_byte_order_mark_is_no_content(tmp_path: Path) -> None:
    (tmp_path / "vcp_config.yml").write_bytes("\ufeffvcc: {host: a}\n".encode())
    assert read_configuration(tmp_path).host == "a"
