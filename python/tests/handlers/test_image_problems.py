"""Registries and images that are not as they should be: each problem in its place, the rest stays usable."""

from __future__ import annotations

import re
import socket
from typing import Any

import pytest

from tests.conftest import Api, Simulator
from tests.handlers.image_support import ask, registries_of

OLD = "vcp/base:1.8.1-alpine3.13"
"""An index."""
SINGLE = "vcp/base:1.8.1-centos7-x86_64"


@pytest.fixture
def traits(simulator: Simulator) -> dict[str, Any]:
    return {"registries": registries_of(simulator)}


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

    @pytest.mark.parametrize("catalog", ["missing", "denied"])
    async def test_a_catalog_that_is_switched_off(self, api: Api, simulator: Simulator, catalog: str) -> None:
        simulator.control("POST", "/registry", {"service": "registry", "catalog": catalog})
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
            ("wrong-manifest", "wrong_digest", "wrong_digest"),
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
        assert (answer.status == 200) == (kind not in ("gone", "wrong-manifest", "no-json", "odd-json"))

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
    @pytest.mark.parametrize("traits", ["right"], indirect=True)
    async def test_a_catalog_that_is_not_for_the_account(self, api: Api, simulator: Simulator, kind: str) -> None:
        simulator.control("POST", "/registry", {"service": "registry", "login": kind, "catalog": "denied"})
        assert (await ask(api, "official", "repositories")).body["problem"]["code"] == "not_listed"
        assert (await ask(api, "official", "tags", repository="vcp/base")).body["repositories"][0]["problem"] is None

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
