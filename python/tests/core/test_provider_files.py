"""Every provider file obeys the contract and carries every fact of the published tables."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import jupyterlab_vcp.contract as contract
import jupyterlab_vcp.providers as providers
from jupyterlab_vcp.core.spec_values import RESERVED_VARIABLES

FOLDER = Path(next(iter(providers.__path__)))
SCHEMA = json.loads((Path(next(iter(contract.__path__))) / "provider.schema.json").read_text("utf-8"))
FACTS = json.loads((Path(__file__).parents[1] / "fixtures" / "providers.json").read_text("utf-8"))
PLUGINS = [name for name in FACTS if name != "_common"]
TYPES = {
    "string": "string",
    "int": "integer",
    "string[]": "array",
    "string|string[]": "array",
    "(string|VcDisk)[]": "array",
    "map<string,string>": "object",
}
# node-spec.md 5 names the quoted keys of plugins whose row of the table has no list of them.
QUOTED = {"hokudai": [], "abc": ["user_name"], "aic": [], "chameleon": []}
# Cells where the 25.10 manual or a footnote says something else than the yes/no of the table (node-spec.md 9).
SUPPORT = {
    ("oracle", "power"): "try",
    ("mdx2", "tags"): "partial",
    ("proxmox", "tags"): "partial",
    ("sakura_disk", "tags"): "try",
}
DEFAULTS = {("proxmox", "user_name"): "ubuntu"}


def load(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return document


def params(name: str) -> list[dict[str, Any]]:
    return [param for param in FACTS[name]["params"] if param["type"] != "method"]


EVERY = [(name, param) for name in FACTS for param in params(name)]
IDS = [f"{name}-{param['name']}" for name, param in EVERY]


def test_every_file_is_a_plugin_of_the_tables() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(FACTS)


@pytest.mark.parametrize("name", PLUGINS)
def test_obeys_the_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(load(name))] == []


def test_common_obeys_its_schema() -> None:
    validator = Draft202012Validator(SCHEMA).evolve(schema=SCHEMA["$defs"]["common"])
    assert [error.message for error in validator.iter_errors(load("_common"))] == []
    assert list(validator.iter_errors(load("aws"))) != []


@pytest.mark.parametrize("generation", ["25", "26.10"])
def test_generations_agree_with_themselves_and_with_the_reserved_variables(generation: str) -> None:
    facts = load("_common")["x-vcp"]["generations"][generation]
    assert facts["addressVariable"] in facts["variables"]
    assert set(facts["variables"]) <= RESERVED_VARIABLES
    assert facts["defaultImage"] in (None, facts["images"][0])
    pattern = load("_common")["properties"]["image"]["pattern"]
    assert all(re.search(pattern, image) for image in facts["images"])


def test_a_private_key_is_the_only_credential_of_several_lines() -> None:
    found = {
        (name, credential["key"])
        for name in PLUGINS
        for credential in load(name)["x-vcp"]["credentials"]
        if credential.get("multiline")
    }
    assert found == {("oracle", "private_key"), ("oracle_disk", "private_key")}


@pytest.mark.parametrize("name", FACTS)
def test_is_itself_a_json_schema(name: str) -> None:
    Draft202012Validator.check_schema(load(name))


@pytest.mark.parametrize("name", FACTS)
def test_attributes_stand_in_the_published_order(name: str) -> None:
    assert list(load(name)["properties"]) == [param["name"] for param in params(name)]


@pytest.mark.parametrize("name", PLUGINS)
def test_plugin_facts(name: str) -> None:
    facts, x_vcp = FACTS[name], load(name)["x-vcp"]
    assert x_vcp["name"] == name
    assert x_vcp["unitType"] == facts["unit_type"]
    assert x_vcp["cloudProvider"] == facts["cci_cloud_provider"]
    section = facts["config_section"].split(" ")[0]
    assert x_vcp["configSection"] == (None if section == "none" else section)
    assert [credential["key"] for credential in x_vcp["credentials"]] == facts["credentials"]
    assert x_vcp["cci"]["version"] == facts["cci_version"]
    assert x_vcp["cci"]["order"] == facts["cci_order"]
    assert x_vcp["cci"]["quoted"] == facts.get("cci_quoted", ["cci_version", *QUOTED.get(name, [])])
    assert x_vcp["privateNetwork"]["sent"] is ("private_network is not set" not in facts["features"]["note"])
    assert x_vcp.get("countFromAddresses", True) is (name != "onpremises")
    assert x_vcp.get("countClearsAddresses", True) is (name != "sakura")
    assert x_vcp["cci"].get("newlineAfter", []) == {"vmware": ["password"], "proxmox": ["user_name"]}.get(name, [])


@pytest.mark.parametrize("name", PLUGINS)
def test_flavors(name: str) -> None:
    facts = {
        # "(site)" stands for a value that only the site knows; a file must not offer it as one.
        flavor: {key: value for key, value in values.items() if value != "(site)"}
        for flavor, values in FACTS[name]["flavors"].items()
    }
    assert load(name)["x-vcp"]["flavors"] == facts


@pytest.mark.parametrize("name", PLUGINS)
def test_features(name: str) -> None:
    facts, features = FACTS[name]["features"], load(name)["x-vcp"]["features"]
    table = {
        "ipAddress": facts["ip_address"],
        "macAddress": facts.get("mac_address", False),
        "attachVolume": facts["attach_volume"],
        "tags": facts["tags"],
        "diskApi": facts["disk_api"],
        "power": facts["power"],
    }
    expected = {key: SUPPORT.get((name, key), "yes" if value else "no") for key, value in table.items()}
    assert {key: feature["support"] for key, feature in features.items()} == expected


@pytest.mark.parametrize("name", ["sakura", "sakura_disk"])
def test_sakura_reads_both_spellings(name: str) -> None:
    x_vcp = load(name)["x-vcp"]
    assert {c["key"]: c["aliases"] for c in x_vcp["credentials"]} == {
        "token": ["sakura_token"],
        "secret": ["sakura_secret"],
    }
    assert x_vcp["privateNetwork"]["aliases"] == ["sakura_private_network"]


@pytest.mark.parametrize(("name", "param"), EVERY, ids=IDS)
def test_attribute_facts(name: str, param: dict[str, Any]) -> None:
    attribute = load(name)["properties"][param["name"]]
    x_vcp = attribute["x-vcp"]
    assert attribute["type"] == TYPES[param["type"]]
    assert x_vcp.get("required", False) is param["required"]
    assert x_vcp["flavorKey"] == param["flavor_key"]
    assert x_vcp.get("unit") == param["unit"]
    assert attribute.get("examples", []) == param.get("examples", [])
    enforced = param.get("enum_enforced", False)
    assert attribute.get("enum") == (param["enum"] if enforced else None)
    assert x_vcp.get("values") == (None if enforced else param["enum"])


@pytest.mark.parametrize(("name", "param"), EVERY, ids=IDS)
def test_attribute_default(name: str, param: dict[str, Any]) -> None:
    attribute = load(name)["properties"][param["name"]]
    default = param["default"]
    config_key = attribute["x-vcp"].get("configKey")
    if isinstance(default, str) and default.startswith("vcp_config "):
        assert config_key == default.removeprefix("vcp_config ").split(",")[0].replace(" ", ".")
        default = DEFAULTS.get((name, param["name"]))
    else:
        assert config_key is None
    # "from flavor", "chosen by the controller" and the empty reservation are not values a spec could send.
    nothing = (default in ("from flavor", "") and param["required"]) or param["name"] == "image"
    assert attribute.get("default") == (None if nothing else default)


@pytest.mark.parametrize(("name", "param"), EVERY, ids=IDS)
def test_attribute_place_in_the_cci(name: str, param: dict[str, Any]) -> None:
    cci = load(name)["properties"][param["name"]]["x-vcp"]["cci"]
    key = param["cci_key"]
    if key is None:
        assert (cci["place"], "key" in cci) == ("not_sent", False)
    elif key == "unknown" or key.endswith("(inferred)"):
        assert cci["place"] == "unknown"
    elif name == "_common":
        place = {"place": "params", "key": key[-1]} if key.startswith("params.") else {"place": "unit", "key": key}
        assert cci == place
    elif key.startswith("(unit level) "):
        assert cci == {"place": "unit", "key": key.removeprefix("(unit level) ")}
    else:
        assert cci == {"place": "tags" if key == "tags" else "cloud_params", "key": key}
    if cci["place"] in ("unknown", "not_sent"):
        assert set(cci["reason"]) == {"en", "ja"}


@pytest.mark.parametrize("name", PLUGINS)
def test_every_key_of_the_cci_has_one_source(name: str) -> None:
    document = load(name)
    sources = {"cci_version", *(credential["key"] for credential in document["x-vcp"]["credentials"])}
    sources |= set(document["x-vcp"]["cci"].get("fixed", {}))
    for attribute in document["properties"].values():
        if attribute["x-vcp"]["cci"]["place"] in ("cloud_params", "tags"):
            sources.add(attribute["x-vcp"]["cci"]["key"])
    assert sources == set(document["x-vcp"]["cci"]["order"])


def test_japanese_is_japanese_and_polite() -> None:
    for name, param in EVERY:
        text = load(name)["properties"][param["name"]]["x-vcp"]["help"]
        assert text["ja"].endswith(("。",)), (name, param["name"])
        assert any(word in text["ja"] for word in ("です", "ます", "ください", "ません")), (name, param["name"])
        assert text["en"].endswith("."), (name, param["name"])
