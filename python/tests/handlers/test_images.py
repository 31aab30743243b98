"""The image catalog through a Jupyter server, against the simulated registries."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Api, Simulator
from tests.handlers.image_support import ask, registries_of

INDEX = "vcp/base:3.0.0-alpine3.22"
OLD = "vcp/base:1.8.1-alpine3.13"


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
    assert found[0]["cache"] is None, "nobody has asked the controller yet"
    assert simulator.control("GET", "/requests")["requests"] == [], "nothing is asked"
    await api("GET", "/connection")
    assert (await api("GET", "/images/registries")).body["registries"][0]["cache"] is False


@pytest.mark.parametrize("registry", ["official", "user", "harbor"])
async def test_repositories_tags_summaries_details(api: Api, registry: str) -> None:
    listed = (await ask(api, registry, "repositories")).body
    assert (listed["problem"], listed["former"], listed["truncated"]) == (None, None, False)
    assert listed["names"] == sorted(listed["names"]) != []
    tags = (await ask(api, registry, "tags", repository=listed["names"][:50])).body["repositories"]
    assert [each["repository"] for each in tags] == listed["names"][:50]
    images = [f"{each['repository']}:{tag}" for each in tags for tag in each["tags"]][:20]
    summaries = (await ask(api, registry, "summaries", image=images)).body["images"]
    assert [each["image"] for each in summaries] == images
    for summary in summaries:
        details = await ask(api, registry, "details", image=summary["image"])
        assert details.status == 200, details.raw
        assert (details.body["digest"], details.body["kind"]) == (summary["digest"], summary["kind"])
        if summary["kind"] == "image":
            content = details.body["content"]
            assert (content["size"], content["created"]) == (summary["size"], summary["created"])
            assert [content["platform"]] == summary["platforms"]


async def test_details_of_an_index(api: Api) -> None:
    details = (await ask(api, "harbor", "details", image=INDEX)).body
    names = [each["platform"] for each in details["platforms"]]
    assert (details["kind"], details["platform"], names) == ("index", "linux/amd64", ["linux/amd64", "linux/arm64/v8"])
    content = details["content"]
    assert content["version"] == INDEX
    assert content["environment"][0]["name"]
    assert sum(1 for each in content["history"] if not each["empty"]) == len(content["layers"])
    assert [each["step"] for each in content["layers"]] == [
        number for number, each in enumerate(content["history"]) if not each["empty"]
    ]
    other = (await ask(api, "harbor", "details", image=INDEX, platform="linux/arm64/v8")).body
    assert (other["digest"], other["platform"]) == (details["digest"], "linux/arm64/v8")
    assert other["content"]["digest"] != content["digest"]
    missing = (await ask(api, "harbor", "details", image=INDEX, platform="linux/s390x")).body
    assert (missing["content"], missing["contentProblem"]["code"]) == (None, "not_found")
    assert [each["platform"] for each in missing["platforms"]] == names


async def test_the_summary_of_an_index_knows_its_time_once_somebody_has_looked(api: Api) -> None:
    async def summary() -> Any:
        return (await ask(api, "harbor", "summaries", image=INDEX)).body["images"][0]

    first = await summary()
    assert (first["kind"], first["platforms"], first["problem"]) == ("index", ["linux/amd64", "linux/arm64/v8"], None)
    content = (await ask(api, "harbor", "details", image=INDEX)).body["content"]
    assert first["size"] == content["size"]
    assert (await summary())["created"] == content["created"] is not None


async def test_at_most_two_requests_for_the_summary_of_an_image(api: Api, simulator: Simulator) -> None:
    images = [INDEX, "vcp/base:3.0.0-ubuntu24.04-gpu", "vcp/base:3.0.0-alpine3.22-x86_64"]
    await ask(api, "user", "summaries", image="vcp/xrdp:devel")
    await ask(api, "harbor", "summaries", image="vcp/base:3.0.0-ubuntu24.04")
    simulator.control("DELETE", "/requests")
    found = (await ask(api, "harbor", "summaries", image=images)).body["images"]
    assert [each["problem"] for each in found] == [None] * 3
    assert len(simulator.control("GET", "/requests")["requests"]) <= 2 * len(images)


async def test_values_of_secrets_in_an_image_are_hidden(api: Api) -> None:
    repositories = (await ask(api, "user", "repositories")).body["names"]
    tags = (await ask(api, "user", "tags", repository=repositories)).body["repositories"]
    hidden = 0
    for image in [f"{each['repository']}:{tag}" for each in tags for tag in each["tags"]]:
        details = await ask(api, "user", "details", image=image)
        assert "IMAGE-SECRET-of-the-author" not in details.raw
        content = details.body["content"] or {"environment": []}
        hidden += sum(each["value"] is None for each in content["environment"])
    assert hidden > 0


async def test_attestations_and_signatures(api: Api) -> None:
    tags = (await ask(api, "user", "tags", repository="lab/genome")).body["repositories"][0]["tags"]
    signed = next(tag for tag in tags if tag.endswith(".sig")).removesuffix(".sig").replace("-", ":")
    referrers = (await ask(api, "user", "details", image=f"lab/genome@{signed}")).body["referrers"]
    assert {each["way"] for each in referrers} == {"tag", "cosign"}
    assert any((each["tag"] or "").endswith(".sig") for each in referrers)


class TestBadQueries:
    """Refused before anything is asked."""

    @pytest.mark.parametrize(
        ("what", "query", "path"),
        [
            ("tags", {}, "repository"),
            ("tags", {"repository": ["a"] * 51}, "repository"),
            ("tags", {"repository": "VCP/base"}, "repository"),
            ("tags", {"repository": ["vcp/base", "../etc"]}, "repository"),
            ("tags", {"repository": "a" * 256}, "repository"),
            ("tags", {"repository": "vcp/base\n"}, "repository"),
            ("tags", {"repository": "vcp/base", "fresh": "yes"}, "fresh"),
            ("repositories", {"fresh": "2"}, "fresh"),
            ("summaries", {}, "image"),
            ("summaries", {"image": ["a:1"] * 21}, "image"),
            ("summaries", {"image": "a" * 513}, "image"),
            ("details", {}, "image"),
            ("details", {"image": ["a:1", "a:2"]}, "image"),
            ("details", {"image": "vcp/base"}, "image"),
            ("details", {"image": "VCP/base:1.0"}, "image"),
            ("details", {"image": "http://evil.test/a:1"}, "image"),
            ("details", {"image": "a:1", "platform": "linux"}, "platform"),
            ("details", {"image": "a:1", "platform": "linux/" + "a" * 130}, "platform"),
            ("details", {"image": "a:1", "platform": "linux/a b"}, "platform"),
        ],
    )
    async def test_query(self, api: Api, simulator: Simulator, what: str, query: dict[str, Any], path: str) -> None:
        answer = await ask(api, "official", what, **query)
        assert (answer.status, answer.body["code"], answer.body["path"]) == (400, "bad_request", path)
        assert answer.body["message"]
        assert simulator.control("GET", "/requests")["requests"] == []

    async def test_a_registry_that_is_not_configured(self, api: Api) -> None:
        for what, query in (("repositories", {}), ("tags", {"repository": "a"}), ("summaries", {"image": "a:1"})):
            answer = await ask(api, "other", what, **query)
            assert (answer.status, answer.body["code"]) == (404, "not_found")

    @pytest.mark.parametrize("name", ["UPPER", "a.b", "a" * 33, "http:__evil.test"])
    async def test_what_is_no_id(self, api: Api, name: str) -> None:
        assert (await ask(api, name, "repositories")).status == 404

    async def test_an_odd_name_is_the_problem_of_its_row(self, api: Api) -> None:
        images = ["VCP/Base:1.0", "vcp/base:タグ", OLD, "vcp/base", ""]
        found = (await ask(api, "official", "summaries", image=images)).body["images"]
        assert [each["problem"] and each["problem"]["code"] for each in found] == [
            "bad_request", "bad_request", None, "bad_request", "bad_request",
        ]  # fmt: skip
        assert [each["image"] for each in found] == images
