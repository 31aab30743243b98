"""The packaged providers and those of a site."""

import json
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_vcp.core.shape import as_map
from jupyterlab_vcp.services.providers import load_providers


def site_file(**changes: Any) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.dumps(load_providers().schemas["abc"]))
    document["x-vcp"].update({"name": "ourcloud", "configSection": "ourcloud", **changes})
    return document


def test_the_packaged_providers() -> None:
    catalog = load_providers()
    assert len(catalog.schemas) == 19
    assert catalog.problems == ()
    assert "num_nodes" in as_map(catalog.common["properties"])
    disk = catalog.find("aws_disk")
    assert disk is not None
    assert (disk.unit_type, disk.section, disk.cloud_provider) == ("storage", "aws", "aws")
    assert "image" not in disk.attributes
    assert catalog.find("nowhere") is None


def test_a_site_adds_a_provider_with_a_file(tmp_path: Path) -> None:
    (tmp_path / "ourcloud.json").write_text(json.dumps(site_file()), "utf-8")
    (tmp_path / "README.txt").write_text("not a provider", "utf-8")
    catalog = load_providers(tmp_path)
    assert catalog.problems == ()
    provider = catalog.find("ourcloud")
    assert provider is not None
    assert provider.section == "ourcloud"
    assert "image" in provider.attributes
    assert len(catalog.schemas) == 20


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("broken.json", "{", "not JSON"),
        ("list.json", "[]", "top"),
        ("other.json", json.dumps(site_file()), "named [other.json]"),
        ("_common.json", "{}", "cannot be replaced"),
        ("ourcloud.json", json.dumps(site_file(unitType="vm")), "unitType"),
        (
            "ourcloud.json",
            json.dumps(site_file(cci={"version": "1", "order": ["cci_version", "zone"], "quoted": []})),
            "[zone]",
        ),
    ],
)
def test_a_broken_file_is_a_problem_and_not_a_provider(tmp_path: Path, name: str, content: str, word: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    catalog = load_providers(tmp_path)
    assert catalog.schemas == load_providers().schemas
    assert {problem.code for problem in catalog.problems} == {"provider_broken"}
    assert any(word in problem.message for problem in catalog.problems)
    assert catalog.problems[0].path == str(tmp_path / name)


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    catalog = load_providers(tmp_path / "none")
    assert [problem.code for problem in catalog.problems] == ["provider_broken"]
    assert len(catalog.schemas) == 19
