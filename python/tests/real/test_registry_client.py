"""The product's client of registries, on simulated and on real ones: the same lists, bytes and failures."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import pytest

from jupyterlab_vcp.clients.harbor import HarborClient
from jupyterlab_vcp.clients.origins import Origins
from jupyterlab_vcp.clients.registry import Account, RegistryClient
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.image_manifest import read_manifest
from jupyterlab_vcp.core.web_address import Origin
from jupyterlab_vcp.demo.registry import login, media, published
from jupyterlab_vcp.demo.registry.content import digest_of
from tests.clients.wire import LIMITS, NOBODY, failure_of, registry_at
from tests.demo.support import Running, running

from .registries import ALL, Fleet, Server
from .registry_content import everything

pytestmark = pytest.mark.services

CACHES = [name for name in ALL if name.endswith("cache")]
LOGINS = [name for name in ALL if name.rpartition(" ")[2] in ("basic", "bearer")]
SIZE = 8_000_000


def origin_of(url: str) -> Origin:
    parts = urlsplit(url)
    assert parts.hostname is not None
    assert parts.port is not None
    return Origin(parts.scheme == "https", parts.hostname, parts.port)


@asynccontextmanager
async def client_of(server: Server, password: str | None = login.PASSWORD) -> AsyncIterator[RegistryClient]:
    context = ssl.create_default_context(cafile=str(server.ca_file)) if server.ca_file else None
    account = Account(login.USER, password) if password and server.login != "none" else None
    # The token server of the real ones is at another port, over plain HTTP: nobody goes there unless it is named.
    async with registry_at(origin_of(server.url), account, context=context, token_hosts=["127.0.0.1"]) as client:
        yield client


@pytest.mark.parametrize("name", [name for name in ALL if name not in CACHES])
async def test_lists_and_images(fleet: Fleet, name: str) -> None:
    store = everything()
    async with client_of(fleet[name]) as client:
        await client.ping()
        listing = await client.catalog()
        assert (set(listing.names), listing.truncated) == (set(store.by_name), False)
        for repository in ("vcp/base", "lab/retired", "team.a/tools_x__y/deep--name"):
            assert set((await client.tags(repository)).names) == set(store[repository].tags)
        for tag in ("3.0.0-alpine3.22", "3.0.0-ubuntu24.04-systemd", "1.8.1-alpine3.13", "1.6.2"):
            manifest = await client.manifest("vcp/base", tag)
            assert manifest is not None
            assert manifest.digest == store["vcp/base"].tags[tag] == digest_of(manifest.body)
            assert manifest.media_type == store["vcp/base"].manifests[manifest.digest].media_type
            assert await client.manifest("vcp/base", tag, manifest.digest) is None
            assert await client.manifest("vcp/base", manifest.digest) == manifest
            content = read_manifest(manifest.body, manifest.media_type)
            assert content is not None
            if content.config is not None:
                config = await client.blob("vcp/base", content.config.digest, SIZE)
                assert config == store["vcp/base"].blobs[content.config.digest]


@pytest.mark.parametrize("name", list(ALL))
async def test_what_is_not_there(fleet: Fleet, name: str) -> None:
    async with client_of(fleet[name]) as client:
        assert (await failure_of(client.tags("no/such"))).code == "not_found"
        assert (await failure_of(client.manifest("vcp/base", "9.9.9"))).code == "not_found"
        assert (await failure_of(client.manifest("vcp/base", f"sha256:{'0' * 64}"))).code == "not_found"
        assert (await failure_of(client.blob("vcp/base", f"sha256:{'0' * 64}", SIZE))).code == "not_found"


@pytest.mark.parametrize("name", LOGINS)
async def test_logins(fleet: Fleet, name: str) -> None:
    async with client_of(fleet[name], password=None) as nobody:
        assert (await failure_of(nobody.tags("vcp/base"))).code == "login_needed"
    async with client_of(fleet[name], password="wrong") as client:
        assert (await failure_of(client.tags("vcp/base"))).code == "login_refused"


async def test_the_account_stays_where_the_token_server_is_not_named(fleet: Fleet) -> None:
    """It would open the door: with the host named, the same account does (``test_lists_and_images``)."""
    server = fleet["registry 3 bearer"]
    async with registry_at(origin_of(server.url), Account(login.USER, login.PASSWORD)) as client:
        failure = await failure_of(client.tags("vcp/base"))
    assert (failure.code, "token_hosts" in failure.message) == ("login_refused", True)


@pytest.mark.parametrize("name", [name for name in ALL if name.endswith("tls")])
async def test_tls(fleet: Fleet, name: str) -> None:
    origin = origin_of(fleet[name].url)
    async with registry_at(origin, context=ssl.create_default_context()) as stranger:
        assert (await failure_of(stranger.ping())).code == "tls_failed"
    async with registry_at(Origin(False, origin.host, origin.port)) as plain:
        assert (await failure_of(plain.ping())).code == "use_https"


@pytest.mark.parametrize("name", [name for name in ALL if name not in CACHES and name not in LOGINS])
async def test_signatures(fleet: Fleet, name: str) -> None:
    """Found by their tags, because distribution has no referrers API."""
    repository, _, tag = published.SIGNED.partition(":")
    async with client_of(fleet[name]) as client:
        found = await client.referrers(repository, everything()[repository].tags[tag])
    assert {each.artifact_type for each in found} >= {media.SPDX}
    assert len(found) == 2


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> object:
    with running(tmp_path_factory.mktemp("harbor"), generation="26.10") as services:
        yield services


async def test_harbor(demo: Running) -> None:
    """Simulated only: a Harbor is a dozen programs."""
    origin = origin_of(demo.services.info()["registries"]["harbor"])
    origins = Origins(NOBODY, LIMITS)
    client = HarborClient(origins, origin)
    store = demo.sim.registries["harbor"].store
    try:
        assert set((await client.repositories()).names) == set(store.by_name)
        demo.control("POST", "/tags", {"service": "harbor", "repository": "vcp/base", "count": 1000})
        assert set((await client.tags("vcp/base")).names) == set(store["vcp/base"].tags)
        assert (await failure_of(client.tags("vcp/none"))).code == "not_found"
        with pytest.raises(VcpFailure):
            await HarborClient(origins, origin, projects=("other",)).repositories()
    finally:
        await client.aclose()
    async with registry_at(origin) as registry:
        manifest = await registry.manifest("vcp/base", "3.0.0-ubuntu24.04-systemd")
        assert manifest is not None
        assert manifest.digest is not None
        found = await registry.referrers("vcp/base", manifest.digest)
        assert [each.artifact_type for each in found] == [media.SPDX], "by the API: no tag leads to it"
        assert (await failure_of(registry.catalog())).code == "login_needed", "of nobody"
