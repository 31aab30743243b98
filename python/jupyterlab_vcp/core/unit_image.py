"""The base container image of a unit, read from its CCI (``info``, controller-api.md 4.2 to 4.4a); nothing else of it.

The tree is asked for all the time and has hundreds of units, so the text is not composed as a document: its events
are followed only until the image is found (1 ms instead of 15), and what a text said is remembered by its digest. The
text itself, which may hold literal credentials, is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import islice
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamStartEvent,
)

from jupyterlab_vcp.core.cci_reader import decode

MAX_CCI: Final = 1 << 18
"""Characters. A start-up script may make a CCI long; what is longer than this is not looked into."""

REMEMBERED: Final = 4096
"""Texts: some times as many units as a controller has, so that a look at all of them reads each only once."""

MAX_EVENTS: Final = 2000
MAX_DEPTH: Final = 16
"""Of lists and maps in the unit. A CCI has some hundred events and a depth of three."""

# The scanner looks at every open bracket again for each token, and reads up to 1024 characters of a line ahead: a line
# of brackets alone would keep it busy for seconds. Brackets of a script do not stand so.
_NESTED: Final = re.compile(r"(?:[\[{][^\[\]{}\n]*+){33}")
_FRAME: Final = (StreamStartEvent, DocumentStartEvent, SequenceStartEvent, MappingStartEvent)
_NONE: Final = frozenset({"", "~", "null", "Null", "NULL", "None"})
# A name, a tag and a digest; an "@" elsewhere would be an account before a host, which is none of the page's business.
_IMAGE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/:-]{0,511}(?:@sha(?:256|512):[0-9a-f]{64,128})?")


def read_unit_image(text_or_base64: str) -> str | None:
    """The image that a unit CCI names, as written; None when it names none or cannot be read. Never raises."""
    if len(text_or_base64) > MAX_CCI:
        return None
    try:
        text = decode(text_or_base64)
        image = "" if _NESTED.search(text) else _image_of(_bounded(YAML(typ="safe", pure=True).parse(text)))
    except (YAMLError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return None
    return image if image not in _NONE and _IMAGE.fullmatch(image) else None


class UnitImages:
    """Remembers what the last texts said, by digest; threads may share it.

    Two threads that meet a new text at once both read it, which costs a millisecond and needs no lock.
    """

    def __init__(self, read: Callable[[str], str | None] = read_unit_image, limit: int = REMEMBERED) -> None:
        self._read = read
        self._limit = limit
        self._known: dict[bytes, str | None] = {}

    def image_of(self, text_or_base64: str) -> str | None:
        """The same as :func:`read_unit_image`."""
        key = sha256(text_or_base64.encode("utf-8", "surrogatepass")).digest()
        known = self._known
        if key in known:
            return known[key]
        if len(known) >= self._limit:
            # Everything goes at once: what is still there is read again within one look, and the rest was of the past.
            known = self._known = {}
        return known.setdefault(key, self._read(text_or_base64))


def _bounded(events: Iterator[Event]) -> Iterator[Event]:
    """The events up to where a text has too many of them, or too deep ones; whoever asks for more finds the end."""
    depth = 0
    for event in islice(events, MAX_EVENTS):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > MAX_DEPTH:
            return
        yield event


def _image_of(events: Iterator[Event]) -> str:
    """The scalar at ``[0].unit.image``; empty when there is none."""
    if not all(isinstance(next(events, None), kind) for kind in _FRAME):
        return ""
    unit, inner = next(events, None), next(events, None)
    if not (isinstance(unit, ScalarEvent) and unit.value == "unit" and isinstance(inner, MappingStartEvent)):
        return ""
    for key in events:
        if isinstance(key, MappingEndEvent):
            break
        _pass(key, events)
        value = next(events, None)
        if isinstance(key, ScalarEvent) and key.value == "image":
            return str(value.value) if isinstance(value, ScalarEvent) else ""
        _pass(value, events)
    return ""


def _pass(event: Event | None, events: Iterator[Event]) -> None:
    """Goes to the end of the list or map that the event begins."""
    depth = int(isinstance(event, CollectionStartEvent))
    while depth > 0:
        each = next(events, None)
        if each is None:
            return
        depth += isinstance(each, CollectionStartEvent) - isinstance(each, CollectionEndEvent)
