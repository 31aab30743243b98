"""The header WWW-Authenticate."""

from __future__ import annotations

import time

import pytest

from jupyterlab_vcp.core.challenge import Challenge, parse_challenges


@pytest.mark.parametrize(
    ("header", "challenges"),
    [
        (
            'Bearer realm="https://auth/token",service="a, b",scope="repository:a:pull,push"',
            [("bearer", {"realm": "https://auth/token", "service": "a, b", "scope": "repository:a:pull,push"})],
        ),
        (
            'Basic realm="one", Bearer realm="two" , scope="s"',
            [("basic", {"realm": "one"}), ("bearer", {"realm": "two", "scope": "s"})],
        ),
        ('Negotiate, Basic realm="x"', [("negotiate", {}), ("basic", {"realm": "x"})]),
        ('Negotiate YII=, NTLM TlRM==, Basic realm="x"', [("negotiate", {}), ("ntlm", {}), ("basic", {"realm": "x"})]),
        (r'Basic realm="say \"a, b\" \\ c"', [("basic", {"realm": r'say "a, b" \ c'})]),
        ("BASIC REALM=plain,Charset=UTF-8", [("basic", {"realm": "plain", "charset": "UTF-8"})]),
        ('Bearer  realm = "x" ,, service= y', [("bearer", {"realm": "x", "service": "y"})]),
        ("Bearer realm=https://auth/token,service=s", [("bearer", {"realm": "https://auth/token", "service": "s"})]),
        ('Bearer realm="a",realm="b"', [("bearer", {"realm": "a"})]),
        ('Bearer realm=""', [("bearer", {"realm": ""})]),
        ("Bearer", [("bearer", {})]),
        ("", []),
        ("  ,  ", []),
        ('realm="x"', []),
        ('Basic realm="never closed', [("basic", {})]),
        ('Basic realm="x", ???, Bearer realm="y"', [("basic", {"realm": "x"})]),
    ],
)
def test_challenges(header: str, challenges: list[tuple[str, dict[str, str]]]) -> None:
    assert parse_challenges(header) == tuple(Challenge(scheme, values) for scheme, values in challenges)


@pytest.mark.parametrize("piece", ["a ", ", ", "a=", 'a="\\', "a,", '"', "Basic a=b,", "=", "   "])
def test_no_header_takes_long(piece: str) -> None:
    start = time.perf_counter()
    parse_challenges("Bearer " + piece * 100_000)
    assert time.perf_counter() - start < 1.0
