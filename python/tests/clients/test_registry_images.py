"""Manifests, blobs and what belongs to them: exact bytes, redirects of storages, signatures."""

from __future__ import annotations

import hashlib
import json
import ssl
from collections.abc import Mapping

import pytest
import trustme

from jupyterlab_vcp.clients.registry import Account, Manifest, Referrer
from jupyterlab_vcp.core.image_manifest import (
    ACCEPT,
    DOCKER_LIST,
    DOCKER_MANIFEST,
    EMPTY_CONFIG,
    MAX_MANIFEST,
    OCI_INDEX,
    OCI_MANIFEST,
)
from tests.clients.wire import NOBODY, Answer, Server, Told, failure_of, registry_at, reply, serving

ACCOUNT = Account("vcpuser", "correct horse")
SCHEMA_1 = "application/vnd.docker.distribution.manifest.v1+prettyjws"
LOST = '{"errors": [{"code": "UNAUTHORIZED", "message": "authentication required"}]}'
MISSING = reply(404, '{"errors": [{"code": "MANIFEST_UNKNOWN", "message": "manifest unknown"}]}')


def sha256(body: bytes) -> str:
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


BODY = json.dumps({"schemaVersion": 2, "config": {"digest": "x"}, "layers": []}, indent=3).encode()
DIGEST = sha256(BODY)


async def manifest(answer: bytes, reference: str = "1.0") -> Manifest | None:
    async with serving(lambda told: answer) as server, registry_at(server) as client:
        return await client.manifest("vcp/base", reference)


async def test_all_types_are_accepted_and_a_known_digest_is_named() -> None:
    async with (
        serving(lambda told: reply(304) if "if-none-match" in told.headers else reply(200, BODY)) as server,
        registry_at(server) as client,
    ):
        assert await client.manifest("vcp/base", "1.0") == Manifest(DIGEST, OCI_MANIFEST, BODY)
        assert await client.manifest("vcp/base", "1.0", DIGEST) is None
    assert [each.headers["accept"] for each in server.told] == [ACCEPT, ACCEPT]
    assert set(ACCEPT.split(", ")) == {OCI_INDEX, OCI_MANIFEST, DOCKER_LIST, DOCKER_MANIFEST}
    assert server.told[1].headers["if-none-match"] == f'"{DIGEST}"'
    assert server.paths == ["/v2/vcp/base/manifests/1.0"] * 2


@pytest.mark.parametrize(
    ("content_type", "body", "media_type"),
    [
        (OCI_INDEX, {"manifests": []}, OCI_INDEX),
        ("text/plain", {"mediaType": DOCKER_LIST}, DOCKER_LIST),
        ("application/json", {"mediaType": "strange", "manifests": []}, OCI_INDEX),
        (f"{DOCKER_MANIFEST}; charset=utf-8", {"mediaType": OCI_INDEX}, DOCKER_MANIFEST),
        ("application/octet-stream", {"config": {}, "layers": []}, OCI_MANIFEST),
        ("application/json", {"a": 1}, "application/json"),
    ],
)
async def test_the_type_of_a_manifest(content_type: str, body: Mapping[str, object], media_type: str) -> None:
    found = await manifest(reply(200, json.dumps(body), kind=content_type))
    assert found is not None
    assert found.media_type == media_type


async def test_a_digest_is_of_the_exact_bytes() -> None:
    other = "sha256:" + "0" * 64
    assert await manifest(reply(200, BODY, ("Docker-Content-Digest", DIGEST))) is not None
    assert (await failure_of(manifest(reply(200, BODY, ("Docker-Content-Digest", other))))).code == "wrong_digest"
    assert (await failure_of(manifest(reply(200, BODY, ("Docker-Content-Digest", "sha256:"))))).code == "wrong_digest"
    assert (await failure_of(manifest(reply(200, BODY), other))).code == "wrong_digest"
    assert (await failure_of(manifest(reply(200, BODY + b"\n"), DIGEST))).code == "wrong_digest"
    long = f"sha512:{hashlib.sha512(BODY).hexdigest()}"
    found = await manifest(reply(200, BODY, ("Docker-Content-Digest", DIGEST)), long)
    assert found is not None
    assert found.digest == long
    found = await manifest(reply(200, BODY, ("Docker-Content-Digest", "blake3:abc")))
    assert found is not None
    assert found.digest == DIGEST


async def test_the_obsolete_format_has_no_digest_that_could_be_compared() -> None:
    said = ("Docker-Content-Digest", "sha256:" + "0" * 64)
    body = '{"schemaVersion": 1, "name": "vcp/base", "fsLayers": []}'
    for kind in (SCHEMA_1, "application/json"):
        found = await manifest(reply(200, body, said, kind=kind))
        assert found is not None
        assert (found.digest, found.media_type.startswith(SCHEMA_1[:-10])) == (None, True)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (reply(200, "<html>", kind="text/html"), "not_understood"),
        (reply(200, "[]", kind=OCI_MANIFEST), "not_understood"),
        (reply(200, "", kind=OCI_MANIFEST), "not_understood"),
        (reply(200, "[" * 50_000, kind=OCI_MANIFEST), "not_understood"),
        (reply(200, b" " * (MAX_MANIFEST + 1), kind=OCI_MANIFEST), "too_large"),
        (reply(304), "redirected"),
        (reply(307, "", ("Location", "/v2/vcp/base/manifests/2.0")), "redirected"),
        (MISSING, "not_found"),
    ],
)
async def test_answers_that_are_no_manifest(answer: bytes, code: str) -> None:
    assert (await failure_of(manifest(answer))).code == code


@pytest.mark.parametrize(
    "reference", ["", "a b", "../x", "sha256:12", "x" * 129, "a:b", "1.0?x", "é", "SHA256:" + "0" * 64]
)
async def test_what_is_neither_tag_nor_digest_is_not_asked_for(reference: str) -> None:
    async with serving(lambda told: reply(200, BODY)) as server, registry_at(server) as client:
        assert (await failure_of(client.manifest("vcp/base", reference))).code == "bad_request"
        assert (await failure_of(client.blob("vcp/base", reference, 10))).code == "not_found"
        assert (await failure_of(client.referrers("vcp/base", reference))).code == "bad_request"
        assert server.told == []


# Blobs

CONFIG = b'{"architecture": "amd64"}'
BLOB = sha256(CONFIG)


def sent_to(target: str, status: int = 307) -> bytes:
    return reply(status, "", ("Location", target), ("Set-Cookie", "session=1; Path=/"))


async def blob(server: Server, account: Account | None = None, context: ssl.SSLContext = NOBODY) -> bytes:
    async with registry_at(server, account, context=context) as client:
        return await client.blob("vcp/base", BLOB, 1000)


def with_login(target: str) -> Answer:
    """A registry with passwords that keeps its blobs elsewhere."""
    challenge = reply(401, LOST, ("Www-Authenticate", 'Basic realm="r"'))
    return lambda told: sent_to(target) if told.authorization else challenge


async def test_a_storage_gets_neither_login_nor_cookie_nor_path_of_ours() -> None:
    async with (
        serving(lambda told: reply(200, CONFIG)) as storage,
        serving(with_login(f"{storage.origin}/bucket/x%2Fy?signature=a%3D&b=c")) as server,
    ):
        assert await blob(server, ACCOUNT) == CONFIG
    assert storage.paths == ["/bucket/x%2Fy?signature=a%3D&b=c"]
    assert not storage.told[0].headers.keys() & {"authorization", "cookie", "referer"}
    assert server.told[1].authorization.startswith("Basic ")


async def test_on_its_own_host_a_registry_gets_the_login_again() -> None:
    def answer(told: Told) -> bytes:
        if not told.authorization:
            return reply(401, LOST, ("Www-Authenticate", 'Basic realm="r"'))
        return reply(200, CONFIG) if told.path == "/storage/x" else sent_to("../../../../storage/x", 302)

    async with serving(answer) as server:
        assert await blob(server, ACCOUNT) == CONFIG
    assert not any("cookie" in each.headers for each in server.told)
    assert [bool(each.authorization) for each in server.told] == [False, True, True]


async def test_three_redirects_and_no_more() -> None:
    def countdown(told: Told) -> bytes:
        left = int(told.path[1:])
        return sent_to(f"/{left - 1}") if left else reply(200, CONFIG)

    async with serving(countdown) as storage:
        async with serving(lambda told: sent_to(f"{storage.origin}/2")) as server:
            assert await blob(server) == CONFIG
        async with serving(lambda told: sent_to(f"{storage.origin}/3")) as server:
            assert (await failure_of(blob(server))).code == "redirected"
    assert storage.paths == ["/2", "/1", "/0", "/3", "/2", "/1"]


async def test_a_redirect_never_leaves_https() -> None:
    authority = trustme.CA()
    server_side, client_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.issue_cert("127.0.0.1").configure_cert(server_side)
    authority.configure_trust(client_side)
    async with serving(lambda told: reply(200, CONFIG)) as storage:
        async with serving(lambda told: sent_to(f"{storage.origin}/x"), server_side) as server:
            failure = await failure_of(blob(server, None, client_side))
        assert (failure.code, storage.told) == ("redirected", [])
    async with (
        serving(lambda told: reply(200, CONFIG), server_side) as storage,
        serving(lambda told: sent_to(f"{storage.origin}/x")) as server,
    ):
        assert await blob(server, None, client_side) == CONFIG


@pytest.mark.parametrize(
    "target", ["", "http://user:secret@127.0.0.1/x", "ftp://127.0.0.1/x", "http://[/x", "http://a b"]
)
async def test_a_redirect_to_nowhere(target: str) -> None:
    async with serving(lambda told: sent_to(target)) as server:
        assert (await failure_of(blob(server))).code == "redirected"
    assert len(server.told) <= 4


async def test_a_registry_that_names_ever_new_hosts_is_left_alone() -> None:
    hosts = iter(range(2, 100))
    async with (
        serving(lambda told: sent_to(f"http://127.0.0.{next(hosts)}:1/x")) as server,
        registry_at(server) as client,
    ):
        codes = [(await failure_of(client.blob("vcp/base", BLOB, 1000))).code for _ in range(20)]
    assert codes == ["unreachable"] * 15 + ["redirected"] * 5


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (reply(200, b"other"), "wrong_digest"),
        (reply(200, b"x" * 2000), "too_large"),
        (reply(206, CONFIG[:5]), "unreachable"),
        (reply(403, "<Error><AWSAccessKeyId>AKIA1</AWSAccessKeyId></Error>", kind="application/xml"), "unreachable"),
        (reply(500, "x"), "unreachable"),
    ],
)
async def test_what_a_storage_sends_is_checked_and_what_it_says_stays_here(answer: bytes, code: str) -> None:
    async with (
        serving(lambda told: answer) as storage,
        serving(lambda told: sent_to(f"{storage.origin}/x?signature=s3cret")) as server,
    ):
        failure = await failure_of(blob(server))
    assert failure.code == code
    assert "AKIA1" not in str(failure.to_reply())
    assert "s3cret" not in str(failure.to_reply())


async def test_a_blob_of_the_registry_itself() -> None:
    missing = '{"errors": [{"code": "BLOB_UNKNOWN", "message": "blob unknown to registry"}]}'
    for answer, code in (
        (reply(200, b"other"), "wrong_digest"),
        (reply(200, b"x" * 1001), "too_large"),
        (reply(404, missing), "not_found"),
    ):
        async with serving(lambda told, said=answer: said) as server:  # type: ignore[misc]
            assert (await failure_of(blob(server))).code == code
    async with serving(lambda told: reply(200, CONFIG, kind="application/octet-stream")) as server:
        assert await blob(server) == CONFIG


# Referrers


def document(**parts: object) -> bytes:
    return json.dumps({"schemaVersion": 2, **parts}).encode()


def artifact(subject: str | None, **parts: object) -> bytes:
    about = {"subject": {"digest": subject}} if subject else {}
    return document(config={"mediaType": EMPTY_CONFIG, "digest": BLOB}, layers=[], **about, **parts)


def index_of(*bodies: bytes, kind: str | None = EMPTY_CONFIG) -> bytes:
    entries = [{"mediaType": OCI_MANIFEST, "digest": sha256(each), "size": len(each)} for each in bodies]
    return document(manifests=[each | ({"artifactType": kind} if kind else {}) for each in entries])


class Shelf:
    """A registry of manifests: by digest, by tag, and what its referrers API says."""

    def __init__(self, api: bytes, tagged: Mapping[str, bytes], *stored: bytes) -> None:
        self._api = api
        self._known = {**tagged, **{sha256(each): each for each in (*tagged.values(), *stored)}}

    def __call__(self, told: Told) -> bytes:
        if "/referrers/" in told.path:
            return self._api
        body = self._known.get(told.path.rpartition("/")[2])
        if body is None:
            return MISSING
        return reply(200, body, kind=OCI_INDEX if b'"manifests"' in body else OCI_MANIFEST)


NO_API = reply(404, "404 page not found", kind="text/plain")
STEM = DIGEST.replace(":", "-")


async def referrers(shelf: Shelf, *tags: str) -> tuple[tuple[Referrer, ...], list[str]]:
    async with serving(shelf) as server, registry_at(server) as client:
        found = await client.referrers("vcp/base", DIGEST, tags or None)
        return found, [path.rpartition("/")[2] for path in server.paths]


async def test_lists_of_referrers_are_looked_into() -> None:
    """The list says the type of the config, and has what belongs to another image."""
    sbom = artifact(DIGEST, artifactType="application/spdx+json", annotations={"made": "today"})
    other = artifact("sha256:" + "1" * 64, artifactType="application/spdx+json")
    api = reply(200, index_of(sbom, other), kind=OCI_INDEX)
    found, _ = await referrers(Shelf(api, {}, sbom, other), "1.0")
    told = Referrer(sha256(sbom), "application/spdx+json", len(sbom), "referrers", None, (("made", "today"),))
    assert found == (told,)
    gone = artifact(DIGEST, annotations={})
    api = reply(200, index_of(gone, kind="application/vnd.example"), kind=OCI_INDEX)
    found, _ = await referrers(Shelf(api, {}), "1.0")
    assert found == (Referrer(sha256(gone), "application/vnd.example", len(gone), "referrers"),)


async def test_without_the_api_the_tag_counts() -> None:
    sbom = artifact(DIGEST, artifactType="application/spdx+json")
    found, asked = await referrers(Shelf(NO_API, {STEM: index_of(sbom)}, sbom))
    assert [(each.way, each.tag, each.artifact_type) for each in found] == [("tag", STEM, "application/spdx+json")]
    assert asked == [DIGEST, STEM, sha256(sbom), f"{STEM}.sig", f"{STEM}.att", f"{STEM}.sbom"]
    login_page = reply(200, "<html>", kind="text/html")
    assert (await referrers(Shelf(login_page, {})))[0] == ()


async def test_cosign_has_tags_of_its_own() -> None:
    layer = {"mediaType": "application/vnd.dev.cosign.simplesigning.v1+json", "digest": BLOB, "size": 9}
    config = {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": BLOB}
    signature = document(config=config, layers=[layer])
    shelf = Shelf(reply(200, index_of(), kind=OCI_INDEX), {f"{STEM}.sig": signature})
    found, asked = await referrers(shelf, "1.0", f"{STEM}.sig")
    kind = "application/vnd.dev.cosign.simplesigning.v1+json"
    assert found == (Referrer(sha256(signature), kind, len(signature), "cosign", f"{STEM}.sig"),)
    assert asked == [DIGEST, f"{STEM}.sig"], "tags that are not there are not asked for"


async def test_a_registry_that_cannot_be_asked_is_not_one_without_signatures() -> None:
    failure = await failure_of(referrers(Shelf(reply(429, "{}", ("Retry-After", "5")), {})))
    assert failure.code == "rate_limited"


async def test_a_long_list_is_looked_into_only_so_far() -> None:
    many = [artifact(DIGEST, artifactType=f"application/x-{number}") for number in range(50)]
    shelf = Shelf(reply(200, index_of(*many, kind=None), kind=OCI_INDEX), {}, *many)
    found, asked = await referrers(shelf, "1.0")
    assert len(found) == 50
    assert len(asked) == 21
    assert [each.artifact_type for each in found[19:21]] == ["application/x-19", None]
