"""Which registries there are by what was found where, and how long their clients live."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_vcp.core.configuration import Configuration
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.generation import Generation
from jupyterlab_vcp.core.settings import Settings
from jupyterlab_vcp.services.registries import RegistryEntry, RegistryService
from jupyterlab_vcp.services.target import Source, find_target
from tests.conftest import Simulator

FOLDER = Path("/home/user/vcp_config")
FILE = Source("file", str(FOLDER / "vcp_config.yml"))
TRAIT = Source("trait", "VcpExtension.registries")
PASSWORD = "password-of-a-registry"


class Stage:
    """A service over settings that a test changes on the way."""

    def __init__(self, registries: Mapping[str, object] = {}, *, host: str | None = "vcc.test", **options: Any) -> None:
        self.configuration = Configuration(directory=FOLDER, host=host, private_ip=options.pop("private_ip", None))
        self.settings = Settings(registries=registries, **options)
        self.generation: Generation | None = None
        self.secrets: set[str] = set()
        self.service = RegistryService(
            self.settings,
            lambda: self.configuration,
            lambda: find_target(self.settings, self.configuration),
            lambda: self.generation,
            self.secrets.update,
        )

    def entries(self) -> dict[str, RegistryEntry]:
        return {each.id: each for each in self.service.entries()}

    def failure(self, registry: str) -> VcpFailure:
        with pytest.raises(VcpFailure) as caught:
            self.service.source(registry)
        return caught.value


def code_of(entry: RegistryEntry) -> object:
    return entry.problem and (entry.problem["code"], entry.problem["path"])


def test_the_three_that_need_no_configuration() -> None:
    found = Stage().entries()
    assert [(each.id, each.address, each.tls, each.prefix, each.source) for each in found.values()] == [
        ("official", "vcc.test:5000", False, "", FILE),
        ("user", "vcc.test:5001", False, "vcc.test:5001/", FILE),
        ("harbor", "harbor.vcloud.nii.ac.jp", True, "harbor.vcloud.nii.ac.jp/", Source("default")),
    ]
    assert [(each.role, each.kind, each.repositories, each.login, each.problem) for each in found.values()] == [
        ("official", "registry", ("vcp/base", "vcp/gpu"), "none", None),
        ("user", "registry", (), "none", None),
        ("harbor", "harbor", ("vcp/base", "vcp/gpu"), "none", None),
    ]


def test_the_private_address_is_what_nodes_and_images_name() -> None:
    found = Stage(private_ip="10.0.0.1").entries()
    assert [found[each].address for each in ("official", "user")] == ["10.0.0.1:5000", "10.0.0.1:5001"]


def test_the_private_address_of_another_controller_is_not_taken() -> None:
    found = Stage(private_ip="10.0.0.1", environ={"VCP_HOST": "other.test"}).entries()
    assert (found["official"].address, found["official"].source) == (
        "other.test:5000", Source("environment", "VCP_HOST"),
    )  # fmt: skip
    same = Stage(private_ip="10.0.0.1", environ={"VCP_HOST": "vcc.test"}).entries()
    assert same["official"].address == "10.0.0.1:5000"


@pytest.mark.parametrize(("host", "address"), [("fd00::1", "[fd00::1]:5000"), ("VCC.test", "vcc.test:5000")])
def test_odd_hosts(host: str, address: str) -> None:
    assert Stage(host=host).entries()["official"].address == address


def test_variables_name_other_addresses_and_the_trait_counts_more() -> None:
    environ = {
        "VCP_REGISTRY_OFFICIAL": "10.9.9.9:5000",
        "VCP_REGISTRY_USER": "https://user.test",
        "VCP_REGISTRY_HARBOR": "harbor.test",
    }
    found = Stage(environ=environ).entries()
    assert [(each.address, each.tls) for each in found.values()] == [
        ("10.9.9.9:5000", False), ("user.test", True), ("harbor.test", True),
    ]  # fmt: skip
    assert {each.source.kind for each in found.values()} == {"environment"}
    traits = {"user": {"url": "http://trait.test"}, "harbor": {"title": "H"}}
    both = Stage(traits, environ=environ).entries()
    assert (both["user"].address, both["user"].source) == ("trait.test", TRAIT)
    assert (both["harbor"].title, both["harbor"].source.name) == ("H", "VCP_REGISTRY_HARBOR")


def test_what_cannot_be_used_is_named_and_the_others_stay() -> None:
    stage = Stage(
        {"lab": {"url": "not an address"}, "good": {"url": "good.test"}, "user": None},
        environ={"VCP_REGISTRY_OFFICIAL": "http://a/b"},
    )
    found = stage.entries()
    assert list(found) == ["official", "harbor", "lab", "good"]
    assert code_of(found["official"]) == ("config_broken", "VCP_REGISTRY_OFFICIAL")
    assert code_of(found["lab"]) == ("config_broken", "VcpExtension.registries.lab.url")
    assert (found["lab"].address, found["lab"].prefix) == ("", "")
    assert (found["good"].problem, found["good"].source) == (None, TRAIT)
    assert stage.failure("lab").code == "config_broken"
    assert stage.failure("user").code == "not_found"


def test_without_a_controller() -> None:
    stage = Stage(host=None)
    found = stage.entries()
    assert [code_of(each) for each in found.values()] == [("not_configured", None), ("not_configured", None), None]
    assert stage.failure("official").code == "not_configured"
    given = Stage({"official": {"url": "10.0.0.1:5000"}}, host=None).entries()
    assert given["official"].problem is None


@pytest.mark.parametrize(("generation", "cache"), [("26.10", True), ("25", False), (None, None)])
def test_port_5000_is_a_cache_from_26_10_on(generation: Generation | None, cache: bool | None) -> None:
    stage = Stage({"lab": {"url": "lab.test"}})
    stage.generation = generation
    assert {name: each.cache for name, each in stage.entries().items()} == {
        "official": cache, "user": False, "harbor": False, "lab": None,
    }  # fmt: skip


class TestAccounts:
    """Passwords, from the trait and from files."""

    def entry(self, path: Path) -> dict[str, object]:
        return {"lab": {"url": "https://lab.test", "username": "me", "password_file": str(path)}}

    def stored(self, path: Path, text: str, mode: int = 0o600) -> Path:
        path.write_text(text)
        path.chmod(mode)
        return path

    def test_a_literal_one_is_known_from_the_start(self) -> None:
        stage = Stage({"lab": {"url": "lab.test", "username": "me", "password": PASSWORD}})
        assert stage.secrets == {PASSWORD}
        lab = stage.entries()["lab"]
        assert (lab.login, lab.problem) == ("configured", None)
        assert PASSWORD not in repr(lab)
        assert PASSWORD not in repr(stage.settings)

    async def test_one_of_a_file(self, tmp_path: Path) -> None:
        path = self.stored(tmp_path / "word", f"{PASSWORD}\n")
        stage = Stage(self.entry(path))
        assert stage.entries()["lab"].problem is None
        first = stage.service.source("lab")
        assert stage.secrets == {PASSWORD}
        assert stage.service.source("lab") is first
        self.stored(path, "another one with blanks")
        assert stage.service.source("lab") is not first
        assert stage.secrets == {PASSWORD, "another one with blanks"}
        await stage.service.aclose()

    @pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
    def test_one_that_others_can_read_is_refused(self, tmp_path: Path, mode: int) -> None:
        stage = Stage(self.entry(self.stored(tmp_path / "word", PASSWORD, mode)))
        lab = stage.entries()["lab"]
        assert code_of(lab) == ("config_broken", str(tmp_path / "word"))
        assert "chmod 600" in str(lab.problem)
        assert stage.failure("lab").code == "config_broken"
        assert stage.secrets == set()

    @pytest.mark.parametrize("text", ["", "\n", "two\nlines", "tab\there"])
    def test_one_that_is_no_password(self, tmp_path: Path, text: str) -> None:
        stage = Stage(self.entry(self.stored(tmp_path / "word", text)))
        assert "one line" in str(stage.entries()["lab"].problem)

    def test_a_file_that_is_not_there_or_no_file(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe", 0o600)
        for name in ("nothing", "pipe", "."):
            assert Stage(self.entry(tmp_path / name)).failure("lab").code == "config_broken"


class TestTrust:
    """Certificates: the registry's own CA, else the product's."""

    def test_a_ca_file_that_is_not_there(self) -> None:
        stage = Stage({"lab": {"url": "https://lab.test", "ca_file": "/nowhere/ca.pem"}})
        assert code_of(stage.entries()["lab"]) == ("ca_missing", "/nowhere/ca.pem")
        assert stage.failure("lab").code == "ca_missing"

    @pytest.mark.parametrize("option", [{"ca_file": "/nowhere/x.pem"}, {"environ": {"REQUESTS_CA_BUNDLE": "/nowhere"}}])
    def test_the_product_s_counts_for_registries_too(self, option: dict[str, Any]) -> None:
        for host in ("vcc.test", None):
            assert Stage({"lab": {"url": "https://lab.test"}}, host=host, **option).failure("lab").code == "ca_missing"

    async def test_a_mended_ca_file_makes_a_new_client(self, tmp_path: Path, simulator: Simulator) -> None:
        path = tmp_path / "ca.pem"
        shutil.copy(simulator.info["ca_file"], path)
        stage = Stage({"lab": {"url": "https://lab.test", "ca_file": str(path)}})
        first = stage.service.source("lab")
        assert stage.service.source("lab") is first
        with path.open("a") as file:
            file.write("\n")
        assert stage.service.source("lab") is not first
        await stage.service.aclose()


async def test_a_client_lives_as_long_as_the_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = Stage()
    first = stage.service.source("official")
    closed: list[int] = []
    noted(monkeypatch, closed)
    assert stage.service.source("official") is first
    stage.configuration = Configuration(directory=FOLDER, host="other.test")
    second = stage.service.source("official")
    assert (second.address, second.serial > first.serial) == ("other.test:5000", True)
    await stage.service.aclose()
    assert closed == [first.serial, second.serial] or closed == [second.serial, first.serial]


def noted(monkeypatch: pytest.MonkeyPatch, closed: list[int]) -> None:
    """Have closed sources noted by their serial."""
    from jupyterlab_vcp.services.registry_source import RegistrySource

    before: Callable[[RegistrySource], Any] = RegistrySource.aclose

    async def aclose(self: RegistrySource) -> None:
        closed.append(self.serial)
        await before(self)

    monkeypatch.setattr(RegistrySource, "aclose", aclose)
