"""Every exchange that was recorded with a real registry, and what becomes of it in the client.

The recorded answer is sent byte for byte; the table says what the client makes of it. Answers that belong together (the
pages of a catalog, a challenge and what comes after the login) are taken from the same recording.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_vcp.clients.registry import Account, Listing, Manifest, RegistryClient
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.image_manifest import read_manifest
from tests.clients.wire import Server, Told, registry_at, serving

FIXTURES = Path(__file__).parents[1] / "fixtures" / "registry"
INDEX: list[dict[str, Any]] = json.loads((FIXTURES / "index.json").read_text())
EXCHANGES: dict[str, dict[str, Any]] = {
    each["id"]: json.loads((FIXTURES / f"{each['id']}.json").read_text()) for each in INDEX
}

BASE = "vcp/base"
ZEROS = "sha256:" + "0" * 64
ACCOUNT = Account("vcpuser", "correct horse")

NOT_FOR_US = {
    "HEAD": "the client never sends HEAD: a GET with If-None-Match tells as much, and a cache keeps what it brings",
    "POST": "the client only reads",
    "PUT": "the client only reads",
    "DELETE": "the client only reads",
    "OPTIONS": "browsers ask so, and the browser never talks to a registry",
}
"""Exchanges of other methods are left out, with the reason."""

DISTRIBUTION: dict[str, tuple[str, str | tuple[str, str]]] = {
    "ping": ("ping", "ok"),
    "ping-no-slash": ("as ping", "redirected"),
    "catalog": ("catalog", "11 names"),
    "catalog-n3": ("catalog", "11 names"),
    "catalog-n3-page2": ("catalog", "8 names"),
    "catalog-n3-page3": ("catalog", "5 names"),
    "catalog-n3-page4": ("catalog", "2 names"),
    "catalog-n0": ("catalog", "0 names"),
    "catalog-n1001": ("catalog", "11 names"),
    "catalog-n-abc": ("catalog", "11 names"),
    "catalog-n-neg": ("catalog", "11 names"),
    "catalog-last-beyond": ("catalog", "0 names"),
    "catalog-after-delete": ("catalog", "11 names"),
    "tags-vcp-base": (f"tags {BASE}", "31 names"),
    "tags-vcp-gpu": ("tags vcp/gpu", "6 names"),
    # 3.1.2 gives pages here, and the player the same one for ever.
    "tags-n3": (f"tags {BASE}", ("31 names", "3 names, truncated")),
    "tags-n3-last": (f"tags {BASE}", ("31 names", "3 names, truncated")),
    "tags-n0": (f"tags {BASE}", ("31 names", "0 names")),
    "tags-n-neg": (f"tags {BASE}", ("31 names", "refused")),
    "tags-top-level-repo": ("tags original-basecontainer", "1 names"),
    "tags-unknown-repo": ("tags no/such", "not_found"),
    "tags-invalid-name": (f"as tags {BASE}", "not_understood"),
    "tags-after-delete": ("tags gpu-base", "0 names"),
    "tags-5000": ("tags bench/t5000", "5000 names"),
    "tags-5000-n1000": ("tags bench/t5000", "1000 names, truncated"),
    "manifest-schema2": (f"manifest {BASE} 2.1.0-alpine3.21-x86_64", "image sha256:cf07f0"),
    "manifest-schema2-no-accept": (
        f"manifest {BASE} 2.1.0-alpine3.21-x86_64", ("schema1 None", "image sha256:cf07f0")
    ),
    "manifest-by-digest": (
        f"manifest {BASE} sha256:cf07f009504108c7dd2e23cf16ce1a807e45156974b2d7f4b92d02d9e38b89e2",
        "image sha256:cf07f0",
    ),
    "manifest-not-modified": (f"unchanged {BASE} 2.1.0-alpine3.21-x86_64", "unchanged"),
    "manifest-oci": (f"manifest {BASE} 3.0.0-ubuntu24.04-systemd", "image sha256:d027dc"),
    "manifest-oci-accept-schema2-only": (f"manifest {BASE} 3.0.0-ubuntu24.04-systemd", "not_found"),
    "manifest-oci-index": (f"manifest {BASE} 3.0.0-alpine3.22", "index sha256:5faf22"),
    "manifest-oci-index-accept-schema2-only": (
        f"manifest {BASE} 3.0.0-alpine3.22", ("not_found", "index sha256:5faf22")
    ),
    "manifest-list": (f"manifest {BASE} 1.8.1-alpine3.13", "index sha256:5786a5"),
    "manifest-list-accept-schema2-only": (f"manifest {BASE} 1.8.1-alpine3.13", "image sha256:b964c5"),
    "manifest-list-no-accept": (f"manifest {BASE} 1.8.1-alpine3.13", ("schema1 None", "refused")),
    "manifest-index-child-0-amd64": ("manifest", "image sha256:1baf9e"),
    "manifest-index-child-1-attestation": ("manifest", "artifact sha256:08e883"),
    "manifest-index-child-2-arm64": ("manifest", "image sha256:dc7c56"),
    "manifest-index-child-3-attestation": ("manifest", "artifact sha256:981626"),
    "manifest-unknown-tag": (f"manifest {BASE} 9.9.9", "not_found"),
    "manifest-unknown-digest": (f"manifest {BASE} {ZEROS}", "not_found"),
    "manifest-unknown-repo": ("manifest no/such 1.0", "not_found"),
    "manifest-invalid-tag": (f"as manifest {BASE} 1.0", "not_understood"),
    "manifest-invalid-digest": (f"as manifest {BASE} {ZEROS}", ("unreachable", "refused")),
    "manifest-after-delete": ("manifest gpu-base nvidia-384", "not_found"),
    "config-schema2": ("blob", "1728 bytes"),
    "config-oci": ("blob", "1734 bytes"),
    "config-index-child-0-amd64": ("blob", "1727 bytes"),
    "config-index-child-2-arm64": ("blob", "1749 bytes"),
    "blob-intoto-sbom": ("blob", "416 bytes"),
    # Nobody asks for a part; a part that comes all the same is no answer.
    "blob-range": ("blob", "not_understood"),
    "blob-unknown": (f"blob {BASE} {ZEROS}", "not_found"),
    "blob-other-repo": ("blob", "not_found"),
    "blob-invalid-digest": (f"as blob {BASE} {ZEROS}", "refused"),
    "referrers": ("referrers", "0 referrers"),
    "unknown-route": (f"as tags {BASE}", "not_understood"),
    "outside-v2": ("as ping", "not_understood"),
    "v1": ("as ping", "not_understood"),
    "upload-unknown": (f"as blob {BASE} {ZEROS}", "not_found"),
}  # fmt: skip
"""What is asked and what comes of it: from both versions the same, or from 2.8.2 and 3.1.2.

Repository and reference stand in the recorded path where they are left out. What begins with "as" is asked although the
recording is of another path: as if a server gave that answer to it."""

BASIC = {
    "ping-anonymous": ("ping", "login_needed"),
    "tags-anonymous": (f"tags {BASE}", "login_needed"),
    "tags-ok": ("login tags vcp/gpu", "6 names"),
    "tags-wrong-password": ("login tags vcp/gpu", "login_refused"),
    "catalog-ok": ("login catalog", "12 names"),
    "plain-http-to-tls-port": ("ping", "use_https"),
}

TOKEN = {
    "ping-anonymous": ("ping", "ok"),
    "tags-anonymous": (f"tags {BASE}", "6 names"),
    "catalog-anonymous": ("catalog", "12 names"),
    "ping-token": ("ping", "ok"),
    "tags-token": ("login tags vcp/gpu", "6 names"),
    "tags-token-other-scope": ("login tags vcp/gpu", "not_permitted"),
    "catalog-token-no-scope": ("login catalog", "not_listed"),
    "tags-garbage-token": (f"login tags {BASE}", "login_refused"),
    "catalog-token-admin": ("login catalog", "12 names"),
    "tags-basic-instead-of-bearer": (f"tags {BASE}", "6 names"),
}

OTHERS = {
    "auth-token/token-server/token-anonymous": (f"as tags {BASE}", "6 names"),
    "auth-token/token-server/token-user": (f"as login tags {BASE}", "6 names"),
    "auth-token/token-server/token-wrong-password": (f"as login tags {BASE}", "login_refused"),
    "mirror-v3.1.2/catalog-empty": ("catalog", "0 names"),
    "mirror-v3.1.2/catalog-after-head": ("catalog", "1 names"),
    "mirror-v3.1.2/tags-vcp-base": (f"tags {BASE}", "31 names"),
    "mirror-v3.1.2/tags-n3": (f"tags {BASE}", "31 names"),
    "mirror-v3.1.2/tags-unknown-repo": ("tags no/such", "not_found"),
    "mirror-v3.1.2/manifest-get": ("manifest", "image sha256:cf07f0"),
    "mirror-v3.1.2/config-get": ("blob", "1728 bytes"),
    "mirror-v3.1.2/offline-catalog": ("catalog", "1 names"),
    "mirror-v3.1.2/offline-tags-vcp-base": (f"tags {BASE}", "2 names"),
    "mirror-v3.1.2/offline-tags-vcp-gpu": ("tags vcp/gpu", "not_found"),
    "mirror-v3.1.2/offline-manifest-cached": ("manifest", "image sha256:cf07f0"),
    "mirror-v3.1.2/offline-manifest-uncached": ("manifest", "not_found"),
    "mirror-v3.1.2/offline-config-cached": ("blob", "1728 bytes"),
    "mirror-v3.1.2/offline-blob-uncached": ("blob", "unreachable"),
    # One of the two is not in the recording: of it is told what the list says.
    "referrers/referrers": ("referrers", "2 referrers"),
    "referrers/referrers-filtered": ("referrers", "2 referrers"),
    "referrers/referrers-none": ("referrers", "0 referrers"),
    "referrers/manifest-sbom": ("manifest", "artifact sha256:7d2040"),
    "referrers/tags": (f"tags {BASE}", "1 names"),
}


def _table() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = dict(OTHERS)
    for place, version in enumerate(("v2.8.2", "v3.1.2")):
        for name, (asked, outcome) in DISTRIBUTION.items():
            found[f"{version}/{name}"] = (asked, outcome if isinstance(outcome, str) else outcome[place])
        found |= {f"auth-basic/{version}/{name}": each for name, each in BASIC.items()}
        found |= {f"auth-token/{version}/{name}": each for name, each in TOKEN.items()}
    return {name: each for name, each in found.items() if name in EXCHANGES}


TABLE = _table()


def test_no_exchange_is_left_out() -> None:
    left_out = [each["id"] for each in INDEX if each["id"] not in TABLE and each["method"] not in NOT_FOR_US]
    assert left_out == []
    assert len(TABLE) > 150
    named = {name for version in ("v2.8.2", "v3.1.2") for name in DISTRIBUTION if f"{version}/{name}" in TABLE}
    assert named == DISTRIBUTION.keys()


class Player:
    """Says the recorded answer to the first request that it fits, and to others what the same server said to them."""

    def __init__(self, exchange: Mapping[str, Any], *, with_account: bool) -> None:
        self.exchange = exchange
        folder = str(exchange["id"]).rpartition("/")[0]
        if folder.endswith("token-server"):
            folder = "auth-token/v2.8.2"
        self._folder = [each for name, each in EXCHANGES.items() if name.rpartition("/")[0] == folder]
        self._tokens = [each for name, each in EXCHANGES.items() if "token-server/" in name]
        self._wants_login = with_account and "Authorization" in exchange["request"]["headers"]
        self._said = False
        self.server: Server | None = None

    def __call__(self, told: Told) -> bytes:
        token = told.path.startswith("/token")
        fits = token == str(self.exchange["request"]["path"]).startswith("/token")
        fits = fits and (token or not self._wants_login or bool(told.authorization))
        if fits and not self._said:
            # A refused login is refused again.
            self._said = self.exchange["response"]["status"] != 401 or not self._wants_login
            return self._bytes(self.exchange)
        return self._bytes(self._other(told, token))

    def _other(self, told: Told, token: bool) -> Mapping[str, Any]:
        if token:
            return next(each for each in self._tokens if each["response"]["status"] == 200)
        if not told.authorization and any("anonymous" in each["id"] for each in self._folder):
            kind = "catalog-" if "_catalog" in told.path else "tags-" if "/tags/" in told.path else "ping-"
            challenges = [each for each in self._folder if each["id"].endswith("-anonymous")]
            return next((each for each in challenges if f"/{kind}" in each["id"]), challenges[0])
        fitting = [each for each in self._folder if each["request"]["path"] == told.path]
        if told.authorization and self._folder[0]["id"].startswith("auth-"):
            kind = "_catalog" if "_catalog" in told.path else "/tags/" if "/tags/" in told.path else "/v2/"
            fitting = [each for each in self._folder if kind in each["request"]["path"]]
        good = [each for each in fitting if each["response"]["status"] == 200 and each["request"]["method"] == "GET"]
        if good:
            return good[0]
        same_list = "_catalog" in told.path or "/tags/" in told.path
        return self.exchange if same_list else EXCHANGES["v2.8.2/manifest-unknown-tag"]

    def _bytes(self, exchange: Mapping[str, Any]) -> bytes:
        assert self.server is not None
        response = exchange["response"]
        assert response["bodyEncoding"] == "utf-8"
        body = str(response["bodyText"]).encode()
        lines = [f"HTTP/1.1 {response['status']} {response['reason']}"]
        for name, value in response["headers"]:
            # The token was cut out of the recording, the length was not.
            length = name.lower() == "content-length"
            lines.append(f"{name}: {len(body) if length else value}")
        if any(name.lower() == "transfer-encoding" for name, _ in response["headers"]):
            body = f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n"
        head = "\r\n".join(lines).replace("https://auth.registry.test", str(self.server.origin))
        return bytes(head, "ascii") + b"\r\n\r\n" + body


async def outcome(client: RegistryClient, asked: str, recorded: str) -> str:
    """In a few words what the client makes of it."""
    verb, *rest = asked.split()
    folder, _, place = recorded.partition("?")[0].removeprefix("/v2/").rpartition("/")
    repository = rest[0] if rest else folder.rpartition("/")[0]
    reference = rest[1] if len(rest) > 1 else place
    try:
        match verb:
            case "ping":
                await client.ping()
                return "ok"
            case "catalog":
                return _names(await client.catalog())
            case "tags":
                return _names(await client.tags(repository))
            case "manifest":
                found = await client.manifest(repository, reference)
                assert found is not None
                return _kind(found)
            case "unchanged":
                known = "sha256:cf07f009504108c7dd2e23cf16ce1a807e45156974b2d7f4b92d02d9e38b89e2"
                return "unchanged" if await client.manifest(repository, reference, known) is None else "changed"
            case "blob":
                return f"{len(await client.blob(repository, reference, 10_000))} bytes"
            case "referrers":
                return f"{len(await client.referrers(repository, reference))} referrers"
            case _:
                raise AssertionError(asked)
    except VcpFailure as failure:
        return _failed(failure)


def _failed(failure: VcpFailure) -> str:
    said = f"{failure.message} {failure.upstream_message}"
    secrets = ("upstream.test", "192.0.2.10", "/docker/registry", ACCOUNT.password, "SIGNATURE")
    assert not any(each in said for each in secrets)
    return failure.code


def _names(listing: Listing) -> str:
    assert len(set(listing.names)) == len(listing.names)
    return f"{len(listing.names)} names{', truncated' if listing.truncated else ''}"


def _kind(manifest: Manifest) -> str:
    content = read_manifest(manifest.body, manifest.media_type)
    return f"{content.kind if content else 'nothing'} {(manifest.digest or 'None')[:13]}"


@pytest.mark.parametrize("name", TABLE)
async def test_what_was_recorded(name: str) -> None:
    asked, expected = TABLE[name]
    exchange = EXCHANGES[name]
    recorded = str(exchange["request"]["path"])
    words = asked.split()
    elsewhere = words[0] == "as"
    words = words[1:] if elsewhere else words
    account = ACCOUNT if words[0] == "login" else None
    words = words[1:] if account else words
    player = Player(exchange, with_account=account is not None)
    async with serving(player) as server:
        player.server = server
        async with registry_at(server, account) as client:
            assert await outcome(client, " ".join(words), recorded) == expected
    if not elsewhere:
        assert server.told[0].path.partition("?")[0] == recorded.partition("?")[0]
    assert not any("cookie" in each.headers for each in server.told)
