"""Harbor's own API v2.0 (registry-api.md 1): it lists what ``/v2/_catalog`` of a Harbor shows to nobody."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from jupyterlab_vcp.clients.beside import beside
from jupyterlab_vcp.clients.http import Reply
from jupyterlab_vcp.clients.origins import AT_ONCE, Origins
from jupyterlab_vcp.clients.registry_failures import failure, failure_of
from jupyterlab_vcp.clients.registry_paging import MAX_LIST, MAX_PAGES, MAX_SECONDS, Listing
from jupyterlab_vcp.clients.registry_tokens import Account
from jupyterlab_vcp.clients.upstream import parse_json
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.image_manifest import clean
from jupyterlab_vcp.core.image_reference import is_repository
from jupyterlab_vcp.core.page_link import next_target
from jupyterlab_vcp.core.shape import as_map, as_sequence, as_text
from jupyterlab_vcp.core.web_address import Origin

PAGE_SIZE = 100
"""The most that Harbor gives at once."""
_LONGEST_NAME = 1024


@dataclass(frozen=True)
class _Page:
    names: tuple[str, ...]
    entries: int
    """Objects in the page; one artifact can have several tags, or none."""
    total: int | None
    """Of all pages, as far as the server says."""
    more: bool
    """Whether it names a next page."""
    size: int
    """Bytes."""


class HarborClient:
    """Repositories and tags of a Harbor. Manifests and blobs of the same host come through ``RegistryClient``."""

    def __init__(
        self, origins: Origins, origin: Origin, account: Account | None = None, projects: Sequence[str] = ("vcp",)
    ) -> None:
        """``projects`` are those whose repositories are listed."""
        self._origins = origins
        self._origin = origin
        self._account = account
        self._projects = tuple(projects)

    async def repositories(self) -> Listing:
        """The repositories of all projects, ``vcp/base`` for example.

        A project that is not there, or not for us, makes the list incomplete; it fails only when no project is left.

        :raises VcpFailure: as :meth:`tags`.
        """
        names: list[str] = []
        truncated = False
        refused: VcpFailure | None = None
        for project in self._projects:
            try:
                found = await self._all(f"/projects/{quote(project, safe='')}/repositories?", _repository_names)
            except VcpFailure as problem:
                if problem.code not in ("not_found", "not_permitted"):
                    raise
                refused = refused or problem
                continue
            names += found.names
            truncated = truncated or found.truncated
        if refused is not None and not names:
            raise refused
        return Listing(tuple(dict.fromkeys(names)), truncated or refused is not None)

    async def tags(self, repository: str) -> Listing:
        """All tags of a repository.

        :raises VcpFailure: ``not_found``, ``login_needed``, ``login_refused``, ``not_permitted``, ``not_understood``.
        """
        project, _, name = repository.partition("/")
        if not name or not is_repository(repository):
            raise VcpFailure("bad_request", "That is no name of a repository of Harbor.", path="repository")
        # Harbor decodes the path once before it looks for the parts: a slash within the name is quoted twice.
        folder = f"/projects/{quote(project, safe='')}/repositories/{quote(quote(name, safe=''), safe='')}"
        return await self._all(f"{folder}/artifacts?q=tags%3D*&", _tag_names)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._origins.aclose()

    async def _all(self, path: str, names_of: Callable[[object], Iterator[str]]) -> Listing:
        """The names on all pages: pages are counted here, no link of the server is followed."""

        async def page(number: int) -> _Page:
            return await self._page(f"/api/v2.0{path}page={number}&page_size={PAGE_SIZE}", names_of)

        return await _join(page)

    async def _page(self, path: str, names_of: Callable[[object], Iterator[str]]) -> _Page:
        headers = {"Accept": "application/json"}
        if self._account is not None:
            headers["Authorization"] = self._account.basic
        reply = await self._origins.to(self._origin).read(path, headers, MAX_LIST)
        if reply.status != 200:
            raise self._failure(reply)
        page = await beside(len(reply.body), lambda: _read_page(reply, names_of))
        if page is None:
            message = f"What answers at {self._origin.address} is not Harbor's API. Check its address."
            raise failure("not_understood", message, reply)
        return page

    def _failure(self, reply: Reply) -> VcpFailure:
        address = self._origin.address
        if reply.status == 401 and self._account is None:
            return failure("login_needed", f"{address} needs a login. Configure an account.", reply)
        if reply.status == 401:
            return failure("login_refused", f"{address} does not accept the configured account.", reply)
        return failure_of(reply, address, "the list")


async def _join(page: Callable[[int], Awaitable[_Page]]) -> Listing:
    """One page, then as many as it promises, some at a time; without a promise one after the other."""
    end = time.monotonic() + MAX_SECONDS
    first = await page(1)
    names = dict.fromkeys(first.names)
    last, size = first, first.size
    number = 1
    while _goes_on(last, number):
        if number >= MAX_PAGES or size >= MAX_LIST or time.monotonic() >= end:
            return Listing(tuple(names), truncated=True)
        promised = -(-(first.total or 0) // PAGE_SIZE)
        width = max(1, min(AT_ONCE, promised - number, MAX_PAGES - number))
        pages = await asyncio.gather(*(page(number + step) for step in range(1, width + 1)))
        known = len(names)
        for each in pages:
            names.update(dict.fromkeys(each.names))
            size += each.size
        number, last = number + width, pages[-1]
        if len(names) == known and last.entries:
            # Entries, but nothing new: a server that gives the same page for ever.
            return Listing(tuple(names), truncated=True)
    return Listing(tuple(names))


def _goes_on(page: _Page, number: int) -> bool:
    """Whether there are pages after the page with this number. An empty page is the last, whatever it says."""
    if page.entries == 0:
        return False
    if page.total is not None:
        return page.total > number * PAGE_SIZE
    return page.more or page.entries >= PAGE_SIZE


def _read_page(reply: Reply, names_of: Callable[[object], Iterator[str]]) -> _Page | None:
    entries = parse_json(reply)
    if not isinstance(entries, list):
        return None
    names = tuple(clean(name, _LONGEST_NAME) for name in names_of(entries))
    total = reply.headers.get("x-total-count", "").strip()
    known = int(total) if total.isascii() and total.isdigit() and len(total) <= 9 else None
    more = next_target(reply.headers.get("link", "")) is not None
    return _Page(names, len(entries), known, more, len(reply.body))


def _repository_names(entries: object) -> Iterator[str]:
    for entry in as_sequence(entries):
        name = as_text(as_map(entry).get("name"))
        if name:
            yield name


def _tag_names(entries: object) -> Iterator[str]:
    for entry in as_sequence(entries):
        for tag in as_sequence(as_map(entry).get("tags")):
            name = as_text(as_map(tag).get("name"))
            if name:
                yield name
