"""The tree of unit groups in lines, of which a browser that polls is sent only what differs from its last answer."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from threading import Lock

REMEMBERED = 16
"""Answers kept, the one longest unused forgotten first: two per window that polls, for one's own and for everybody's
unit groups. Only digests are kept; 500 unit groups take 60 KB."""
_DIGEST = 16
"""Bytes; a change that leaves the digest as it is would go unseen until the next one."""


class Listings:
    """What browsers were told, by versions that name the content.

    Equal trees have equal versions, whoever asks and after a restart too. An answer is made from the tree of this
    request alone; a version decides only which lines can be left out, so knowing somebody else's tells nothing.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._told: OrderedDict[str, Mapping[str, bytes]] = OrderedDict()

    def lines(self, texts: Sequence[tuple[str, str]], since: str) -> str:
        """The answer: a header, then the unit groups that differ from the answer with the version ``since``.

        The header is ``{"version", "since", "ids"}``: the ids of all unit groups in their order, and ``since`` null
        when that answer is not remembered and the lines are therefore all of them. Threads may call it together.

        :param texts: id and JSON of each unit group in their order, on one line each and without secrets.
        """
        digests = {group: _digest(text) for group, text in texts}
        version = _digest("\n".join(f"{group} {digests[group].hex()}" for group, _ in texts)).hex()
        before = self._exchange(since, version, digests)
        header = {"version": version, "since": None if before is None else since, "ids": [group for group, _ in texts]}
        changed = [text for group, text in texts if before is None or before.get(group) != digests[group]]
        return "\n".join((json.dumps(header), *changed))

    def _exchange(self, since: str, version: str, digests: Mapping[str, bytes]) -> Mapping[str, bytes] | None:
        with self._lock:
            before = self._told.get(since)
            if before is not None:
                self._told.move_to_end(since)
            self._told[version] = digests
            self._told.move_to_end(version)
            while len(self._told) > REMEMBERED:
                self._told.popitem(last=False)
        return before


def _digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=_DIGEST).digest()
