"""The simulated registries: recorded answers of real ones, faults, and what the control endpoint does to them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from jupyterlab_vcp.demo import scenario
from jupyterlab_vcp.demo.generations import GENERATIONS
from jupyterlab_vcp.demo.registry import breakage, images, login, media
from jupyterlab_vcp.demo.registry.content import Manifest, digest_of
from jupyterlab_vcp.demo.registry.store import Store

from .support import Running, running

FIXTURES = Path(__file__).parents[1] / "fixtures" / "registry"
ACCEPT = {"Accept": ", ".join(media.MANIFESTS)}
VERSIONS = {"v2.8.2": ("25", "registry"), "v3.1.2": ("26.10", "registry_user")}
NOT_PLAYED = {
    "bench/t5000": "a list of 5,000 tags that only a part of the recordings has",
    "upload": "nothing can be pushed to a simulated registry",
    "put-": "nothing can be pushed to a simulated registry",
    "delete": "nothing can be deleted from a simulated registry",
    "blob-range": "ranges are not served",
    "manifest-list-no-accept": "needs manifests that were not recorded",
    "manifest-list-accept-schema2-only": "needs manifests that were not recorded",
}
"""Recordings that are left out, with the reason."""


def recordings(version: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted((FIXTURES / version).glob("*.json")):
        exchange = json.loads(file.read_text())
        if not any(part in file.stem or part in exchange["request"]["path"] for part in NOT_PLAYED):
            yield file.stem, exchange


def recorded_store(version: str) -> Store:
    """The content behind recordings, as far as they show it."""
    store = Store()
    for name, exchange in recordings(version):
        path, response = exchange["request"]["path"].split("?")[0], exchange["response"]
        headers = {key.lower(): value for key, value in response["headers"]}
        body = response["bodyText"].encode()
        is_read = response["status"] == 200 and exchange["request"]["method"] == "GET"
        if not is_read or headers.get("content-type") == media.SCHEMA1:
            continue
        if name == "catalog":
            for repository in json.loads(body)["repositories"]:
                store[repository]
        elif path.endswith("/tags/list"):
            found = json.loads(body)
            for tag in found["tags"] or ():
                store[found["name"]].tags.setdefault(tag, "")
        elif "/manifests/" in path:
            repository, _, reference = path.removeprefix("/v2/").partition("/manifests/")
            store[repository].put(Manifest(headers["content-type"], body), tag="" if ":" in reference else reference)
        elif "/blobs/" in path:
            repository, _, digest = path.removeprefix("/v2/").partition("/blobs/")
            assert digest_of(body) == digest
            store[repository].blobs[digest] = body
    return store


@pytest.fixture(params=VERSIONS)
def played(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Version and URL of a simulated registry that holds what was recorded."""
    generation, name = VERSIONS[request.param]
    with running(tmp_path, generation=generation) as demo:
        registry = demo.sim.registries[name]
        registry.make = lambda: recorded_store(request.param)
        registry.restore()
        yield request.param, address(demo, name)


def address(demo: Running, name: str) -> str:
    keys = {"registry": "official", "registry_user": "user", "harbor": "harbor"}
    return str(demo.services.info()["registries"][keys[name]])


def test_recorded_answers(played: tuple[str, str]) -> None:
    version, url = played
    number = 0
    with httpx.Client(base_url=url, timeout=10, trust_env=False) as http:
        for name, exchange in recordings(version):
            number += 1
            request, response = exchange["request"], exchange["response"]
            sent = {"Accept": "", **dict(request["headers"])}
            reply = http.request(request["method"], request["path"], headers=sent)
            headers = {key.lower(): value for key, value in response["headers"]}
            assert reply.status_code == response["status"], name
            assert reply.headers.get("content-type") == headers.get("content-type"), name
            if headers.get("content-type") == media.SCHEMA1:
                continue  # holds times and keys of its maker
            for key in ("link", "allow", "location", "etag", "docker-distribution-api-version"):
                assert reply.headers.get(key) == headers.get(key), (name, key)
            assert body_of(reply.text, version) == body_of(response["bodyText"], version), name
    assert number > 40


def body_of(text: str, version: str) -> object:
    """JSON when it is some; tags of 2.8.2 come in an order that means nothing."""
    try:
        body = json.loads(text)
    except ValueError:
        return text
    if version == "v2.8.2" and isinstance(body, dict) and body.get("tags"):
        body["tags"].sort()
    return body


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("registries"), "demo", generation="26.10") as demo:
        yield demo


@pytest.fixture
def demo(started: Running) -> Running:
    started.control("POST", "/reset")
    return started


def get(demo: Running, name: str, path: str, **options: Any) -> httpx.Response:
    return httpx.get(address(demo, name) + path, trust_env=False, timeout=10, **options)


def test_faults_of_requests(demo: Running) -> None:
    match = {"service": "registry_user"}
    demo.control("POST", "/faults", {"match": match, "count": 1, "fault": {"kind": "html"}})
    assert get(demo, "registry_user", "/v2/").text.startswith("<!doctype html>")
    busy = {"kind": "status", "status": 429, "message": "slow down", "retry_after": 7}
    demo.control("POST", "/faults", {"match": match, "count": 1, "fault": busy})
    reply = get(demo, "registry_user", "/v2/_catalog")
    assert (reply.status_code, reply.headers["retry-after"]) == (429, "7")
    assert reply.json()["errors"][0]["message"] == "slow down"
    demo.control("POST", "/faults", {"match": match, "count": 1, "fault": {"kind": "truncate"}})
    with pytest.raises(httpx.RemoteProtocolError):
        get(demo, "registry_user", "/v2/_catalog")
    demo.control("POST", "/listen", {"service": "harbor", "on": False})
    with pytest.raises(httpx.ConnectError):
        get(demo, "harbor", "/v2/")


def test_settings_of_a_registry(demo: Running) -> None:
    catalog = "/v2/_catalog"
    for value, status in (("denied", 401), ("missing", 404), ("on", 200)):
        demo.control("POST", "/registry", {"service": "registry_user", "catalog": value})
        assert get(demo, "registry_user", catalog).status_code == status
    demo.control("POST", "/registry", {"service": "registry_user", "paging": "endless"})
    page = get(demo, "registry_user", catalog)
    again = get(demo, "registry_user", page.headers["link"].split(">")[0].lstrip("<"))
    assert "link" in again.headers
    demo.control("POST", "/registry", {"service": "registry_user", "login": "basic"})
    assert get(demo, "registry_user", catalog).headers["www-authenticate"].startswith("Basic ")
    assert get(demo, "registry_user", catalog, auth=(login.USER, login.PASSWORD)).status_code == 200
    refused = demo.plain.post(f"{demo.control_url}/registry", json={"service": "registry_user", "login": "magic"})
    assert refused.status_code == 400
    demo.control("DELETE", "/faults")
    assert get(demo, "registry_user", catalog).status_code == 200


@pytest.mark.parametrize("kind", breakage.KINDS)
def test_broken_images(demo: Running, kind: str) -> None:
    image = {"service": "registry_user", "repository": "lab/genome", "tag": "2025.1"}
    demo.control("POST", "/break-image", {**image, "kind": kind})
    base = "/v2/lab/genome"
    assert "2025.1" in get(demo, "registry_user", f"{base}/tags/list").json()["tags"]
    reply = get(demo, "registry_user", f"{base}/manifests/2025.1", headers=ACCEPT)
    promised = reply.headers.get("docker-content-digest", "")
    if kind == "gone":
        assert reply.status_code == 404
    elif kind == "schema1":
        assert (reply.headers["content-type"], reply.json()["schemaVersion"]) == (media.SCHEMA1, 1)
    elif kind == "wrong-manifest":
        assert digest_of(reply.content) != promised
    elif kind in ("wrong-config", "no-config"):
        digest = reply.json()["config"]["digest"]
        blob = get(demo, "registry_user", f"{base}/blobs/{digest}")
        assert blob.status_code == (404 if kind == "no-config" else 200)
        assert digest_of(blob.content) != digest
    elif kind in ("other-platforms", "child-gone"):
        entries = {"/".join(each["platform"].values()): each for each in reply.json()["manifests"]}
        assert ("amd64/linux" in entries) == (kind == "child-gone")
        child = get(demo, "registry_user", f"{base}/manifests/{next(iter(entries.values()))['digest']}", headers=ACCEPT)
        assert child.status_code == (404 if kind == "child-gone" else 200)
    else:
        assert reply.status_code == 200
        assert digest_of(reply.content) == promised
        assert kind == "odd-json" or reply.text.startswith("<html>")
    demo.control("POST", "/reset")
    healed = get(demo, "registry_user", f"{base}/manifests/2025.1", headers=ACCEPT)
    assert healed.json()["config"]["mediaType"] == media.OCI_CONFIG


def test_many_and_odd_names(demo: Running) -> None:
    body = {"service": "registry_user", "repository": "lab/genome", "count": 100_000, "odd": True}
    number = demo.control("POST", "/tags", body)["tags"]
    tags = get(demo, "registry_user", "/v2/lab/genome/tags/list").json()["tags"]
    assert len(tags) == len(set(tags)) == number > 100_000
    assert set(breakage.ODD_TAGS) <= set(tags)
    assert set(breakage.ODD_REPOSITORIES) <= set(get(demo, "registry_user", "/v2/_catalog").json()["repositories"])


def test_harbor_lists_by_pages(demo: Running) -> None:
    base = "/api/v2.0/projects/vcp/repositories"
    names = [each["name"] for each in get(demo, "harbor", base, params={"page_size": 100}).json()]
    assert "vcp/base" in names
    first = get(demo, "harbor", f"{base}/base/artifacts", params={"page": 1, "page_size": 10})
    total, seen, page = int(first.headers["x-total-count"]), [], first
    while True:
        seen += [tag["name"] for artifact in page.json() for tag in artifact["tags"]]
        if "link" not in page.headers:
            break
        page = get(demo, "harbor", page.headers["link"].split(">")[0].lstrip("<"))
    store = images.harbor_store()["vcp/base"]
    assert set(seen) == set(store.tags)
    assert total == len(set(store.tags.values()))
    assert get(demo, "harbor", base, params={"page_size": 101}).status_code == 422
    assert get(demo, "harbor", f"{base}/none/artifacts").status_code == 404
    assert get(demo, "harbor", "/api/v2.0/projects/secret/repositories").status_code == 401


def test_harbor_gives_nobody_tokens_for_repositories_only(demo: Running) -> None:
    for path, status in (("/v2/vcp/base/tags/list", 200), ("/v2/_catalog", 401)):
        challenge = get(demo, "harbor", path).headers["www-authenticate"]
        fields = dict(part.split("=", 1) for part in challenge.removeprefix("Bearer ").split(","))
        realm, scope = fields["realm"].strip('"'), fields["scope"].strip('"')
        token = httpx.get(realm, params={"scope": scope}, trust_env=False).json()["token"]
        assert get(demo, "harbor", path, headers={"Authorization": f"Bearer {token}"}).status_code == status


@pytest.mark.parametrize("generation", GENERATIONS)
def test_units_run_images_that_are_there(tmp_path: Path, generation: str) -> None:
    with running(tmp_path, generation=generation) as demo:
        stores = demo.sim.registries
        for image in [GENERATIONS[generation].image, *scenario.IMAGES[generation].values()]:
            host, _, rest = image.rpartition("vcp/") if "{user}" not in image else ("{user}/", "", image[7:])
            name, _, tag = rest.partition(":")
            store = stores["registry_user" if "{user}" in host else "registry"].store
            assert tag in store[name if "{user}" in host else f"vcp/{name}"].tags, image


def test_digests_never_change() -> None:
    """Other tests, screenshots and bookmarks may name them."""
    repository = images.harbor_store()["vcp/base"]
    assert all(manifest.digest == digest for digest, manifest in repository.manifests.items())
    assert repository.tags["3.0.0-alpine3.22"].startswith("sha256:")
    assert images.harbor_store.__wrapped__()["vcp/base"].tags == repository.tags


def test_the_large_scenario_has_many_tags(tmp_path: Path) -> None:
    with running(tmp_path, "large", nodes=20) as demo:
        assert len(get(demo, "registry", "/v2/vcp/base/tags/list").json()["tags"]) > 5_000
