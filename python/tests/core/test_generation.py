"""Version texts of the controller, and addresses of the secret store."""

from __future__ import annotations

import pytest

from jupyterlab_vcp.core.generation import generation_of
from jupyterlab_vcp.core.secret_store import StoreAddress, parse_store_url


@pytest.mark.parametrize(
    ("version", "generation"),
    [
        ("18.07.0", "25"),
        ("20.10.0+20201001", "25"),
        ("25.04.0", "25"),
        ("25.10", "25"),
        ("v25.10.1", "25"),
        ("26.04.0", "25"),
        ("26.9", "25"),
        ("26.10.0", "26.10"),
        ("26.10", "26.10"),
        (" V26.10.0-rc1\n", "26.10"),
        ("26.10rc1", "26.10"),
        ("26.12.3", "26.10"),
        ("27.04.0", "26.10"),
        ("30.1", "26.10"),
        ("", None),
        ("latest", None),
        ("26", None),
        ("26.", None),
        ("26.100", None),
        ("26.13.0", None),
        ("26.00.0", None),
        ("126.10.0", None),
        ("6.10.0", None),
        ("２６.１０", None),
        ("main-26.10.0", None),
    ],
)
def test_generation(version: str, generation: str | None) -> None:
    assert generation_of(version) == generation


@pytest.mark.parametrize(
    ("text", "host", "port", "folder", "url"),
    [
        ("https://vault:8200/v1", "vault", 8200, "", "https://vault:8200"),
        ("https://vault:8200/v1/", "vault", 8200, "", "https://vault:8200"),
        ("https://vault:8200/", "vault", 8200, "", "https://vault:8200"),
        ("https://vault:8200", "vault", 8200, "", "https://vault:8200"),
        ("https://vault", "vault", 443, "", "https://vault"),
        ("HTTPS://Vault.example.jp:443", "vault.example.jp", 443, "", "https://vault.example.jp"),
        ("https://[fd00::1]:8200/v1", "fd00::1", 8200, "", "https://[fd00::1]:8200"),
        ("https://vcc/openbao/v1/", "vcc", 443, "/openbao", "https://vcc/openbao"),
    ],
)
def test_store_address(text: str, host: str, port: int, folder: str, url: str) -> None:
    address = parse_store_url(text)
    assert address == StoreAddress(host, port, folder)
    assert address.url == url


@pytest.mark.parametrize(
    "text",
    [
        "http://vault:8200",
        "vault:8200",
        "//vault:8200",
        "https://",
        "https:///v1",
        "https://vault:0",
        "https://vault:99999",
        "https://vault:x",
        "https://[fd00::1",
        "https://user@vault",
        "https://user:word@vault",
        "https://vault?token=x",
        "https://vault/v1?",
        "https://vault#v1",
        "https://vault/a b",
        "https://vault\\@other",
        "https://vault/%2e%2e",
        "https://vault/v1\r\nX: y",
        "https://ｖault",
        "ftp://vault",
        "",
        "None",
    ],
)
def test_what_is_no_store_address(text: str) -> None:
    assert parse_store_url(text) is None
