"""Listings that come in pages (registry-api.md 3): following ``Link`` without being led away or round in circles."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from jupyterlab_vcp.clients.beside import beside
from jupyterlab_vcp.clients.http import Reply
from jupyterlab_vcp.core.image_manifest import clean
from jupyterlab_vcp.core.page_link import next_page, next_target
from jupyterlab_vcp.core.shape import as_strings
from jupyterlab_vcp.core.web_address import WebAddress

MAX_PAGES = 1000
MAX_LIST = 32 * 1024 * 1024
"""Bytes of all pages of a list together."""
MAX_SECONDS = 60.0
"""After which no further page is asked for: a server could take nearly that long for each of a thousand."""
_LONGEST_NAME = 1024


@dataclass(frozen=True)
class Listing:
    """Names without doubles, in the server's order; those that break the grammar are among them."""

    names: tuple[str, ...]
    truncated: bool = False
    """Paging was given up: there may be more."""


Page = Sequence[str] | None
"""The names of one page; None when it was not of the expected form."""


async def page_of(reply: Reply, key: str) -> Page:
    """The strings below a key of a JSON object; null counts as empty."""
    return await beside(len(reply.body), lambda: _names(reply.body, key))


def _names(body: bytes, key: str) -> Page:
    try:
        value: object = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, Mapping) or not isinstance(value.get(key), list | None) or key not in value:
        return None
    names = as_strings(value.get(key))
    if body.isascii() and b"\\u" not in body and max(map(len, names), default=0) <= _LONGEST_NAME:
        # Nothing to clean in the whole page: a look at each of 100,000 names would take longer than the parsing.
        return names
    return [clean(name, _LONGEST_NAME) for name in names]


async def all_pages(
    first: WebAddress,
    fetch: Callable[[WebAddress], Awaitable[Reply]],
    read: Callable[[Reply], Awaitable[Sequence[str]]],
) -> Listing:
    """The names of all pages.

    Paging is given up when a page brings nothing new, when its link leads where we have been or must not go, and after
    MAX_PAGES pages, MAX_LIST bytes or MAX_SECONDS. An empty page is the end, whatever link comes with it: some servers
    always send one.
    """
    names: dict[str, None] = {}
    visited = {first.path}
    page, size, end = first, 0, time.monotonic() + MAX_SECONDS
    while True:
        reply = await fetch(page)
        found = await read(reply)
        known = len(names)
        names.update(dict.fromkeys(found))
        size += len(reply.body)
        link = reply.headers.get("link", "")
        if next_target(link) is None or not found:
            return Listing(tuple(names))
        following = next_page(link, page, "/v2/")
        if following is None or following.path in visited or len(names) == known:
            return Listing(tuple(names), truncated=True)
        if len(visited) >= MAX_PAGES or size >= MAX_LIST or time.monotonic() >= end:
            return Listing(tuple(names), truncated=True)
        visited.add(following.path)
        page = following
