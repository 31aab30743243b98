"""Where every key and value of a YAML text stands: what an edit needs that plain data do not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ruamel.yaml import YAML
from ruamel.yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)
from ruamel.yaml.events import MappingEndEvent as _MappingEnd

_COLON = re.compile(r"\s*:")
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Tree:
    """A value. ``start`` and ``end`` are offsets in the text; equal ones mean that nothing is written there.

    ``end`` is that of the last character that belongs to it: comments and blank lines behind it do not. ``entries`` are
    those of a map, in their order; an alias has none, whatever it stands for. ``flow`` means braces or brackets.
    """

    kind: Literal["scalar", "alias", "map", "list"]
    start: int
    end: int
    text: str = ""
    flow: bool = False
    entries: tuple[tuple[Tree, Tree], ...] = ()

    def find(self, key: str) -> tuple[Tree, Tree] | None:
        """The key of that text and its value, when they are written here; what ``<<`` merges in is not."""
        return next((entry for entry in self.entries if (entry[0].kind, entry[0].text) == ("scalar", key)), None)


def read_tree(text: str) -> Tree | None:
    """The value that a text of valid YAML holds; None when it holds none. The text has no byte order mark."""
    return _Reader(text).document()


class _Reader:
    """Builds the tree from the parser's events, whose marks are exact but for values that are not written."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._events: Iterator[Event] = YAML(typ="safe", pure=True).parse(text)

    def document(self) -> Tree | None:
        for event in self._events:
            if isinstance(event, NodeEvent):
                return self._tree(event, 0)
            if isinstance(event, DocumentEndEvent):
                break
        return None

    def _tree(self, event: NodeEvent, unwritten: int) -> Tree:
        """``unwritten`` is the place of a value of which nothing is written."""
        if isinstance(event, MappingStartEvent):
            return self._map(event)
        if isinstance(event, CollectionStartEvent):
            return self._list(event)
        start, end = event.start_mark.index, event.end_mark.index
        if start == end:
            return Tree("scalar", unwritten, unwritten)
        # The mark behind a block scalar stands where the next token begins.
        end = start + len(self._text[start:end].rstrip())
        if isinstance(event, AliasEvent):
            return Tree("alias", start, end)
        return Tree("scalar", start, end, event.value if isinstance(event, ScalarEvent) else "")

    def _map(self, begin: MappingStartEvent) -> Tree:
        entries: list[tuple[Tree, Tree]] = []
        for event in self._events:
            if isinstance(event, _MappingEnd):
                end = event.end_mark.index if begin.flow_style or not entries else entries[-1][1].end
                return Tree("map", begin.start_mark.index, end, flow=bool(begin.flow_style), entries=tuple(entries))
            key = self._tree(_node(event), event.start_mark.index)
            value = self._tree(_node(next(self._events)), self._after_colon(key))
            entries.append((key, value))
        raise ValueError("the text ends within a map")

    def _list(self, begin: CollectionStartEvent) -> Tree:
        end = begin.end_mark.index
        for event in self._events:
            if isinstance(event, SequenceEndEvent):
                end = event.end_mark.index if begin.flow_style else end
                return Tree("list", begin.start_mark.index, end, flow=bool(begin.flow_style))
            end = max(end, self._tree(_node(event), end).end)
        raise ValueError("the text ends within a list")

    def _after_colon(self, key: Tree) -> int:
        colon = _COLON.match(self._text, key.end)
        return colon.end() if colon else key.end


def _node(event: Event) -> NodeEvent:
    if not isinstance(event, NodeEvent):
        raise ValueError(f"a value was expected, not {type(event).__name__}")
    return event


def line_start(text: str, at: int) -> int:
    """Offset of the first character of the line at an offset."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def line_number(text: str, at: int) -> int:
    """Number of the line at an offset, from 1."""
    return sum(1 for _ in _BREAK.finditer(text, 0, at)) + 1


def line_end(text: str, at: int) -> int:
    """Offset of the line break that ends the line at an offset, or of the end of the text."""
    found = _BREAK.search(text, at)
    return found.start() if found else len(text)


def next_line(text: str, at: int) -> int:
    """Offset of the beginning of the line after the one at an offset, or of the end of the text."""
    found = _BREAK.search(text, at)
    return found.end() if found else len(text)


def column(text: str, at: int) -> int:
    """Characters before an offset in its line."""
    return at - line_start(text, at)


def line_break(text: str) -> str:
    """The line break that the text uses first; a line feed when it has none."""
    found = _BREAK.search(text)
    return found[0] if found else "\n"
