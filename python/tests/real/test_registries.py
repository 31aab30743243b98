"""Simulated and real registries give the same answers; what the simulator is trusted for is proven here.

The programs: Debian's ``docker-registry`` (distribution 2.8) and the ``registry`` of `make services` (distribution 3).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain

import httpx
import pytest

from jupyterlab_vcp.demo.registry import login
from jupyterlab_vcp.demo.registry.content import digest_of

from . import exchanges
from .exchanges import ALL_TYPES, Exchange, answer
from .registries import ALL, PAIRS, REAL, SIMULATED, Fleet, Server
from .registry_content import everything

pytestmark = pytest.mark.services

CACHES = [name for name in ALL if name.endswith("cache")]
OPEN = [name for name in ALL if name not in CACHES]
"""Whose catalog is complete."""


@pytest.fixture
def fresh(fleet: Fleet, request: pytest.FixtureRequest) -> Iterator[Server]:
    """A registry that nobody has asked anything yet."""
    with ExitStack() as stack:
        yield fleet.fresh(stack, request.param)


@pytest.mark.parametrize(("simulated", "real"), PAIRS)
@pytest.mark.parametrize("part", ["lists", "manifests", "blobs"])
def test_the_simulator_answers_as_the_real_one(fleet: Fleet, simulated: str, real: str, part: str) -> None:
    store = everything()
    every = {"lists": exchanges.lists(), "manifests": exchanges.manifests(store), "blobs": exchanges.blobs(store)}
    ordered = fleet[real].version == 3
    different = {}
    with fleet[simulated].client() as ours, fleet[real].client() as theirs:
        for exchange in every[part]:
            mine, true = answer(ours, exchange, ordered), answer(theirs, exchange, ordered)
            keys = sorted(key for key in mine.keys() | true.keys() if mine.get(key) != true.get(key))
            if keys:
                different[str(exchange)] = [(key, mine.get(key), true.get(key)) for key in keys]
    assert different == {}


@pytest.mark.parametrize(("simulated", "real"), [pair for pair in PAIRS if "b" in pair[1].rpartition(" ")[2]])
def test_the_simulator_refuses_as_the_real_one(fleet: Fleet, simulated: str, real: str) -> None:
    """Nobody, a wrong password, a token that is none: challenges and bodies are the same."""
    asked = [Exchange(path) for path in ("/v2/", "/v2/_catalog", "/v2/vcp/base/tags/list", "/v2/no/such/tags/list")]
    asked += [Exchange("/v2/vcp/base/tags/list", method) for method in ("POST", "DELETE")]
    headers = [{}, {"Authorization": httpx.BasicAuth(login.USER, "wrong")._auth_header}, {"Authorization": "Bearer x"}]
    if "basic" in real:
        headers.pop()
    with fleet[simulated].client(account=False) as ours, fleet[real].client(account=False) as theirs:
        for exchange in asked:
            for each in headers:
                tried = Exchange(exchange.path, exchange.method, each)
                mine, true = answer(ours, tried, True), answer(theirs, tried, True)
                assert mine == true, tried
                assert mine["status"] == 401


@pytest.mark.parametrize("name", OPEN)
def test_every_image_comes_byte_for_byte(fleet: Fleet, name: str) -> None:
    store = everything()
    with fleet[name].client() as http:
        listed = http.get("/v2/_catalog", params={"n": 1000}).json()["repositories"]
        assert set(listed) == set(store.by_name)
        for repository in store.by_name.values():
            tags = http.get(f"/v2/{repository.name}/tags/list").json()["tags"]
            assert set(tags or []) == set(repository.tags)
        for repository in (store["vcp/base"], store["lab/genome"]):
            for reference in chain(repository.tags, repository.manifests):
                digest = repository.tags.get(reference, reference)
                reply = http.get(f"/v2/{repository.name}/manifests/{reference}", headers={"Accept": ALL_TYPES})
                assert digest_of(reply.content) == digest == reply.headers["docker-content-digest"]
                assert reply.headers["content-type"] == repository.manifests[digest].media_type


@pytest.mark.parametrize("fresh", CACHES, indirect=True)
def test_a_cache_lists_what_went_through_it(fresh: Server) -> None:
    path = "/v2/vcp/base/manifests/2.1.0-alpine3.21-x86_64"
    with fresh.client() as http:
        assert http.get("/v2/_catalog").json() == {"repositories": []}
        assert len(http.get("/v2/vcp/base/tags/list").json()["tags"]) == len(everything()["vcp/base"].tags)
        assert http.get("/v2/_catalog").json() == {"repositories": []}, "a list of tags enters nothing"
        assert http.head(path, headers={"Accept": ALL_TYPES}).status_code == 200
        assert http.get("/v2/_catalog").json() == {"repositories": ["vcp/base"]}


@pytest.mark.parametrize("fresh", CACHES, indirect=True)
def test_a_cache_hides_that_upstream_is_away(fresh: Server) -> None:
    tag = "2.1.0-alpine3.21-x86_64"
    with fresh.client() as http:
        manifest = http.get(f"/v2/vcp/base/manifests/{tag}", headers={"Accept": ALL_TYPES}).json()
        config = f"/v2/vcp/base/blobs/{manifest['config']['digest']}"
        assert http.get(config).status_code == 200
        fresh.cut()
        assert http.get("/v2/vcp/base/tags/list").json() == {"name": "vcp/base", "tags": [tag]}
        assert http.get(config).status_code == 200
        assert codes(http.get("/v2/vcp/gpu/tags/list")) == (404, ["NAME_UNKNOWN"])
        unknown = http.get("/v2/vcp/base/manifests/1.6", headers={"Accept": ALL_TYPES})
        assert codes(unknown) == (404, ["MANIFEST_UNKNOWN"])
        assert codes(http.get(f"/v2/vcp/base/blobs/{exchanges.NOBODY}")) == (500, ["UNKNOWN"])


@pytest.mark.parametrize("name", CACHES)
def test_a_cache_takes_nothing(fleet: Fleet, name: str) -> None:
    with fleet[name].client() as http:
        for method, path in (("POST", "blobs/uploads/"), ("DELETE", f"manifests/{exchanges.NOBODY}")):
            assert codes(http.request(method, f"/v2/vcp/base/{path}")) == (405, ["UNSUPPORTED"])


@pytest.mark.parametrize("name", [name for name in REAL if name.endswith("tls")])
def test_plain_http_to_a_tls_port(fleet: Fleet, name: str) -> None:
    """What the message "use https" is for."""
    plain = fleet[name].url.replace("https:", "http:")
    reply = httpx.get(f"{plain}/v2/", trust_env=False)
    assert reply.status_code == 400
    assert "HTTPS" in reply.text


def codes(reply: httpx.Response) -> tuple[int, list[str]]:
    return reply.status_code, [each["code"] for each in reply.json()["errors"]]


def test_every_simulated_registry_has_a_real_one() -> None:
    assert {ours for ours, _ in PAIRS} == set(SIMULATED)
