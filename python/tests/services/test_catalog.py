"""Which providers a controller has, by its generation's list of plugins."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from jupyterlab_vcp.clients.objects import ControllerVersion, parse_version
from jupyterlab_vcp.services.catalog import is_available
from jupyterlab_vcp.services.providers import load_providers

OLD = ["aws", "aws_spot", "azure", "sakura", "oracle", "gcp", "vmware", "onpremises", "proxmox", "mdx2"]
DROPPED = ["hokudai", "abc", "aic", "chameleon"]


def answer(text: str, plugins: Sequence[str]) -> ControllerVersion:
    return parse_version({"version": text, "git_tag": "x", "plugin": dict.fromkeys(plugins, "1.0")})


@pytest.mark.parametrize(
    ("text", "plugins", "missing"),
    [("25.10.0+20251001", [*OLD, *DROPPED], []), ("26.10.0", OLD, DROPPED)],
)
def test_availability_follows_the_plugins_and_not_the_generation(
    text: str, plugins: Sequence[str], missing: Sequence[str]
) -> None:
    version = answer(text, plugins)
    found = {plugin.name: is_available(plugin, version) for plugin in load_providers().all()}
    assert [name for name, there in found.items() if not there] == sorted(missing)
    assert found["aws_disk"] is True, "a disk plugin counts by its provider"


def test_a_controller_that_names_no_plugins_leaves_it_open() -> None:
    assert {is_available(plugin, answer("26.10.0", [])) for plugin in load_providers().all()} == {None}
    assert {is_available(plugin, None) for plugin in load_providers().all()} == {None}
