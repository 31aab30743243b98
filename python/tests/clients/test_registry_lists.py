"""Catalogs and tag lists: complete where the server lets them be, and no way to be led round or astray."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable

import pytest

from jupyterlab_vcp.clients import registry_paging
from jupyterlab_vcp.clients.registry import Account, Listing
from jupyterlab_vcp.core.errors import VcpFailure
from tests.clients.wire import Answer, Told, failure_of, registry_at, reply, serving
from tests.conftest import eventually

NO_PAGE = reply(404, "404 page not found", kind="text/plain")
PING = reply(200, "{}", ("Docker-Distribution-Api-Version", "registry/2.0"))


def tags(*names: object, link: str = "") -> bytes:
    return reply(200, json.dumps({"name": "base", "tags": names}), *([("Link", link)] if link else []))


async def listed(answer: Answer) -> tuple[Listing, list[str]]:
    """The tags, and what was asked for."""
    async with serving(answer) as server, registry_at(server) as client:
        return await client.tags("base"), server.paths


async def catalog(answer: Answer, account: Account | None = None) -> Listing:
    async with serving(answer) as server, registry_at(server, account) as client:
        return await client.catalog()


async def test_tags_are_asked_for_whole_and_pages_followed_when_they_come() -> None:
    pages = {
        "/v2/base/tags/list": tags("1.0", "1.1", link='</v2/base/tags/list?last=1.1&n=2>; rel="next"'),
        "/v2/base/tags/list?last=1.1&n=2": tags("1.2", "1.1", link='<list?last=1.2&n=2>; rel=next; title="a, b"'),
        "/v2/base/tags/list?last=1.2&n=2": tags(),
    }
    listing, asked = await listed(lambda told: pages[told.path])
    assert listing == Listing(("1.0", "1.1", "1.2"))
    assert asked == list(pages)


@pytest.mark.parametrize("body", ['{"name": "base", "tags": null}', '{"tags": []}'])
async def test_a_repository_without_tags(body: str) -> None:
    assert (await listed(lambda told: reply(200, body)))[0] == Listing(())


async def test_names_that_no_registry_should_have_are_kept() -> None:
    odd = ["UPPER", "a b", "é", "<b>", "../..", "", "x" * 5000, "half \ud83d"]
    listing, asked = await listed(lambda told: tags(*odd, 3, None, ["x"]))
    assert listing.names[:6] == tuple(odd[:6])
    assert len(listing.names[6]) == 1024
    assert listing.names[7].encode() == b"half ?"
    assert len(listing.names) == 8
    assert asked == ["/v2/base/tags/list"]


@pytest.mark.parametrize(
    "link",
    [
        '<http://elsewhere.example.ac.jp/v2/base/tags/list?last=1.0>; rel="next"',
        '<//elsewhere.example.ac.jp/v2/x>; rel="next"',
        '<https://127.0.0.1/v2/base/tags/list?last=1.0>; rel="next"',
        '</api/users?last=1.0>; rel="next"',
        '</v2/../api/users>; rel="next"',
        '</v2/%2e%2E/api/users>; rel="next"',
        '</v2/x/..%2Fapi/users>; rel="next"',
        '</v2/x%5C..%5c..%5capi/users>; rel="next"',
        '<http://user@127.0.0.1/v2/x>; rel="next"',
        '<file:///etc/passwd>; rel="next"',
        '<http://[/v2/x>; rel="next"',
        '</v2/a b>; rel="next"',
        '<>; rel="next"',
    ],
)
async def test_a_link_that_leads_astray_is_not_followed(link: str) -> None:
    listing, asked = await listed(lambda told: tags("1.0", link=link))
    assert listing == Listing(("1.0",), truncated=True)
    assert asked == ["/v2/base/tags/list"]


@pytest.mark.parametrize("link", ['</v2/base/tags/list?last=a>; rel="prev"', "nonsense", "<", '<x>; rel="nextdoor"'])
async def test_what_is_no_link_to_a_next_page_ends_the_list(link: str) -> None:
    assert (await listed(lambda told: tags("1.0", link=link)))[0] == Listing(("1.0",))


async def test_a_server_that_turns_in_circles() -> None:
    """A page without news, the same `last` again, and two pages that lead to each other."""
    moving = iter(range(10_000))
    listing, asked = await listed(
        lambda told: tags("1.0", link=f'</v2/base/tags/list?last={next(moving)}>; rel="next"')
    )
    assert (listing, len(asked)) == (Listing(("1.0",), truncated=True), 2)

    fresh = iter(range(10_000))
    listing, asked = await listed(lambda told: tags(str(next(fresh)), link='</v2/base/tags/list?last=a>; rel="next"'))
    assert (listing, len(asked)) == (Listing(("0", "1"), truncated=True), 2)


async def test_an_empty_page_is_the_end_even_with_a_link() -> None:
    """Gitea names a next page for ever."""
    pages = iter([("1.0",), ("1.1",), ()])
    last = iter("abc")
    listing, _ = await listed(
        lambda told: tags(*next(pages), link=f'</v2/base/tags/list?last={next(last)}>; rel="next"')
    )
    assert listing == Listing(("1.0", "1.1"))


async def test_pages_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    assert registry_paging.MAX_PAGES == 1000
    monkeypatch.setattr(registry_paging, "MAX_PAGES", 20)

    def page(told: Told) -> bytes:
        last = int(told.path.partition("last=")[2] or 0)
        return tags(f"1.{last}", link=f'</v2/base/tags/list?last={last + 1}>; rel="next"')

    listing, asked = await listed(page)
    assert (len(listing.names), listing.truncated, len(asked)) == (20, True, 20)
    monkeypatch.setattr(registry_paging, "MAX_LIST", 100)
    listing, asked = await listed(page)
    assert listing.truncated
    assert len(asked) < 5


async def test_pages_that_take_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """What came until then is shown."""
    monkeypatch.setattr(registry_paging, "MAX_SECONDS", 0.0)
    link = '</v2/base/tags/list?last=1.0>; rel="next"'
    listing, asked = await listed(lambda told: tags("1.0", link=link))
    assert (listing, len(asked)) == (Listing(("1.0",), truncated=True), 1)


async def test_a_client_that_is_closed_on_the_way() -> None:
    """When settings change: six have asked, two wait for their turn, one comes later; none is a fault of the server."""
    opened = asyncio.Event()

    async def answer(told: Told) -> bytes:
        await opened.wait()
        return tags("1.0")

    async with serving(answer) as server, registry_at(server) as client:
        asked = [asyncio.ensure_future(client.tags(name)) for name in "abcdefgh"]
        await eventually(lambda: asyncio.sleep(0, len(server.told) == 6))
        await client.aclose()
        opened.set()
        found = await asyncio.gather(*asked, client.tags("later"), return_exceptions=True)
    failures = [each for each in found if isinstance(each, VcpFailure)]
    assert [each.code for each in failures] == ["unreachable"] * 9
    assert all("settings have changed" in each.message for each in failures)


async def test_catalog_pages_and_a_server_that_refuses_the_number() -> None:
    refusal = reply(400, '{"errors": [{"code": "PAGINATION_NUMBER_INVALID", "message": "no", "detail": {"n": 1000}}]}')
    pages = {
        "/v2/_catalog?n=1000": refusal,
        "/v2/_catalog": reply(200, '{"repositories": ["a"]}', ("Link", '</v2/_catalog?last=a&n=100>; rel="next"')),
        "/v2/_catalog?last=a&n=100": reply(200, '{"repositories": ["b", "NOT/Allowed"]}'),
    }
    assert await catalog(lambda told: pages[told.path]) == Listing(("a", "b", "NOT/Allowed"))
    other = reply(400, '{"errors": [{"code": "UNSUPPORTED", "message": "no"}]}')
    assert (await failure_of(catalog(lambda told: other))).code == "refused"


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (404, "404 page not found"),
        (405, "Method not allowed"),
        (403, '{"errors": [{"code": "DENIED", "message": "no"}]}'),
        (404, '{"errors": [{"code": "UNSUPPORTED"}]}'),
    ],
)
async def test_a_registry_that_lists_nothing_is_told_from_what_is_none(status: int, body: str) -> None:
    kind = "application/json" if body.startswith("{") else "text/plain"
    failure = await failure_of(catalog(lambda told: PING if told.path == "/v2/" else reply(status, body, kind=kind)))
    assert (failure.code, failure.upstream_status) == ("not_listed", status)
    web_page = reply(404, "<html>Nothing here</html>", kind="text/html")
    failure = await failure_of(catalog(lambda told: web_page))
    assert failure.code == "not_understood"
    assert "not a registry" in failure.message


LOGIN_PAGE = "<!DOCTYPE html><title>Log in</title><form><input name=password></form>"


@pytest.mark.parametrize(
    ("status", "body", "kind", "code"),
    [
        (200, LOGIN_PAGE, "text/html", "not_understood"),
        (200, LOGIN_PAGE, "application/json", "not_understood"),
        (200, "[]", "application/json", "not_understood"),
        (200, "{}", "application/json", "not_understood"),
        (200, '{"tags": {}}', "application/json", "not_understood"),
        (200, '{"tags": "1.0"}', "application/json", "not_understood"),
        (200, "[" * 100_000, "application/json", "not_understood"),
        (200, "", "", "not_understood"),
        (200, "\xff", "application/json", "not_understood"),
        (302, "", "text/html", "redirected"),
        (304, "", "", "redirected"),
        (400, "The plain HTTP request was sent to HTTPS port", "text/html", "use_https"),
        (401, LOGIN_PAGE, "text/html", "not_understood"),
        (403, "no", "text/plain", "not_permitted"),
        (404, "404 page not found", "text/plain", "not_understood"),
        (404, '{"errors": []}', "application/json", "not_understood"),
        (404, '{"errors": [{"code": "NAME_UNKNOWN"}]}', "application/json", "not_found"),
        (429, "", "", "rate_limited"),
        (500, "x" * 200_000, "text/plain", "unreachable"),
        (502, "<h1>Bad Gateway</h1>", "text/html", "unreachable"),
        (504, "", "", "timeout"),
    ],
)
async def test_answers_that_are_no_list(status: int, body: str, kind: str, code: str) -> None:
    failure = await failure_of(listed(lambda told: reply(status, body, kind=kind)))
    assert failure.code == code
    assert "127.0.0.1" in failure.message


async def test_headers_without_end_are_cut_in_messages() -> None:
    said = reply(200, "<html>", kind="text/" + "x" * 5000)
    assert len((await failure_of(listed(lambda told: said))).message) < 300
    said = reply(401, LOGIN_PAGE, ("Www-Authenticate", ", ".join(f"Scheme{number}" for number in range(500))))
    failure = await failure_of(listed(lambda told: said))
    assert (failure.code, len(failure.message) < 300) == ("login_refused", True)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("7", "in 7 seconds"),
        ("Wed, 21 Oct 2015 07:28:00 GMT", "later"),
        ("soon", "later"),
        ("-1", "later"),
        ("99999999999", "later"),
        ("Fri, 99 Nov 9999 00:00:00 GMT", "later"),
    ],
)
async def test_how_long_to_wait(header: str, words: str) -> None:
    failure = await failure_of(listed(lambda told: reply(429, "{}", ("Retry-After", header))))
    assert failure.code == "rate_limited"
    assert words in failure.message


async def test_the_detail_of_an_error_stays_here() -> None:
    errors = {"errors": [{"code": "UNKNOWN", "message": "unknown error", "detail": "http://10.9.8.7:5000 refused"}]}
    other = {"error": "at /var/lib/registry"}
    for body in (errors, other):
        failure = await failure_of(listed(lambda told, said=body: reply(500, json.dumps(said))))  # type: ignore[misc]
        shown = json.dumps(failure.to_reply())
        assert "10.9.8.7" not in shown
        assert "/var/lib" not in shown


@pytest.mark.parametrize("name", ["VCP/base", "a b", "", "../x", "a//b", "a/", "é", "a" * 256, "base?x", "a%2fb"])
async def test_a_name_that_breaks_the_grammar_becomes_no_path(name: str) -> None:
    async with serving(lambda told: tags("1.0")) as server, registry_at(server) as client:
        assert (await failure_of(client.tags(name))).code == "bad_request"
        assert server.told == []


async def test_nobody_there() -> None:
    async with serving(lambda told: PING) as server:
        pass
    async with registry_at(server) as client:
        assert (await failure_of(client.tags("base"))).code == "unreachable"


async def test_at_most_six_requests_at_once() -> None:
    now, most = 0, 0

    async def slowly(told: Told) -> bytes:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.02)
        now -= 1
        return tags("1.0")

    async with serving(slowly) as server, registry_at(server) as client:
        await asyncio.gather(*(client.tags("base") for _ in range(30)))
    assert most == 6


async def test_waiting_for_the_turn_is_not_the_servers_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty rows that take 0.1 s each wait longer than one answer may take."""
    from jupyterlab_vcp.core.limits import HttpLimits
    from tests.clients import wire

    monkeypatch.setattr(wire, "LIMITS", HttpLimits(connect=1, read=1, write=1, pool=1, total=0.4))

    async def slowly(told: Told) -> bytes:
        await asyncio.sleep(0.1)
        return tags("1.0")

    async with serving(slowly) as server, registry_at(server) as client:
        assert len(await asyncio.gather(*(client.tags("base") for _ in range(30)))) == 30


async def longest_pause(steps: Callable[[], object]) -> float:
    """Seconds for which the event loop did nothing else while some steps went on."""
    longest, last = 0.0, time.perf_counter()
    task = asyncio.ensure_future(steps())  # type: ignore[call-overload]
    while not task.done():
        await asyncio.sleep(0.001)
        longest, last = max(longest, time.perf_counter() - last), time.perf_counter()
    await task
    return longest


async def test_a_hundred_thousand_tags_do_not_stop_the_server() -> None:
    body = reply(200, json.dumps({"tags": [f"1.{n}.0-alpine3.22-x86_64-{n}" for n in range(100_000)]}))
    async with serving(lambda told: body) as server, registry_at(server) as client:
        assert len((await client.tags("base")).names) == 100_000
        # Two runs, because another process may have had the processor in one of them.
        assert min([await longest_pause(lambda: client.tags("base")) for _ in range(3)]) < 0.25
