"""What reaches a registry: shared, kept, a few at once, and given up when the browser goes away."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest

from jupyterlab_vcp.services import image_cache
from tests.conftest import Api, eventually
from tests.fake_registry import OCI_MANIFEST, FakeRegistry, Reply, running_registry
from tests.handlers.image_support import ask

OCI_INDEX = "application/vnd.oci.image.index.v1+json"
Fetch = Callable[..., Awaitable[Any]]


@pytest.fixture
def registry(jp_asyncio_loop: asyncio.AbstractEventLoop) -> Iterator[FakeRegistry]:
    running = running_registry()
    yield jp_asyncio_loop.run_until_complete(running.__aenter__())
    jp_asyncio_loop.run_until_complete(running.__aexit__(None, None, None))


@pytest.fixture
def traits(registry: FakeRegistry) -> dict[str, Any]:
    return {"registries": {"official": {"url": registry.url}}}


def tags_path(repository: str) -> str:
    return f"/v2/{repository}/tags/list"


class TestLists:
    """Repositories and tags."""

    async def test_equal_requests_at_the_same_time_are_one(self, api: Api, registry: FakeRegistry) -> None:
        registry.add_tags("vcp/base", "1.0", "1.1")
        registry.gate.clear()
        waiting = [
            asyncio.ensure_future(ask(api, "official", "tags", repository="vcp/base", fresh=1)) for _ in range(4)
        ]
        await eventually(lambda: asyncio.sleep(0, registry.waiting))
        await asyncio.sleep(0.3)
        registry.gate.set()
        answers = await asyncio.gather(*waiting)
        assert {each.raw for each in answers} == {answers[0].raw}
        assert registry.requests == [tags_path("vcp/base")]

    async def test_a_list_counts_for_a_minute_unless_asked_for_anew(
        self, api: Api, registry: FakeRegistry, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        registry.add_tags("vcp/base", "1.0")
        registry.replies["/v2/_catalog"] = Reply(b'{"repositories": ["vcp/base"]}')

        async def look(**query: int) -> tuple[Any, Any]:
            tags = await ask(api, "official", "tags", repository="vcp/base", **query)
            names = await ask(api, "official", "repositories", **query)
            return tags.body["repositories"][0]["tags"], names.body["names"]

        for _ in range(3):
            assert await look() == (["1.0"], ["vcp/base"])
        assert len(registry.requests) == 2
        registry.add_tags("vcp/base", "2.0")
        registry.replies["/v2/_catalog"] = Reply(b'{"repositories": ["vcp/gpu"]}')
        assert await look(fresh=1) == (["2.0"], ["vcp/gpu"])
        assert await look() == (["2.0"], ["vcp/gpu"])
        assert len(registry.requests) == 4
        monkeypatch.setattr(image_cache, "FRESH_SECONDS", 0.0)
        await look()
        assert len(registry.requests) == 6

    async def test_fifty_repositories_six_at_once(self, api: Api, registry: FakeRegistry) -> None:
        names = [f"vcp/r{number}" for number in range(50)]
        for name in names:
            registry.add_tags(name, name[-1])
        registry.gate.clear()
        waiting = asyncio.ensure_future(ask(api, "official", "tags", repository=names))
        await asyncio.sleep(0.5)
        registry.gate.set()
        found = (await waiting).body["repositories"]
        assert [each["repository"] for each in found] == names
        assert [each["tags"] for each in found] == [[name[-1]] for name in names]
        assert (len(registry.requests), registry.most_waiting) == (50, 6)

    async def test_a_repository_twice_is_asked_once(self, api: Api, registry: FakeRegistry) -> None:
        registry.add_tags("vcp/base", "1.0")
        found = (await ask(api, "official", "tags", repository=["vcp/base"] * 3)).body["repositories"]
        assert [each["tags"] for each in found] == [["1.0"]] * 3
        assert len(registry.requests) == 1

    async def test_a_problem_is_not_kept(self, api: Api, registry: FakeRegistry) -> None:
        first = (await ask(api, "official", "tags", repository="vcp/base")).body["repositories"][0]
        assert (first["problem"]["code"], first["tags"], first["former"]) == ("not_found", [], None)
        registry.add_tags("vcp/base", "1.0")
        assert (await ask(api, "official", "tags", repository="vcp/base")).body["repositories"][0]["tags"] == ["1.0"]

    async def test_shorter_than_at_the_last_look(self, api: Api, registry: FakeRegistry) -> None:
        counts = []
        for tags in (["a", "b", "c"], ["a"], ["a"], ["a", "b", "c"]):
            registry.add_tags("vcp/base", *tags)
            registry.replies["/v2/_catalog"] = Reply(json.dumps({"repositories": tags}).encode())
            listed = (await ask(api, "official", "tags", repository="vcp/base", fresh=1)).body["repositories"][0]
            kept = (await ask(api, "official", "tags", repository="vcp/base")).body["repositories"][0]
            assert listed == kept
            counts.append((listed["former"], (await ask(api, "official", "repositories", fresh=1)).body["former"]))
        assert counts == [(None, None), (3, 3), (3, 3), (None, None)]

    async def test_names_that_no_registry_should_have(self, api: Api, registry: FakeRegistry) -> None:
        odd = ["UPPER/Case", "タグ", "\u202etag", "<b>x</b>", "", "a" * 300]
        registry.replies["/v2/_catalog"] = Reply(json.dumps({"repositories": [*odd, *odd]}).encode())
        registry.add_tags("vcp/base", *odd)
        assert set((await ask(api, "official", "repositories")).body["names"]) == set(odd)
        tags = (await ask(api, "official", "tags", repository="vcp/base")).body["repositories"][0]["tags"]
        assert set(tags) == set(odd)


class TestDocuments:
    """Manifests and configs."""

    async def test_two_requests_for_an_image_and_none_when_it_is_known(self, api: Api, registry: FakeRegistry) -> None:
        digest = registry.add_image("vcp/base", "1.0", ["VCP_CONTAINER_VERSION=vcp/base:1.0"])
        summary = (await ask(api, "official", "summaries", image="vcp/base:1.0")).body["images"][0]
        assert (summary["digest"], summary["kind"], summary["platforms"]) == (digest, "image", ["linux/amd64"])
        assert len(registry.requests) == 2
        again = await ask(api, "official", "summaries", image=["vcp/base:1.0", f"vcp/base@{digest}"])
        assert [each["size"] for each in again.body["images"]] == [summary["size"]] * 2
        details = (await ask(api, "official", "details", image=f"vcp/base@{digest}")).body
        assert details["content"]["version"] == "vcp/base:1.0"
        # Signatures can come at any time: they are asked after, the image is not.
        assert [path for path in registry.requests[2:] if "referrers" not in path and "sha256-" not in path] == []

    async def test_a_tag_that_moved_is_noticed_when_asked_for_anew(self, api: Api, registry: FakeRegistry) -> None:
        old = registry.add_image("vcp/base", "1.0", ["A=1"])
        assert (await ask(api, "official", "details", image="vcp/base:1.0")).body["digest"] == old
        new = registry.add_image("vcp/base", "1.0", ["A=2"])
        assert (await ask(api, "official", "details", image="vcp/base:1.0")).body["digest"] == old
        assert (await ask(api, "official", "details", image="vcp/base:1.0", fresh=1)).body["digest"] == new
        asked = [each for each, path in zip(registry.headers, registry.requests, strict=True) if path.endswith("/1.0")]
        assert asked[-1]["if-none-match"] == f'"{old}"'

    async def test_not_modified_is_as_it_was(self, api: Api, registry: FakeRegistry) -> None:
        digest = registry.add_image("vcp/base", "1.0", ["A=1"])
        await ask(api, "official", "details", image="vcp/base:1.0")
        registry.replies["/v2/vcp/base/manifests/1.0"] = Reply(b"", status=304)
        details = (await ask(api, "official", "details", image="vcp/base:1.0", fresh=1)).body
        assert (details["digest"], details["content"]["environment"]) == (digest, [{"name": "A", "value": "1"}])

    async def test_a_tag_that_has_gone_is_gone(self, api: Api, registry: FakeRegistry) -> None:
        registry.add_image("vcp/base", "1.0", [])
        await ask(api, "official", "details", image="vcp/base:1.0")
        del registry.replies["/v2/vcp/base/manifests/1.0"]
        gone = await ask(api, "official", "details", image="vcp/base:1.0", fresh=1)
        assert (gone.status, gone.body["code"]) == (404, "not_found")
        summary = (await ask(api, "official", "summaries", image="vcp/base:1.0")).body["images"][0]
        assert summary["problem"]["code"] == "not_found"

    async def test_bytes_that_are_not_what_their_digest_says(self, api: Api, registry: FakeRegistry) -> None:
        digest = registry.add_image("vcp/base", "1.0", ["A=1"])
        registry.add_image("vcp/base", "other", ["A=2"])
        registry.replies[f"/v2/vcp/base/manifests/{digest}"] = registry.replies["/v2/vcp/base/manifests/other"]
        wrong = await ask(api, "official", "details", image=f"vcp/base@{digest}")
        assert wrong.body["code"] == "wrong_digest"
        images = [f"vcp/base@{digest}", "vcp/base:other"]
        rows = (await ask(api, "official", "summaries", image=images)).body["images"]
        assert [each["problem"] and each["problem"]["code"] for each in rows] == ["wrong_digest", None]

    async def test_a_config_without_the_variant_of_the_index(self, api: Api, registry: FakeRegistry) -> None:
        digest = registry.add_image("vcp/base", "child", [])
        platform = {"os": "linux", "architecture": "amd64", "variant": "v3"}
        entry = {"mediaType": OCI_MANIFEST, "digest": digest, "size": 400, "platform": platform}
        index = {"schemaVersion": 2, "mediaType": OCI_INDEX, "manifests": [entry]}
        registry.replies["/v2/vcp/base/manifests/1.0"] = Reply(json.dumps(index).encode(), OCI_INDEX)
        for query in ({}, {"platform": "linux/amd64/v3"}):
            details = (await ask(api, "official", "details", image="vcp/base:1.0", **query)).body
            assert [each["platform"] for each in details["platforms"]] == ["linux/amd64/v3"] == [details["platform"]]
            assert details["content"]["platform"] == "linux/amd64"


class TestGoingAway:
    """The browser closes the connection: what it asked for is given up at the registry, too."""

    async def test_the_last_asker_ends_the_question(self, api: Api, registry: FakeRegistry, jp_fetch: Fetch) -> None:
        registry.add_tags("vcp/base", "1.0")
        registry.gate.clear()
        path = ("vcp", "api", "images", "registries", "official", "tags")
        with pytest.raises(Exception, match=r"599|[Tt]imeout"):
            await jp_fetch(*path, params={"repository": "vcp/base"}, request_timeout=0.4)
        assert registry.requests == [tags_path("vcp/base")]
        await eventually(lambda: asyncio.sleep(0, registry.broken_off == 1), seconds=1.2)
        registry.gate.set()
        found = (await ask(api, "official", "tags", repository="vcp/base")).body["repositories"][0]
        assert (found["tags"], len(registry.requests)) == (["1.0"], 2)

    async def test_others_who_wait_get_their_answer(self, api: Api, registry: FakeRegistry, jp_fetch: Fetch) -> None:
        registry.add_image("vcp/base", "1.0", [])
        registry.gate.clear()
        other = asyncio.ensure_future(ask(api, "official", "summaries", image="vcp/base:1.0"))
        path = ("vcp", "api", "images", "registries", "official", "details")
        with pytest.raises(Exception, match=r"599|[Tt]imeout"):
            await jp_fetch(*path, params={"image": "vcp/base:1.0"}, request_timeout=0.4)
        await asyncio.sleep(0.1)
        registry.gate.set()
        assert (await other).body["images"][0]["problem"] is None
        assert registry.broken_off == 0
        assert registry.requests.count("/v2/vcp/base/manifests/1.0") == 1


async def test_large_lists_are_packed_when_the_browser_takes_it(registry: FakeRegistry, jp_fetch: Fetch) -> None:
    registry.add_tags("vcp/base", *(f"1.{number}.0-ubuntu20.04-x86_64" for number in range(20_000)))
    path = ("vcp", "api", "images", "registries", "official", "tags")
    query = {"repository": "vcp/base"}

    async def got(accept: str) -> Any:
        return await jp_fetch(*path, params=query, headers={"Accept-Encoding": accept}, decompress_response=False)

    packed, plain = await got("br, gzip;q=0.8"), await got("gzip;q=0, identity")
    assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert "Content-Encoding" not in plain.headers
    assert len(packed.body) * 5 < len(plain.body)
    assert len(json.loads(plain.body)["repositories"][0]["tags"]) == 20_000


async def test_no_header_of_the_browser_reaches_a_registry(registry: FakeRegistry, jp_fetch: Fetch) -> None:
    path = ("vcp", "api", "images", "registries", "official", "repositories")
    headers = {"Cookie": "session=cookie-of-jupyter", "X-Forwarded-For": "10.1.1.1", "X-Strange": "strange-header"}
    await jp_fetch(*path, headers=headers)
    sent = json.dumps(list(registry.headers))
    assert registry.requests
    for word in ("cookie-of-jupyter", "10.1.1.1", "strange-header", "authorization"):
        assert word not in sent
