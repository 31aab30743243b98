"""The image catalog through a Jupyter server, against the simulated registries."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Api, Simulator
from tests.handlers.image_support import ask, registries_of


@pytest.fixture
def traits(simulator: Simulator) -> dict[str, Any]:
    return {"registries": registries_of(simulator)}


async def test_registries(api: Api, simulator: Simulator) -> None:
    found = (await api("GET", "/images/registries")).body["registries"]
    assert [(each["id"], each["role"], each["kind"]) for each in found] == [
        ("official", "official", "registry"),
        ("user", "user", "registry"),
        ("harbor", "harbor", "harbor"),
    ]
    addresses = [each.removeprefix("http://") for each in simulator.info["registries"].values()]
    assert [each["address"] for each in found] == addresses
    assert [each["prefix"] for each in found] == ["", *(f"{each}/" for each in addresses[1:])]
    assert [each["source"] for each in found] == [{"kind": "trait", "name": "VcpExtension.registries"}] * 3


async def test_repositories_tags_summaries_details(api: Api) -> None:
    for registry in ("official", "user", "harbor"):
        listed = (await ask(api, registry, "repositories")).body
        assert listed["problem"] is None, listed
        assert listed["names"] == sorted(listed["names"])
        tags = (await ask(api, registry, "tags", repository=listed["names"][:50])).body["repositories"]
        assert [each["repository"] for each in tags] == listed["names"][:50]
        images = [f"{each['repository']}:{tag}" for each in tags for tag in each["tags"]][:20]
        assert images
        for summary in (await ask(api, registry, "summaries", image=images)).body["images"]:
            print(summary)
            details = await ask(api, registry, "details", image=summary["image"])
            assert details.status == 200, details.raw
            assert details.body["digest"] == summary["digest"]
