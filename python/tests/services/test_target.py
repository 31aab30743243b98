"""Which setting wins: traits before the environment before ``vcp_config.yml`` before the default, for every one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_vcp.config import SettingsTraits
from jupyterlab_vcp.core.settings import Settings
from jupyterlab_vcp.services.configuration import find_config_dir, read_configuration
from jupyterlab_vcp.services.target import Found, find_target, find_token

CONFIG = "vcc: {host: file.example.jp, vcc_port: 3001, vault_port: 3002, insecure_request_warning: False}\n"
FROM_FILE: dict[str, Any] = {"host": "file.example.jp", "port": 3001, "vault_port": 3002, "ca_file": None}
FILE_URL = "https://file.example.jp:3002"
VARIABLES = {
    "VCP_HOST": "environment.example.jp",
    "VCP_PORT": "2001",
    "VCP_VAULT_PORT": "2002",
    "REQUESTS_CA_BUNDLE": "/environment.pem",
}
FROM_ENVIRONMENT = {
    "host": "environment.example.jp",
    "port": 2001,
    "vault_port": 2002,
    "ca_file": Path("/environment.pem"),
}
TRAITS: dict[str, Any] = {"host": "trait.example.jp", "port": 1001, "vault_port": 1002, "ca_file": "/trait.pem"}
FROM_TRAITS = {**TRAITS, "ca_file": Path("/trait.pem")}
NAMES = list(FROM_TRAITS)


def found(folder: Path, environ: dict[str, str], **traits: Any) -> Found:
    settings = SettingsTraits(vcp_config_dir=str(folder), **traits).frozen_settings(environ)
    return find_target(settings, read_configuration(find_config_dir(settings.config_dir, environ)))


def value(result: Found, name: str) -> object:
    assert result.target is not None
    if name == "vault_port":
        assert result.target.store is not None
        return result.target.store.port
    return getattr(result.target, name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "vcp_config.yml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", NAMES)
def test_trait_before_environment_before_file(folder: Path, name: str) -> None:
    variable = list(VARIABLES)[NAMES.index(name)]
    only = {variable: VARIABLES[variable]}
    assert value(found(folder, only, **{name: TRAITS[name]}), name) == FROM_TRAITS[name]
    assert value(found(folder, only), name) == FROM_ENVIRONMENT[name]
    assert value(found(folder, {}), name) == FROM_FILE[name]
    others = [each for each in NAMES if each != name]
    assert {each: value(found(folder, only), each) for each in others} == {each: FROM_FILE[each] for each in others}


def test_sources_are_named(folder: Path) -> None:
    for environ, traits, host, ca in (
        (VARIABLES, TRAITS, ("trait", "VcpExtension.host"), ("trait", "VcpExtension.ca_file")),
        (VARIABLES, {}, ("environment", "VCP_HOST"), ("environment", "REQUESTS_CA_BUNDLE")),
        ({}, {}, ("file", str(folder / "vcp_config.yml")), ("default", "system")),
    ):
        result = found(folder, environ, **traits)
        assert (result.host_source.kind, result.host_source.name) == host
        assert (result.ca_source.kind, result.ca_source.name) == ca


def test_defaults(tmp_path: Path) -> None:
    result = found(tmp_path, {"VCP_HOST": "vcc"})
    assert result.target is not None
    assert (result.target.port, value(result, "vault_port"), result.target.verify) == (443, 8443, True)
    assert found(tmp_path, {}).target is None


@pytest.mark.parametrize(
    ("traits", "environ", "url", "kind", "name"),
    [
        (
            {"vault_url": "https://trait:1", "vault_port": 2},
            {"VAULT_URL": "https://environment:3", "VCP_VAULT_PORT": "4"},
            "https://trait:1",
            "trait",
            "VcpExtension.vault_url",
        ),
        (
            {"vault_port": 2},
            {"VAULT_URL": "https://environment:3", "VCP_VAULT_PORT": "4"},
            "https://file.example.jp:2",
            "trait",
            "VcpExtension.vault_port",
        ),
        (
            {},
            {"VAULT_URL": " https://vault:8200/v1 ", "VCP_VAULT_PORT": "4"},
            "https://vault:8200",
            "environment",
            "VAULT_URL",
        ),
        ({}, {"VCP_VAULT_PORT": "4"}, "https://file.example.jp:4", "environment", "VCP_VAULT_PORT"),
        ({}, {"VAULT_URL": " "}, FILE_URL, "file", "vcp_config.yml"),
        ({"folder": Path("/no/such/folder"), "host": "vcc"}, {}, "https://vcc:8443", "default", ""),
    ],
)
def test_which_secret_store(
    folder: Path, traits: dict[str, Any], environ: dict[str, str], url: str, kind: str, name: str
) -> None:
    result = found(**{"folder": folder, "environ": environ, **traits})
    assert result.target is not None
    assert result.target.store == result.store
    assert result.store is not None
    assert (result.store.url, result.store_source.kind) == (url, kind)
    assert result.store_source.name.endswith(name)
    assert "vault_address" not in {each.code for each in result.problems}


@pytest.mark.parametrize("traits", [{}, {"vault_url": "vault:8200"}])
def test_an_unusable_secret_store_is_named_and_not_replaced_by_a_guess(folder: Path, traits: dict[str, Any]) -> None:
    result = found(folder, {"VAULT_URL": "http://s.token@vault:8200"}, **traits)
    assert result.target is not None
    assert (result.target.store, result.store) == (None, None)
    problem = next(each for each in result.problems if each.code == "vault_address")
    assert problem.path == ("VcpExtension.vault_url" if traits else "VAULT_URL")
    assert "s.token" not in problem.message
    assert result.target.host == "file.example.jp", "everything else works"


def test_without_any_host_there_is_no_secret_store(tmp_path: Path) -> None:
    result = found(tmp_path, {})
    assert (result.store, result.store_source.kind) == (None, "none")


@pytest.mark.parametrize("text", ["", " ", "0", "65536", "-1", "443x", "４４３", "9" * 5000])
def test_text_that_is_no_port_counts_as_not_given(folder: Path, text: str) -> None:
    assert value(found(folder, {"VCP_PORT": text}), "port") == 3001


@pytest.mark.parametrize("environ", [{}, VARIABLES])
def test_the_insecure_key_never_switches_verification_off(folder: Path, environ: dict[str, str]) -> None:
    result = found(folder, environ)
    assert value(result, "verify") is True
    assert "insecure_key_ignored" in {each.code for each in result.problems}
    assert value(found(folder, environ, verify=False), "verify") is False


@pytest.mark.parametrize("name", ["providers", "jobs"])
def test_folders(name: str) -> None:
    variable, trait = f"VCP_{name.upper()}_DIR", f"{name}_dir"
    default = {"default_jobs_dir": "/default"}

    def folder_of(settings: Settings) -> Path | None:
        return settings.providers_folder() if name == "providers" else settings.jobs_folder()

    environ = {variable: "/environment"}
    assert folder_of(Settings(**{trait: "/trait"}, environ=environ)) == Path("/trait")
    assert folder_of(Settings(environ=environ)) == Path("/environment")
    assert folder_of(Settings(**default)) == (None if name == "providers" else Path("/default"))


def test_a_home_that_is_not_there_breaks_nothing() -> None:
    """Every log line asks for the secrets and with them for the folder: it must never raise."""
    nobody = "~no-such-user-here/x"
    environ = {"VCP_ACCESS_TOKEN": "s.x", "VCP_TOKEN_FILE": nobody}
    settings = Settings(config_dir=nobody, ca_file=nobody, providers_dir=nobody, jobs_dir=nobody, environ=environ)
    assert find_config_dir(nobody, {}) == Path(nobody)
    assert (settings.providers_folder(), settings.jobs_folder()) == (Path(nobody), Path(nobody))
    result = find_target(settings, read_configuration(find_config_dir(nobody, {})))
    assert "ca_missing" in {each.code for each in result.problems}
    token, problems = find_token(settings)
    assert token is not None
    assert [each.code for each in problems] == ["token_file_mode"]


def open_handles() -> int:
    """Of this process; 0 where the system does not show them."""
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else 0


class TestToken:
    """Trait, file, variable; and what is none."""

    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        path = tmp_path / "token"
        path.write_text("\ufeffs.file \n# a note\n", encoding="utf-8")
        path.chmod(0o600)
        return path

    def test_order(self, file: Path) -> None:
        environ = {"VCP_TOKEN_FILE": str(file), "VCP_ACCESS_TOKEN": "s.environment"}
        for settings, expected in (
            (Settings(token=" s.trait ", token_file=str(file), environ=environ), "s.trait"),
            (Settings(token_file=str(file), environ={"VCP_ACCESS_TOKEN": "s.environment"}), "s.file"),
            (Settings(environ=environ), "s.file"),
            (Settings(environ={"VCP_ACCESS_TOKEN": "s.environment"}), "s.environment"),
        ):
            token, problems = find_token(settings)
            assert (token.value if token else None, problems) == (expected, ())
        assert find_token(Settings()) == (None, ())

    def test_a_file_that_cannot_be_used_is_named_and_the_variable_taken(self, file: Path) -> None:
        file.chmod(0o604)
        token, problems = find_token(Settings(token_file=str(file), environ={"VCP_ACCESS_TOKEN": "s.environment"}))
        assert token is not None
        assert token.source.name == "VCP_ACCESS_TOKEN"
        assert [(each.code, each.path) for each in problems] == [("token_file_mode", str(file))]

    @pytest.mark.parametrize("kind", ["none", "folder", "pipe", "empty", "binary"])
    def test_files_that_are_no_token_files(self, tmp_path: Path, kind: str) -> None:
        path = tmp_path / kind
        if kind == "folder":
            path.mkdir(mode=0o700)
        elif kind == "pipe":
            os.mkfifo(path, 0o600)
        elif kind != "none":
            path.write_bytes(b"\xff\xfe" if kind == "binary" else b" \n")
            path.chmod(0o600)
        before = open_handles()
        for _ in range(3):
            token, problems = find_token(Settings(token_file=str(path)))
            assert (token, [each.code for each in problems]) == (None, ["token_file_mode"])
        after = open_handles()
        assert after == before, "no handle is left open"

    @pytest.mark.parametrize(
        "text", ["two words", "line\nx-vcc-privileged: True", "トークン", "tab\tbed", "nul\0", "\x7f"]
    )
    def test_what_would_be_no_header_is_not_sent(self, text: str) -> None:
        for settings in (Settings(token=text), Settings(environ={"VCP_ACCESS_TOKEN": text})):
            token, problems = find_token(settings)
            assert (token, [each.code for each in problems]) == (None, ["token_refused"])
            assert text not in problems[0].message


@pytest.mark.parametrize("folder", [".", "..", "/", "jobs/.."])
def test_the_schedule_stands_beside_the_jobs(folder: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder without a name of its own must not keep the extension from loading."""
    monkeypatch.chdir(tmp_path)
    beside = Path(folder, "..").resolve()
    assert Settings(jobs_dir=folder).schedule_file() == beside / "vcp-schedule.json"
