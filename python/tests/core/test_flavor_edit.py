"""What a flavor may hold, and what saving one does to the text of vcp_flavor.yml."""

from __future__ import annotations

from typing import Any

import pytest

from jupyterlab_vcp.core.flavor_edit import FlavorExists, FlavorMissing, check_flavor, save_flavor, take_out_flavor
from jupyterlab_vcp.core.providers import Provider
from jupyterlab_vcp.services.providers import load_providers

TEXT = """\
aws:
  own:   # ours
    instance_type: m5.large  # since May
    site_note: keep me
    volume_size: 8
azure: {}
"""


def plugin(name: str) -> Provider:
    found = load_providers().find(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("provider", "values", "faults"),
    [
        ("aws", {"instance_type": "m5.large", "volume_size": 40}, []),
        ("aws", {"volume_size": 40.0}, []),
        ("aws", {"volume_size": "40"}, ["values.volume_size"]),
        ("aws", {"volume_size": True}, ["values.volume_size"]),
        ("aws", {"volume_size": [40]}, ["values.volume_size"]),
        ("aws", {"instance_type": 1, "volume_size": {}}, ["values.instance_type", "values.volume_size"]),
        ("aws", {"instance_type": None}, []),
        ("aws", {"access_key": "AKIA"}, ["values.access_key"]),
        ("aws", {"image": "vcp/base:1"}, ["values.image"]),
        ("aws", {"vm_size": "x", "disk_size_gb": 1}, ["values.vm_size", "values.disk_size_gb"]),
        ("sakura", {"core": 2, "memory": 4}, []),
        ("sakura", {"sakura_token": "x"}, ["values.sakura_token"]),
        ("onpremises", {"flavor_name": "dummy"}, []),
        ("onpremises", {"flavor_name": [None]}, ["values.flavor_name"]),
        ("onpremises", {"flavor_name": {"a": None}}, ["values.flavor_name"]),
        ("aws_disk", {"size": 8, "type": "gp3"}, []),
    ],
)
def test_what_may_be_saved(provider: str, values: dict[str, Any], faults: list[str]) -> None:
    found = list(check_flavor(plugin(provider), "own", values))
    assert sorted({each.path for each in found}) == sorted(faults)
    assert all("AKIA" not in each.message and each.message.startswith(f"{provider}.own: ") for each in found)


def test_every_sample_may_be_saved() -> None:
    for each in load_providers().all():
        for name, values in each.flavors.items():
            assert list(check_flavor(each, name, values)) == [], f"{each.name}.{name}"


def test_overwriting_keeps_comments_unknown_keys_and_what_is_equal() -> None:
    values = {"instance_type": "m5.large", "volume_type": "gp3", "cloud_image": ""}
    assert save_flavor(TEXT, plugin("aws"), "own", values, True) == (
        "aws:\n  own:   # ours\n    instance_type: m5.large  # since May\n    site_note: keep me\n"
        "    volume_type: gp3\nazure: {}\n"
    )


def test_saving_the_same_again_changes_nothing() -> None:
    values = {"instance_type": "m5.large", "volume_size": 8.0}
    assert save_flavor(TEXT, plugin("aws"), "own", values, True) == TEXT


def test_a_new_flavor_stands_behind_the_others() -> None:
    text = save_flavor(TEXT, plugin("azure"), "big.one", {"vm_size": "Standard_D4_v2", "disk_size_gb": 100}, False)
    assert text == TEXT.replace("azure: {}", "azure:\n  big.one:\n    vm_size: Standard_D4_v2\n    disk_size_gb: 100")


def test_a_flavor_without_values_is_one() -> None:
    assert save_flavor(TEXT, plugin("abc"), "default", {}, False) == TEXT + "abc:\n  default: {}\n"


@pytest.mark.parametrize("name", ["null", "true", "yes", "n", "e5"])
def test_names_that_YAML_takes_for_something_else(name: str) -> None:
    text = save_flavor(TEXT, plugin("aws"), name, {"volume_size": 8}, False)
    with pytest.raises(FlavorExists):
        save_flavor(text, plugin("aws"), name, {"volume_size": 9}, False)
    assert take_out_flavor(text, "aws", name) == TEXT


def test_no_overwriting_unasked() -> None:
    with pytest.raises(FlavorExists, match="own"):
        save_flavor(TEXT, plugin("aws"), "own", {}, False)


@pytest.mark.parametrize(("provider", "name"), [("aws", "none"), ("azure", "own"), ("gcp", "own")])
def test_only_what_is_there_is_taken_out(provider: str, name: str) -> None:
    with pytest.raises(FlavorMissing, match=name):
        take_out_flavor(TEXT, provider, name)
