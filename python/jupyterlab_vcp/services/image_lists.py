"""Repositories and tags of a registry: asked once a minute at most, each with its own problem."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from jupyterlab_vcp.clients.registry import Listing
from jupyterlab_vcp.core.errors import Code, VcpFailure
from jupyterlab_vcp.services.flights import Flights
from jupyterlab_vcp.services.image_cache import MAX_BYTES, RecentAnswers
from jupyterlab_vcp.services.image_counts import CATALOG, ImageCounts
from jupyterlab_vcp.services.registry_source import RegistrySource

T = TypeVar("T")

AT_ONCE = 6
"""Questions under way for one request of the browser."""
BYTES_OF_NAME = 90
"""What a name of some thirty characters takes in memory."""
_AWAY: frozenset[Code] = frozenset({"name_failed", "unreachable", "tls_failed", "timeout", "use_https"})


@dataclass(frozen=True)
class Repositories:
    """The schema Repositories."""

    names: tuple[str, ...]
    former: int | None = None
    truncated: bool = False
    problem: Mapping[str, object] | None = None


@dataclass(frozen=True)
class RepositoryTags:
    """The schema RepositoryTags."""

    repository: str
    tags: tuple[str, ...]
    former: int | None = None
    truncated: bool = False
    problem: Mapping[str, object] | None = None


class ImageLists:
    """Lists of names, shared by all pages of the server."""

    def __init__(self, counts: ImageCounts) -> None:
        self._counts = counts
        self._flights: Flights[Listing] = Flights()
        self._catalogs: RecentAnswers[Repositories] = RecentAnswers(MAX_BYTES)
        self._tags: RecentAnswers[RepositoryTags] = RecentAnswers(MAX_BYTES)

    async def repositories(self, source: RegistrySource, fresh: bool) -> Repositories:
        """What the registry lists; ``fresh``: as of now, also when it was asked a moment ago."""
        known = None if fresh else self._catalogs.fresh(source.serial)
        if known is not None:
            return known
        try:
            listing = await self._flights.join((source.serial, CATALOG), source.repositories)
        except VcpFailure as failure:
            return Repositories((), problem=failure.to_reply())
        names = tuple(sorted(listing.names))
        former = {} if listing.truncated else await self._counts.former(source.address, {CATALOG: len(names)})
        answer = Repositories(names, former.get(CATALOG), listing.truncated)
        self._catalogs.put(source.serial, answer, len(names) * BYTES_OF_NAME)
        return answer

    async def tags(
        self, source: RegistrySource, repositories: Sequence[str], fresh: bool
    ) -> tuple[RepositoryTags, ...]:
        """The tags of some repositories, in the order asked for."""
        known = {} if fresh else {each: self._tags.fresh((source.serial, each)) for each in repositories}
        turn = Turn()
        asked = [each for each in dict.fromkeys(repositories) if known.get(each) is None]
        answers = await asyncio.gather(*(self._ask(source, each, turn) for each in asked))
        complete = {each.repository: len(each.tags) for each in answers if not each.problem and not each.truncated}
        former = await self._counts.former(source.address, complete) if complete else {}
        found = {each.repository: replace(each, former=former.get(each.repository)) for each in answers}
        for answer in found.values():
            if answer.problem is None:
                self._tags.put((source.serial, answer.repository), answer, len(answer.tags) * BYTES_OF_NAME)
        return tuple(found.get(each) or known[each] or RepositoryTags(each, ()) for each in repositories)

    def known_tags(self, source: RegistrySource, repository: str) -> tuple[str, ...] | None:
        """The tags of the last minute, for whoever looks for signatures among them."""
        known = self._tags.fresh((source.serial, repository))
        return known.tags if known else None

    async def _ask(self, source: RegistrySource, repository: str, turn: Turn) -> RepositoryTags:
        try:
            listing = await turn.ask(
                lambda: self._flights.join((source.serial, repository), lambda: source.tags(repository))
            )
        except VcpFailure as failure:
            return RepositoryTags(repository, (), problem=failure.to_reply())
        return RepositoryTags(repository, tuple(listing.names), truncated=listing.truncated)


class Turn:
    """The questions of one request: some at once, and none any more when the registry turns out to be away.

    Fifty time-outs, six at a time, would keep the page waiting for most of a minute.
    """

    def __init__(self) -> None:
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._away: VcpFailure | None = None

    async def ask(self, question: Callable[[], Awaitable[T]]) -> T:
        """The answer; the failure of an earlier one where nobody was there.

        :raises VcpFailure: what ``question`` raises.
        """
        async with self._gate:
            if self._away is not None:
                raise self._away
            try:
                return await question()
            except VcpFailure as failure:
                if failure.code in _AWAY and failure.upstream_status is None:
                    self._away = failure
                raise
