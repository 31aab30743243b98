"""Harbor's API: paths, pages, bad answers, logins."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator, Sequence
from urllib.parse import parse_qs, urlsplit

import pytest

from jupyterlab_vcp.clients import harbor as harbor_client
from jupyterlab_vcp.clients.harbor import HarborClient
from jupyterlab_vcp.clients.origins import Origins
from jupyterlab_vcp.clients.registry import Account, Listing
from tests.clients.wire import LIMITS, NOBODY, Answer, Server, Told, failure_of, reply, serving


@contextlib.asynccontextmanager
async def harbor(
    answer: Answer, account: Account | None = None, projects: Sequence[str] = ("vcp",)
) -> AsyncIterator[tuple[HarborClient, Server]]:
    async with serving(answer) as server:
        client = HarborClient(Origins(NOBODY, LIMITS), server.origin, account, projects)
        yield client, server
        await client.aclose()


def page_number(told: Told) -> int:
    return int(parse_qs(urlsplit(told.path).query)["page"][0])


def artifacts(*tags: object) -> str:
    return json.dumps([{"digest": "sha256:x", "tags": [{"name": tag} for tag in tags] or None}])


async def test_paths() -> None:
    async with harbor(lambda told: reply(200, "[]")) as (client, server):
        assert await client.tags("vcp/base") == Listing(())
        await client.tags("vcp/open/hpc/x")
        await client.repositories()
    assert server.paths == [
        "/api/v2.0/projects/vcp/repositories/base/artifacts?q=tags%3D*&page=1&page_size=100",
        "/api/v2.0/projects/vcp/repositories/open%252Fhpc%252Fx/artifacts?q=tags%3D*&page=1&page_size=100",
        "/api/v2.0/projects/vcp/repositories?page=1&page_size=100",
    ]


async def test_all_pages_of_a_list_with_a_count() -> None:
    def answer(told: Told) -> bytes:
        number = page_number(told)
        entries = [{"tags": [{"name": f"1.{number}.{each}"}, {"name": "same"}]} for each in range(100)]
        body = json.dumps(entries if number < 13 else entries[:34])
        return reply(200, body, ("X-Total-Count", "1234"), ("Link", "<http://elsewhere.example.ac.jp/>; rel=next"))

    async with harbor(answer) as (client, server):
        listing = await client.tags("vcp/base")
    assert (len(listing.names), listing.truncated) == (1235, False)
    assert sorted(map(page_number, server.told)) == list(range(1, 14))


@pytest.mark.parametrize(
    "header", [("Link", '</api/v2.0/x?page=2>; rel="next"'), ("X-Total-Count", "many"), ("A", "b")]
)
async def test_pages_of_a_list_without_a_count(header: tuple[str, str]) -> None:
    def answer(told: Told) -> bytes:
        number = page_number(told)
        entries = [{"tags": [{"name": f"1.{number}.{each}"}]} for each in range(100 if number < 3 else 7)]
        return reply(200, json.dumps(entries), *([header] if number < 3 else []))

    async with harbor(answer) as (client, _):
        assert len((await client.tags("vcp/base")).names) == 207


async def test_a_count_that_is_a_lie(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same page for ever, empty pages, and numbers that nobody could wait for."""
    same = reply(200, artifacts("1.0"), ("X-Total-Count", "999999999"))
    async with harbor(lambda told: same) as (client, server):
        assert await client.tags("vcp/base") == Listing(("1.0",), truncated=True)
        assert len(server.told) <= 7

    def shrinking(told: Told) -> bytes:
        body = artifacts("1.0") if page_number(told) == 1 else "[]"
        return reply(200, body, ("X-Total-Count", "999999999"))

    async with harbor(shrinking) as (client, server):
        assert await client.tags("vcp/base") == Listing(("1.0",))
        assert len(server.told) <= 7

    def endless(told: Told) -> bytes:
        return reply(200, artifacts(f"1.{page_number(told)}"), ("X-Total-Count", "999999999"))

    monkeypatch.setattr(harbor_client, "MAX_PAGES", 40)
    async with harbor(endless) as (client, server):
        listing = await client.tags("vcp/base")
    assert (len(listing.names), listing.truncated, len(server.told)) == (40, True, 40)


async def test_pages_that_take_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harbor_client, "MAX_SECONDS", 0.0)
    answer = reply(200, artifacts("1.0"), ("X-Total-Count", "500"))
    async with harbor(lambda told: answer) as (client, server):
        assert await client.tags("vcp/base") == Listing(("1.0",), truncated=True)
        assert len(server.told) == 1


async def test_odd_entries_are_left_out() -> None:
    entries: list[object] = [
        3, None, [], {}, {"tags": None}, {"tags": 3}, {"tags": [None, {}, {"name": 3}, {"name": ""}]},
        {"tags": [{"name": "1.0"}, {"name": "a b"}]},
    ]  # fmt: skip
    async with harbor(lambda told: reply(200, json.dumps(entries))) as (client, _):
        assert await client.tags("vcp/base") == Listing(("1.0", "a b"))
    async with harbor(lambda told: reply(200, '[{"name": "vcp/base"}, {"name": 3}, 3]')) as (client, _):
        assert await client.repositories() == Listing(("vcp/base",))


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (reply(200, "{}"), "not_understood"),
        (reply(200, "<html>", kind="text/html"), "not_understood"),
        (reply(302, "", ("Location", "/account/sign-in")), "redirected"),
        (reply(401, '{"errors": [{"code": "UNAUTHORIZED", "message": "unauthorized"}]}'), "login_needed"),
        (reply(403, '{"errors": [{"code": "FORBIDDEN", "message": "forbidden"}]}'), "not_permitted"),
        (reply(404, '{"errors": [{"code": "NOT_FOUND", "message": "no"}]}'), "not_found"),
        (reply(404, "404", kind="text/plain"), "not_understood"),
        (reply(429, "", ("Retry-After", "3")), "rate_limited"),
        (reply(503, "", kind="text/html"), "unreachable"),
    ],
)
async def test_answers_that_are_no_list(answer: bytes, code: str) -> None:
    async with harbor(lambda told: answer) as (client, _):
        assert (await failure_of(client.tags("vcp/base"))).code == code
        assert (await failure_of(client.repositories())).code == code


async def test_a_project_that_is_not_for_us_leaves_the_others() -> None:
    refused = reply(403, '{"errors": [{"code": "FORBIDDEN"}]}')
    answer: Answer = lambda told: refused if "/closed/" in told.path else reply(200, '[{"name": "vcp/base"}]')  # noqa: E731
    async with harbor(answer, projects=("closed", "vcp")) as (client, _):
        assert await client.repositories() == Listing(("vcp/base",), truncated=True)
    async with harbor(answer, projects=("closed",)) as (client, _):
        assert (await failure_of(client.repositories())).code == "not_permitted"


async def test_the_account_goes_with_each_request_and_a_wrong_one_is_told() -> None:
    account = Account("robot$vcp", "s3cret pass")
    async with harbor(lambda told: reply(200, "[]"), account) as (client, server):
        await client.repositories()
        assert [each.authorization for each in server.told] == [account.basic]
    async with harbor(lambda told: reply(401, "{}"), account) as (client, _):
        failure = await failure_of(client.repositories())
    assert failure.code == "login_refused"
    assert "s3cret" not in str(failure.to_reply())


@pytest.mark.parametrize("name", ["base", "VCP/base", "vcp/", "vcp/../x", "vcp/a b", ""])
async def test_what_is_no_repository_of_a_project(name: str) -> None:
    async with harbor(lambda told: reply(200, "[]")) as (client, server):
        assert (await failure_of(client.tags(name))).code == "bad_request"
        assert server.told == []
