"""The image catalog through a Jupyter server, against the simulated registries."""

from __future__ import annotations

import re
import socket
from typing import Any

import pytest

from tests.conftest import Api, Simulator
from tests.handlers.image_support import ask, registries_of

INDEX = "vcp/base:3.0.0-alpine3.22"
OLD = "vcp/base:1.8.1-alpine3.13"
SINGLE = "vcp/base:1.8.1-centos7-x86_64"


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


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def spoil(simulator: Simulator, image: str, kind: str) -> None:
    repository, tag = image.split(":")
    body = {"service": "registry", "repository": repository, "tag": tag, "kind": kind}
    simulator.control("POST", "/break-image", body)


class TestRegistriesThatFail:
    """Each problem in its place; nothing hangs, and the rest stays usable."""

    @pytest.mark.parametrize(
        ("fault", "code"),
        [
            ({"kind": "html"}, "not_understood"),
            ({"kind": "html", "status": 404}, "not_understood"),
            ({"kind": "status", "status": 200, "body": "[]"}, "not_understood"),
            ({"kind": "status", "status": 200, "body": "{}"}, "not_understood"),
            ({"kind": "status", "status": 500, "body": ""}, "unreachable"),
            ({"kind": "status", "status": 503, "message": "busy"}, "unreachable"),
            ({"kind": "status", "status": 429, "message": "slow down", "retry_after": 7}, "rate_limited"),
            ({"kind": "cut"}, "unreachable"),
            ({"kind": "truncate", "bytes": 20}, "unreachable"),
            ({"kind": "hang"}, "timeout"),
            ({"kind": "redirect", "location": "http://192.0.2.1/"}, "redirected"),
        ],
    )
    async def test_answers(self, api: Api, simulator: Simulator, fault: dict[str, Any], code: str) -> None:
        kind = fault.pop("kind")
        match = {"path": "", "method": "", "service": "registry"}
        simulator.control("POST", "/faults", {"match": match, "count": None, "fault": {"kind": kind, **fault}})
        listed = await ask(api, "official", "repositories")
        assert (listed.status, listed.body["names"], listed.body["problem"]["code"]) == (200, [], code)
        tags = (await ask(api, "official", "tags", repository=["vcp/base", "vcp/gpu"])).body["repositories"]
        assert [each["problem"]["code"] for each in tags] == [code] * 2
        summaries = (await ask(api, "official", "summaries", image=[OLD, "vcp/gpu:1.0"])).body["images"]
        assert [each["problem"]["code"] for each in summaries] == [code] * 2
        details = await ask(api, "official", "details", image=OLD)
        assert details.body["code"] == code
        assert details.status not in (200, 401, 403, 424, 503)
        if code == "rate_limited":
            assert "7 s" in details.body["message"]
        assert (await ask(api, "user", "repositories")).body["problem"] is None, "the others go on"

    @pytest.mark.parametrize(
        ("traits", "code"),
        [
            ({"registries": {"official": {"url": f"http://127.0.0.1:{closed_port()}"}}}, "unreachable"),
            ({"registries": {"official": {"url": "http://no-such-host.invalid:5000"}}}, "name_failed"),
        ],
    )
    async def test_nobody_there(self, api: Api, code: str) -> None:
        names = [f"vcp/r{number}" for number in range(50)]
        tags = (await ask(api, "official", "tags", repository=names)).body["repositories"]
        assert {each["problem"]["code"] for each in tags} == {code}
        assert (await ask(api, "official", "repositories")).body["problem"]["code"] == code
        assert (await ask(api, "official", "details", image=OLD)).status == 502

    async def test_who_does_not_answer_is_asked_six_times_and_not_fifty(self, api: Api, simulator: Simulator) -> None:
        match = {"path": "/tags/list", "method": "", "service": "registry"}
        simulator.control("POST", "/faults", {"match": match, "count": None, "fault": {"kind": "hang"}})
        names = [f"vcp/r{number}" for number in range(50)]
        tags = (await ask(api, "official", "tags", repository=names)).body["repositories"]
        assert {each["problem"]["code"] for each in tags} == {"timeout"}
        assert len(simulator.requests("GET", "/tags/list")) <= 6

    async def test_a_catalog_that_is_switched_off(self, api: Api, simulator: Simulator) -> None:
        simulator.control("POST", "/registry", {"service": "registry", "catalog": "missing"})
        assert (await ask(api, "official", "repositories")).body["problem"]["code"] == "not_listed"
        tags = (await ask(api, "official", "tags", repository="vcp/base")).body["repositories"][0]
        assert (tags["problem"], len(tags["tags"]) > 5) == (None, True)

    async def test_paging_that_never_ends(self, api: Api, simulator: Simulator) -> None:
        simulator.control("POST", "/registry", {"service": "registry", "paging": "endless"})
        listed = (await ask(api, "official", "repositories")).body
        tags = (await ask(api, "official", "tags", repository="vcp/base")).body["repositories"][0]
        assert (listed["truncated"], tags["truncated"]) == (True, True)
        assert "vcp/base" in listed["names"]
        assert len(tags["tags"]) > 5
        assert len(simulator.control("GET", "/requests")["requests"]) < 10

    @pytest.mark.parametrize(
        ("kind", "summary", "details"),
        [
            ("gone", "not_found", "not_found"),
            ("schema1", None, "old_format"),
            ("wrong-config", "wrong_digest", "wrong_digest"),
            ("no-config", "not_found", "not_found"),
            ("other-platforms", None, None),
            ("child-gone", "not_found", "not_found"),
            ("no-json", "not_understood", "not_understood"),
            ("odd-json", "not_understood", "not_understood"),
        ],
    )
    async def test_an_image_that_is_spoilt(
        self, api: Api, simulator: Simulator, kind: str, summary: str | None, details: str | None
    ) -> None:
        image = OLD if kind in ("other-platforms", "child-gone") else SINGLE
        spoil(simulator, image, kind)
        rows = (await ask(api, "official", "summaries", image=[image, "vcp/base:1.2"])).body["images"]
        assert [each["problem"] and each["problem"]["code"] for each in rows] == [summary, None]
        answer = await ask(api, "official", "details", image=image)
        problem = answer.body if answer.status != 200 else answer.body["contentProblem"]
        assert (problem and problem["code"]) == details
        assert (answer.status == 200) == (kind not in ("gone", "no-json", "odd-json"))

    async def test_an_index_for_other_machines(self, api: Api, simulator: Simulator) -> None:
        spoil(simulator, OLD, "other-platforms")
        details = (await ask(api, "official", "details", image=OLD)).body
        assert [each["platform"] for each in details["platforms"]] == ["linux/arm64/v8", "windows/amd64"]
        assert details["content"] is not None

    async def test_a_platform_that_is_not_stored_leaves_the_others(self, api: Api, simulator: Simulator) -> None:
        spoil(simulator, OLD, "child-gone")
        details = (await ask(api, "official", "details", image=OLD)).body
        assert "not stored here" in details["contentProblem"]["message"]
        other = (await ask(api, "official", "details", image=OLD, platform="linux/arm64/v8")).body
        assert other["content"] is not None

    async def test_names_that_break_the_grammar(self, api: Api, simulator: Simulator) -> None:
        simulator.control("POST", "/tags", {"service": "registry", "repository": "vcp/base", "count": 5, "odd": True})
        names = (await ask(api, "official", "repositories")).body["names"]
        assert {"VCP/Base", "リポジトリ", "vcp/base"} <= set(names)
        tags = (await ask(api, "official", "tags", repository="vcp/base")).body["repositories"][0]["tags"]
        assert {"タグ", "<b>bold</b>", "../../up"} <= set(tags)

    async def test_a_hundred_thousand_tags(self, api: Api, simulator: Simulator) -> None:
        body = {"service": "registry", "repository": "vcp/base", "count": 100_000}
        count = simulator.control("POST", "/tags", body)["tags"]
        tags = (await ask(api, "official", "tags", repository="vcp/base")).body["repositories"][0]
        assert (tags["problem"], len(tags["tags"])) == (None, count)


class TestLogin:
    """Accounts by traits; the browser never sees one."""

    @pytest.fixture
    def traits(self, simulator: Simulator, request: pytest.FixtureRequest) -> dict[str, Any]:
        account = simulator.info["registry_account"]
        word = {"right": account["password"], "wrong": "REGISTRY-wrong-password", "none": None}[request.param]
        entry = {"username": account["user"], "password": word} if word else {}
        return {"registries": {name: {**each, **entry} for name, each in registries_of(simulator).items()}}

    @pytest.mark.parametrize("kind", ["basic", "bearer"])
    @pytest.mark.parametrize(
        ("traits", "code"), [("right", None), ("wrong", "login_refused"), ("none", "login_needed")], indirect=["traits"]
    )
    async def test_login(self, api: Api, simulator: Simulator, kind: str, code: str | None) -> None:
        simulator.control("POST", "/registry", {"service": "registry", "login": kind})
        entry = (await api("GET", "/images/registries")).body["registries"][0]
        assert entry["login"] == ("none" if code == "login_needed" else "configured")
        answers = [
            await ask(api, "official", "repositories"),
            await ask(api, "official", "tags", repository="vcp/base"),
            await ask(api, "official", "summaries", image=OLD),
            await ask(api, "official", "details", image=OLD),
        ]
        listed, tags, summaries, details = (each.body for each in answers)
        found = [listed["problem"], tags["repositories"][0]["problem"], summaries["images"][0]["problem"]]
        assert {each and each["code"] for each in found} <= {code, "not_listed"} if code else found == [None] * 3
        assert answers[3].status == (409 if code else 200)
        assert details.get("code") == code
        word = simulator.info["registry_account"]["password"]
        assert not any(re.search(f"{word}|REGISTRY-wrong-password", each.raw) for each in answers)
