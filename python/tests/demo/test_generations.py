"""What a controller of 26.10 does otherwise than one of 25, and what stays."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from jupyterlab_vcp.demo import config_files, scenario
from jupyterlab_vcp.demo.controller.table import PLUGINS
from jupyterlab_vcp.demo.generations import GENERATIONS, Generation
from jupyterlab_vcp.demo.simulation import Setup, Simulation

from .support import BOTH_GENERATIONS, Api, Running, b64, unit_cci
from .test_program import program

RETIRED = {"hokudai", "abc", "aic", "chameleon"}
OLD, NEW = GENERATIONS["25"], GENERATIONS["26.10"]
KINDS = [plugin for plugin in sorted(PLUGINS) if plugin in ("aws", "azure_disk", "mdx2", "onpremises")]


@pytest.mark.parametrize("shared", ["25"], indirect=True)
def test_25_has_all_plugins_and_no_health(api: Api) -> None:
    version = api.get("/version")
    assert version["version"].startswith("25.10.")
    assert set(version["plugin"]) == set(PLUGINS)
    api.refused(404, "GET", "/health")
    assert api.get("/ccts") == {"ccts": []}


@pytest.mark.parametrize("shared", ["26.10"], indirect=True)
class TestNew:
    """The controller of 26.10."""

    def test_version_and_plugins(self, api: Api) -> None:
        version = api.get("/version")
        assert version["version"].startswith("26.10.")
        assert set(PLUGINS) - set(version["plugin"]) == RETIRED
        assert not RETIRED & set(api.get("/vpn_catalog")["vpn_catalog"])

    def test_health_instead_of_templates(self, sim: Running, api: Api) -> None:
        assert httpx.get(f"{sim.url}/health", verify=sim.tls).json() == {"status": "ok"}
        for path in ("/ccts", "/ccis/candidate"):
            api.refused(404, "GET", path)

    @pytest.mark.parametrize("provider", sorted(RETIRED))
    def test_units_of_retired_providers_are_refused(self, api: Api, provider: str) -> None:
        body = {"info": b64(unit_cci("u", provider)), "unit_name": "u"}
        assert "no compute plugin" in api.refused(400, "POST", f"/vcs/{api.group()}", body)

    def test_image_names_of_harbor(self, api: Api) -> None:
        text = unit_cci("u").replace(OLD.image, NEW.image)
        assert NEW.image in text
        api.ok("POST", f"/vcs/{api.group()}", {"info": b64(text), "unit_name": "u"})

    def test_store_answers_as_openbao(self, sim: Running) -> None:
        health = httpx.get(f"{sim.vault}/v1/sys/health", verify=sim.tls).json()
        assert health["cluster_name"].startswith("openbao-")
        assert sim.vault.startswith("https://127.0.0.1:")


@BOTH_GENERATIONS
@pytest.mark.parametrize("plugin", KINDS)
def test_units_live_in_both(api: Api, plugin: str) -> None:
    unit = api.unit(plugin=plugin)
    assert api.get(unit)["state"] == "RUNNING"


@pytest.mark.parametrize("generation", GENERATIONS.values(), ids=list(GENERATIONS))
@pytest.mark.parametrize("name", scenario.NAMES)
def test_every_scenario(name: str, generation: Generation) -> None:
    sim = Simulation(Setup(name, 200, seed=1, generation=generation.name))
    units = [unit for vc in sim.world.state.vcs.values() for unit in vc.units.values()]
    assert bool(units) == (name != "empty")
    assert not generation.retired & {unit.provider for unit in units}
    images = [generation.image, *scenario.IMAGES[generation.name].values()]
    images = [image.format(user="127.0.0.1:5001") for image in images]
    assert all(any(f"image: {image}\n" in unit.info for image in images) for unit in units if not unit.storage)


def test_flavors_and_configuration_of_26_10() -> None:
    flavors = yaml.safe_load(NEW.flavors.read_text())
    assert set(flavors) == set(NEW.plugins)
    assert flavors["aws"]["small"]["volume_size"] == 16
    text = config_files.config_text(NEW, 1, 2)
    config = yaml.safe_load(text)
    assert "vault_port" not in config["vcc"]
    assert not RETIRED & set(config)
    assert all(secret in text for secret in config_files.LITERAL_SECRETS_26_10)
    assert set(config[config_files.INCOMPLETE["26.10"]]) == {"private_network"}


@pytest.fixture
def started() -> Iterator[dict[str, Any]]:
    with program("--generation", "26.10", "--scenario", "empty") as (_, info):
        yield info


def test_line_of_26_10(started: dict[str, Any]) -> None:
    environment = started["environment"]
    assert started["generation"] == "26.10"
    assert environment == {
        "VCPSDK_CONFIG_DIR": started["config_dir"],
        "REQUESTS_CA_BUNDLE": started["ca_file"],
        "VAULT_URL": f"https://127.0.0.1:{started['vault']['port']}/v1",
        **{f"VCP_REGISTRY_{name.upper()}": url for name, url in started["registries"].items()},
    }
    assert started["vault"]["url"] + "/v1" == environment["VAULT_URL"]
    tls = ssl.create_default_context(cafile=started["ca_file"])
    headers = {"X-Vault-Token": started["tokens"]["regular"]}
    found = httpx.get(f"{environment['VAULT_URL']}/cubbyhole/aws", headers=headers, verify=tls).json()
    assert found["data"] == config_files.VAULT_SECRETS["aws"]
    assert started["vault"]["port"] != 8443, "where clients look that do not know the variable"
    assert (Path(started["config_dir"]) / "vcp_flavor.yml").read_text() == NEW.flavors.read_text()
