"""A controller of 26.10 accepts what we write with that generation's own files, and lacks what it lacks."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from jupyterlab_vcp.core.configuration import Configuration
from jupyterlab_vcp.demo.generations import GENERATIONS
from jupyterlab_vcp.services.configuration import read_configuration
from jupyterlab_vcp.services.specs import SpecRefused
from tests.conftest import Simulator
from tests.contract.test_cci_accepted import PLUGINS, create, prepare
from tests.core.spec_cases import FACTS, document
from tests.demo.test_program import program

NEW = GENERATIONS["26.10"]


@pytest.fixture(scope="module")
def controller() -> Iterator[Simulator]:
    with program("--generation", NEW.name, "--scenario", "empty") as (_, info):
        yield Simulator(info)


@pytest.fixture(scope="module")
def client(controller: Simulator) -> Iterator[httpx.Client]:
    tls = ssl.create_default_context(cafile=controller.info["ca_file"])
    headers = {"x-vcc-access-token": controller.token(), "Content-Type": "application/json"}
    with httpx.Client(base_url=controller.info["controller"]["url"], verify=tls, headers=headers) as client:
        yield client


@pytest.fixture(scope="module")
def configuration(controller: Simulator) -> Configuration:
    """The configuration of 26.10, with the credentials of gcp that it lacks on purpose."""
    found = read_configuration(Path(controller.info["config_dir"]))
    assert [problem.code for problem in found.problems] == []
    return replace(found, sections={**found.sections, "gcp": {"credentials": "vault://cubbyhole/gcp/credentials"}})


def test_every_plugin_that_is_left(client: httpx.Client, configuration: Configuration) -> None:
    for plugin in sorted(NEW.plugins):
        image = {"image": NEW.image} if FACTS[plugin]["unit_type"] == "compute" else {}
        unit = prepare({**document(plugin, image), "unitGroup": f"t-{plugin}"}, configuration)
        answer, _ = create(client, unit)
        assert answer.status_code == 202, (plugin, answer.text)


def test_plugins_that_are_gone(configuration: Configuration) -> None:
    """The files of 26.10 say nothing of them, so nothing is sent."""
    gone = sorted(set(PLUGINS) - set(NEW.plugins))
    assert gone == ["abc", "aic", "chameleon", "hokudai"]
    for plugin in gone:
        with pytest.raises(SpecRefused):
            prepare(document(plugin, {}), configuration)
