"""Every attribute of every plugin: document -> CCI -> read back by our reader and by PyYAML, at the published place."""

import asyncio
import json
from collections.abc import Sequence
from functools import reduce
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from jupyterlab_vcp.core.cci import read_unit_cci
from jupyterlab_vcp.core.configuration import Configuration
from jupyterlab_vcp.services.providers import load_providers, read_contract
from jupyterlab_vcp.services.specs import PreparedUnit, SpecRefused, SpecService
from tests.core import spec_cases

CASES: list[dict[str, Any]] = json.loads(spec_cases.CASES.read_text("utf-8"))
IDS = [f"{case['plugin']}-{case['attribute']}" for case in CASES]


async def find_disks(group: str, unit: str, disk: int | None) -> Sequence[str]:
    raise LookupError("no disks here")


def prepare(document: dict[str, Any], configuration: Configuration) -> PreparedUnit:
    service = SpecService(lambda: configuration, load_providers, lambda: find_disks)
    return asyncio.run(service.prepare(document))


def plain(value: object) -> object:
    """Tuples as lists, as JSON and YAML have them."""
    return list(value) if isinstance(value, tuple) else value


def test_the_file_is_what_the_tables_give() -> None:
    assert list(spec_cases.documents()) == CASES


def test_every_attribute_of_every_plugin_has_a_case() -> None:
    covered = {(case["plugin"], case["attribute"]) for case in CASES}
    for provider in load_providers().all():
        assert {(provider.name, name) for name in provider.attributes} <= covered
    assert {case["refusal"] for case in CASES if "refusal" in case} == {"unknown_in_cci", "bad_value"}


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_documents_obey_the_contract(case: dict[str, Any]) -> None:
    validator = Draft202012Validator(dict(read_contract("vcpspec.schema.json")))
    assert [error.message for error in validator.iter_errors(case["document"])] == []


@pytest.mark.parametrize(
    "case", [case for case in CASES if "cci" in case], ids=lambda c: f"{c['plugin']}-{c['attribute']}"
)
def test_the_value_arrives_at_its_place(case: dict[str, Any], configuration: Configuration) -> None:
    prepared = prepare(case["document"], configuration)
    path, value = case["cci"]["path"].split("."), case["cci"]["value"]
    unit = yaml.safe_load(prepared.text)[0]["unit"]
    assert reduce(lambda place, key: place[key], path, unit) == value
    own = read_unit_cci(prepared.text)
    read = own.cloud_params[path[1]] if path[0] == "cloud_params" else getattr(own, "_".join(path))
    assert plain(read) == value


@pytest.mark.parametrize(
    "case", [case for case in CASES if "refusal" in case], ids=lambda c: f"{c['plugin']}-{c['attribute']}"
)
def test_what_cannot_be_sent_is_refused_with_its_reason(case: dict[str, Any], configuration: Configuration) -> None:
    with pytest.raises(SpecRefused) as caught:
        prepare(case["document"], configuration)
    (refusal,) = caught.value.refusals
    assert (refusal.path, refusal.code) == (f"attributes.{case['attribute']}", case["refusal"])
    assert len(refusal.message) > 20


@pytest.mark.parametrize("plugin", [name for name in spec_cases.FACTS if name != "_common"])
def test_keys_stand_in_the_order_of_the_tables(plugin: str, configuration: Configuration) -> None:
    facts = spec_cases.FACTS[plugin]
    text = prepare(spec_cases.document(plugin, {}), configuration).text
    unit = yaml.safe_load(text)[0]["unit"]
    assert list(unit["cloud_params"]) == facts["cci_order"]
    assert unit["cloud_params"]["cci_version"] == facts["cci_version"]
    for key in facts.get("cci_quoted", ["cci_version"]):
        assert f'\n        {key}: "' in text
    frame = ["cci_version", "name", "description", "private_network"]
    compute = ["num_nodes", "image", "recovery_mode", "docker_opt", "params"]
    middle = compute if facts["unit_type"] == "compute" else ["num_disks", "recovery_mode"]
    assert list(unit) == [*frame, *middle, "cloud_provider", "cloud_params"]
    assert text.startswith("\n- unit:\n")
    assert text.endswith("\n") is (plugin == "vmware")
    assert ("\n\n        tags: {}" in text) is (plugin == "proxmox")
