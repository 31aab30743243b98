"""A Docker Registry v2 (registry-api.md 2 to 6), reading only: its oddities are known here and nowhere else."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from jupyterlab_vcp.clients.beside import beside
from jupyterlab_vcp.clients.http import Reply
from jupyterlab_vcp.clients.origins import Origins
from jupyterlab_vcp.clients.registry_failures import failure, failure_of, no_registry, registry_error
from jupyterlab_vcp.clients.registry_login import RegistryLogin
from jupyterlab_vcp.clients.registry_paging import MAX_LIST, Listing, all_pages, page_of
from jupyterlab_vcp.clients.registry_referrers import Referrer, ReferrerSearch
from jupyterlab_vcp.clients.registry_tokens import Account, RegistryTokens
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.image_manifest import (
    ACCEPT,
    MAX_MANIFEST,
    OCI_INDEX,
    Descriptor,
    is_schema1,
    media_type_of,
    read_manifest,
    read_object,
)
from jupyterlab_vcp.core.image_reference import is_digest, is_repository, is_tag
from jupyterlab_vcp.core.web_address import Origin, WebAddress, resolve

__all__ = ["Account", "Listing", "Manifest", "Referrer", "RegistryClient"]

_CATALOG = "_catalog"
_CATALOG_PAGE = 1000
"""The most that registries allow by default; those with a lower limit refuse the number."""
_MAX_REDIRECTS = 3
_MAX_SMALL = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_WITHOUT_REFERRERS = frozenset({400, 404, 405, 501})


@dataclass(frozen=True)
class Manifest:
    """A manifest or index as it was sent."""

    digest: str | None
    """Of the exact bytes; None for schema 1, whose digest does not cover the body."""
    media_type: str
    """Of the header, else as the body says (:func:`core.image_manifest.media_type_of`)."""
    body: bytes


class RegistryClient:
    """One registry. Every method raises :class:`VcpFailure`; names are checked before they become part of a path."""

    def __init__(
        self,
        origins: Origins,
        origin: Origin,
        account: Account | None = None,
        token_hosts: Collection[str] = (),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``token_hosts``: ``host`` or ``host:port`` of token servers that may get the account."""
        self._origins = origins
        self._origin = origin
        tokens = RegistryTokens(origins, origin, account, token_hosts, clock)
        self._login = RegistryLogin(origin.address, account, tokens)

    async def ping(self) -> None:
        """Whether a registry is there that takes our login.

        :raises VcpFailure: ``not_understood`` when something else is there, ``login_needed``, ``login_refused`` ...
        """
        reply = await self.get("/v2/", "", {}, _MAX_SMALL)
        named = reply.headers.get("docker-distribution-api-version", "").startswith("registry/2")
        if reply.status != 200:
            raise no_registry(reply, self._address) if reply.status == 404 else self._failure(reply, "its version")
        if not named and read_object(reply.body) is None:
            raise no_registry(reply, self._address)

    async def catalog(self) -> Listing:
        """What the registry lists.

        :raises VcpFailure: ``not_listed`` when it lists nothing to us; its repositories can be read all the same.
        """

        async def fetch(page: WebAddress) -> Reply:
            reply = await self._ask_for_list(page)
            error = registry_error(reply) if reply.status == 400 else None
            if error is not None and error[0] == "PAGINATION_NUMBER_INVALID" and "?" in page.path:
                return await self._ask_for_list(WebAddress(page.origin, "/v2/_catalog"))
            return reply

        return await self._listing(f"/v2/_catalog?n={_CATALOG_PAGE}", fetch, "repositories", "the list of repositories")

    async def tags(self, repository: str) -> Listing:
        """All tags of a repository, also those of signatures.

        Asked for without a page size: registries 3.x read everything again for each page (22 s for 100,000 tags).

        :raises VcpFailure: ``not_found`` when there is no such repository.
        """
        path = f"{_path(repository)}/tags/list"
        subject = f"the repository {repository}"
        return await self._listing(path, lambda page: self.get(page.path, repository, {}, MAX_LIST), "tags", subject)

    async def manifest(self, repository: str, reference: str, known_digest: str | None = None) -> Manifest | None:
        """The manifest or index that a tag or digest names; None when it is still the one with ``known_digest``.

        :raises VcpFailure: ``not_found``, ``wrong_digest``, ``not_understood`` when it is no JSON object.
        """
        reply = await self._ask_for_manifest(repository, reference, known_digest)
        if reply.status == 304 and known_digest:
            return None
        return await self._manifest_of(reply, repository, reference)

    async def _ask_for_manifest(self, repository: str, reference: str, known_digest: str | None) -> Reply:
        if not (is_tag(reference) or is_digest(reference)):
            raise VcpFailure("bad_request", "That is neither a tag nor a digest.", path="image")
        headers = {"Accept": ACCEPT} | ({"If-None-Match": f'"{known_digest}"'} if known_digest else {})
        path = f"{_path(repository)}/manifests/{quote(reference, safe=':')}"
        return await self.get(path, repository, headers, MAX_MANIFEST)

    async def _manifest_of(self, reply: Reply, repository: str, reference: str) -> Manifest:
        if reply.status != 200:
            raise self._failure(reply, f"the image {repository} {reference}")
        document = await beside(len(reply.body), lambda: read_object(reply.body))
        if document is None:
            raise no_registry(reply, self._address)
        media_type = media_type_of(document, reply.media_type) or reply.media_type
        if is_schema1(media_type):
            return Manifest(None, media_type, reply.body)
        promised = reference if is_digest(reference) else reply.headers.get("docker-content-digest", "")
        digest = await self._verified(reply, promised)
        return Manifest(digest, media_type, reply.body)

    async def blob(self, repository: str, digest: str, limit: int) -> bytes:
        """A config or another small blob, verified.

        :param limit: bytes of the largest that is read.
        :raises VcpFailure: ``not_found``, ``too_large``, ``wrong_digest``, ``redirected`` when it leads astray.
        """
        if not is_digest(digest):
            raise VcpFailure("not_found", "The image names a part of it by a digest that is none.")
        page = WebAddress(self._origin, f"{_path(repository)}/blobs/{quote(digest, safe=':')}")
        reply = await self.get(page.path, repository, {}, limit)
        for _ in range(_MAX_REDIRECTS):
            if reply.status not in _REDIRECTS:
                break
            page = self._redirected(page, reply)
            reply = await self._follow(page, repository, limit)
        if reply.status != 200:
            raise self._failure(reply, f"a part of an image of {repository}")
        await self._verified(reply, digest)
        return reply.body

    async def referrers(
        self, repository: str, digest: str, tags: Collection[str] | None = None
    ) -> tuple[Referrer, ...]:
        """Signatures, SBOMs and the like that name a digest; nothing of it has been verified.

        :param tags: those of the repository, when they are known: spares three requests.
        """

        async def fetch(reference: str) -> tuple[str | None, str, bytes]:
            reply = await self._ask_for_manifest(repository, reference, None)
            found = await self._manifest_of(reply, repository, reference)
            return found.digest, found.media_type, found.body

        listed = await self._listed_referrers(repository, digest)
        return await ReferrerSearch(fetch, digest, tags).run(listed)

    async def get(self, path: str, purpose: str, headers: Mapping[str, str], limit: int) -> Reply:
        """One request with the login that the registry wants; every answer but 401.

        :param path: from the root, quoted.
        :param purpose: the repository, or what else a token is for.
        """
        http = self._origins.to(self._origin)
        sent = self._login.known(purpose)
        while True:
            login = {"Authorization": sent.value} if sent else {}
            reply = await http.read(path, {"Accept": "application/json", **headers, **login}, limit)
            if sent:
                reply = sent.masked_in(reply)
            if reply.status != 401:
                return reply
            # Ends: after a login that is the last one there is, this raises.
            sent = await self._login.answer(reply, purpose, sent)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._origins.aclose()

    @property
    def _address(self) -> str:
        return self._origin.address

    def _failure(self, reply: Reply, subject: str) -> VcpFailure:
        return failure_of(reply, self._address, subject)

    async def _listing(
        self, path: str, fetch: Callable[[WebAddress], Awaitable[Reply]], key: str, subject: str
    ) -> Listing:
        async def read(reply: Reply) -> list[str]:
            if reply.status != 200:
                raise self._failure(reply, subject)
            names = await page_of(reply, key)
            if names is None:
                raise no_registry(reply, self._address)
            return list(names)

        return await all_pages(WebAddress(self._origin, path), fetch, read)

    async def _listed_referrers(self, repository: str, digest: str) -> tuple[Descriptor, ...] | None:
        """What the referrers API says; None when there is no such API: distribution does not have it."""
        if not is_digest(digest):
            raise VcpFailure("bad_request", "That is no digest.", path="image")
        path = f"{_path(repository)}/referrers/{quote(digest, safe=':')}"
        reply = await self.get(path, repository, {"Accept": OCI_INDEX}, MAX_MANIFEST)
        if reply.status in _WITHOUT_REFERRERS:
            return None
        if reply.status != 200:
            raise self._failure(reply, f"what belongs to {repository}@{digest}")
        content = read_manifest(reply.body, reply.media_type)
        return content.entries if content is not None and content.kind == "index" else None

    async def _ask_for_list(self, page: WebAddress) -> Reply:
        """One page of the catalog, which registries keep from users who may read everything that is in it."""
        try:
            reply = await self.get(page.path, _CATALOG, {}, MAX_LIST)
        except VcpFailure as refusal:
            if refusal.code == "login_refused" and refusal.upstream_status == 401:
                # Of a wrong account it says the same here; if the account is good elsewhere, it is the list.
                await self.ping()
            elif refusal.code != "not_permitted":
                raise
            raise self._not_listed(refusal.upstream_status) from None
        if reply.status in (403, 404, 405):
            # A web server does not have the page either: then this says so.
            await self.ping()
            raise self._not_listed(reply.status)
        return reply

    def _not_listed(self, status: int | None) -> VcpFailure:
        message = f"{self._address} does not list its repositories. Name a repository to see its tags."
        return VcpFailure("not_listed", message, upstream_status=status)

    def _redirected(self, page: WebAddress, reply: Reply) -> WebAddress:
        """Where a blob really is."""
        target = resolve(page, reply.headers.get("location", ""))
        if target is None or (page.origin.tls and not target.origin.tls):
            message = f"{page.origin.address} sends for a blob to an address that is not followed."
            raise failure("redirected", message, reply)
        return target

    async def _follow(self, page: WebAddress, repository: str, limit: int) -> Reply:
        """The blob from where it was redirected to; the login goes to the registry itself only.

        Nothing that a strange storage says about its failure is passed on: it names accounts and signed addresses.
        """
        if page.origin == self._origin:
            return await self.get(page.path, repository, {}, limit)
        reply = await self._origins.to(page.origin).read(page.path, {}, limit)
        if reply.status != 200 and reply.status not in _REDIRECTS:
            message = (
                f"{self._address} keeps its blobs at {page.origin.address}, which answered with HTTP {reply.status}."
            )
            raise VcpFailure("unreachable", message, upstream_status=reply.status)
        return reply

    async def _verified(self, reply: Reply, promised: str) -> str:
        """The digest of a body; by the algorithm of the promised one, which it has to be.

        A promise by an algorithm that is not known here cannot be checked, and is not repeated.
        """
        algorithm = "sha512" if promised.startswith("sha512:") else "sha256"
        found = await beside(len(reply.body), lambda: hashlib.new(algorithm, reply.body).hexdigest())
        digest = f"{algorithm}:{found}"
        if promised.startswith(f"{algorithm}:") and promised != digest:
            message = f"What {self._address} sent has the digest {digest} and not {promised[:160]}."
            raise VcpFailure("wrong_digest", message, upstream_status=reply.status)
        return digest


def _path(repository: str) -> str:
    if not is_repository(repository):
        raise VcpFailure("bad_request", "That is no name of a repository.", path="repository")
    return f"/v2/{quote(repository, safe='/')}"
