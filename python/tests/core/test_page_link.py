"""Links to next pages, and addresses that other servers name."""

from __future__ import annotations

import time

import pytest

from jupyterlab_vcp.core.page_link import next_page, next_target
from jupyterlab_vcp.core.web_address import Origin, WebAddress, parse_address, resolve

HERE = WebAddress(Origin(False, "registry.test", 5000), "/v2/_catalog?n=3")


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ('</v2/_catalog?last=vcp%2Fbase&n=3>; rel="next"', "/v2/_catalog?last=vcp%2Fbase&n=3"),
        ("<a>; rel=next", "a"),
        ('<a>;REL="prev next"', "a"),
        ('<a>; rel="prev", <b>; title="x, <y>"; rel="next"', "b"),
        ('<a>; title=x; rel="NEXT"', "a"),
        ('<>; rel="next"', ""),
        ('<a>; rel="prev"', None),
        ("<a>", None),
        ("a; rel=next", None),
        ("", None),
    ],
)
def test_targets(header: str, target: str | None) -> None:
    assert next_target(header) == target


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("/v2/_catalog?last=a", "/v2/_catalog?last=a"),
        ("?last=a", "/v2/_catalog?last=a"),
        ("http://registry.test:5000/v2/x", "/v2/x"),
        ("//registry.test:5000/v2/x", "/v2/x"),
        ("HTTP://REGISTRY.test:5000/v2/x#part", "/v2/x"),
        ("/v2/a/../b", "/v2/b"),
        ("http://registry.test/v2/x", None),
        ("https://registry.test:5000/v2/x", None),
        ("http://registry.test:5000@elsewhere.test/v2/x", None),
        ("http://elsewhere.test:5000/v2/x", None),
        ("/v1/x", None),
        ("/v2", None),
        ("/v2/../v1/x", None),
        ("/v2/%2e%2E/v1/x", None),
        ("/v2/.%2e", None),
        ("\\\\elsewhere.test/v2/x", None),
        ("/v2/\\..\\x", None),
        ("/v2/x y", None),
        ("javascript:alert(1)", None),
    ],
)
def test_only_pages_of_the_same_api_are_followed(link: str, path: str | None) -> None:
    found = next_page(f'<{link}>; rel="next"', HERE, "/v2/")
    assert found == (None if path is None else WebAddress(HERE.origin, path))


@pytest.mark.parametrize(
    ("text", "origin", "path"),
    [
        ("https://auth.test/token?a=b", Origin(True, "auth.test", 443), "/token?a=b"),
        ("http://10.0.0.1:5000", Origin(False, "10.0.0.1", 5000), "/"),
        ("https://[2001:db8::1]:5000/x", Origin(True, "2001:db8::1", 5000), "/x"),
    ],
)
def test_addresses(text: str, origin: Origin, path: str) -> None:
    assert parse_address(text) == WebAddress(origin, path)
    assert parse_address(str(WebAddress(origin, path))) == WebAddress(origin, path)


@pytest.mark.parametrize(
    "text",
    ["", "registry:5000", "ftp://a/", "http://", "http:///x", "http://a@b/", "http://a:b@c/", "http://a:0/", "http://a:x/",
     "http://a:99999/", "http://[a/", "http://a b/", "http://a\\@b/", "http://é/", "http://a/\r\nX: y", "https://a%40b/"],
)  # fmt: skip
def test_what_is_no_address(text: str) -> None:
    assert parse_address(text) is None


def test_an_address_that_is_shown() -> None:
    assert Origin(True, "a.test", 443).address == "a.test"
    assert Origin(False, "a.test", 443).address == "a.test:443"
    assert str(Origin(False, "::1", 80)) == "http://[::1]"
    assert resolve(HERE, "http://[") is None


@pytest.mark.parametrize("piece", ["<a>; rel=prev,", "<", "<a>;", "; a", '; a="', "<a>; a=b"])
def test_no_header_takes_long(piece: str) -> None:
    start = time.perf_counter()
    next_target(piece * 20_000)
    assert time.perf_counter() - start < 1.0
