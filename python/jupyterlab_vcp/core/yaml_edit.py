"""Edits of one key of a YAML file as text: comments, order, quotes, line breaks and unknown keys stay byte for byte.

An edit replaces one span of the text, or adds one to it. What came out is read again and must differ from what went in
by that key alone: an alias, a merge key or whatever else carries the change elsewhere makes the edit refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from jupyterlab_vcp.core.scalars import double_quoted, plain
from jupyterlab_vcp.core.source import KeyPath, SourceError, read_source
from jupyterlab_vcp.core.yaml_tree import (
    Tree,
    column,
    line_break,
    line_end,
    line_number,
    line_start,
    next_line,
    read_tree,
)

Value: TypeAlias = "str | int | float | bool | Sequence[Value] | Mapping[str, Value]"

_BOM = "\ufeff"
_EMPTY = re.compile(r"~|null|Null|NULL|\{\s*\}")
_COMMENT = re.compile(r"( *)[ \t]*#")
_COMMA_AFTER = re.compile(r"\s*,[ \t]*")
_COMMA_BEFORE = re.compile(r",\s*\Z")


class EditRefused(ValueError):
    """The text cannot be edited safely there. ``line`` counts from 1; the message quotes nothing of the file."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


def set_value(text: str, path: KeyPath, value: Value) -> str:
    """The text with a value at a path of keys; maps that lead there are made.

    :raises SourceError: the text is no usable YAML.
    :raises EditRefused: the place is not of a form that can be edited safely.
    """
    return _edited(text, path, lambda body: _set(body, path, value), lambda data: _with(data, path, value))


def render(data: Mapping[str, Value], step: int = 2) -> str:
    """The text of a new file: maps in lines, everything else on one line."""
    return "".join(line + "\n" for name, each in data.items() for line in _block(name, each, 0, step))


def remove_key(text: str, path: KeyPath) -> str:
    """The text without a key and what stands below it; the same text when it is not there.

    A map that loses its last key stays as ``{}``. Raises as :func:`set_value`.
    """
    return _edited(text, path, lambda body: _remove(body, path), lambda data: _without(data, path))


def _edited(
    text: str,
    path: KeyPath,
    edit: Callable[[str], str],
    change: Callable[[Mapping[str, object]], Mapping[str, object]],
) -> str:
    body = text.removeprefix(_BOM)
    before = read_source(body).data
    changed = edit(body)
    try:
        same = _same(read_source(changed).data, change(before))
    except (SourceError, RecursionError):
        same = False
    if not same:
        what = "the change cannot be made there without changing something else, as with an alias, << or text after |+"
        raise EditRefused(what, _last_line(body, path))
    return text.removesuffix(body) + changed


def _last_line(text: str, path: KeyPath) -> int | None:
    """The line of the last key on a path that is there."""
    node, line = read_tree(text), None
    for name in path:
        found = node.find(name) if node is not None else None
        if found is None:
            break
        key, node = found
        line = line_number(text, key.start)
    return line


def _same(left: object, right: object) -> bool:
    """Equal with the same types and the same order of keys: 1, 1.0 and true are three things in a file."""
    return repr(left) == repr(right)


def _with(data: Mapping[str, object], path: KeyPath, value: object) -> Mapping[str, object]:
    name, *rest = path
    inner = data.get(name)
    below = _with(inner if isinstance(inner, Mapping) else {}, tuple(rest), value) if rest else value
    return {**data, name: below}


def _without(data: Mapping[str, object], path: KeyPath) -> Mapping[str, object]:
    name, *rest = path
    if name not in data:
        return data
    if not rest:
        return {key: each for key, each in data.items() if key != name}
    inner = data[name]
    return {**data, name: _without(inner, tuple(rest))} if isinstance(inner, Mapping) else data


# Setting


def _set(text: str, path: KeyPath, value: Value) -> str:
    node = read_tree(text)
    if node is None or (node.kind == "scalar" and node.start == node.end):
        lines = _block(path[0], _nest(path[1:], value), 0, 2)
        return _splice(text, len(text), len(text), _lines(text, len(text), lines))
    step = _step(text, node)
    key: Tree | None = None
    parent = node
    for depth, name in enumerate(path):
        if node.kind != "map" or (not node.entries and key is not None):
            return _fill(text, parent, key, node, _nest(path[depth:], value), step)
        found = node.find(name)
        if found is None:
            return _insert(text, node, name, _nest(path[depth + 1 :], value), step)
        parent, (key, node) = node, found
    return _replace(text, parent, key, node, value)


def _nest(path: Sequence[str], value: Value) -> Value:
    for name in reversed(path):
        value = {name: value}
    return value


def _step(text: str, root: Tree) -> int:
    """Spaces per level: those of the first section that is written in lines."""
    sections = (value for _, value in root.entries if value.entries and not value.flow)
    first = next(sections, None)
    return column(text, first.entries[0][0].start) if first else 2


def _insert(text: str, parent: Tree, name: str, value: Value, step: int) -> str:
    """A key that is not there yet, behind the last one of its map."""
    if parent.flow:
        last = parent.entries[-1][1].end if parent.entries else parent.start + 1
        entry = f"{plain(name)}: {_flow(value)}"
        return _splice(text, last, last, f", {entry}" if parent.entries else entry)
    indent = column(text, parent.entries[0][0].start)
    at = _behind(text, parent.end, lambda spaces: spaces >= indent)
    return _splice(text, at, at, _lines(text, at, _block(name, value, indent, step)))


def _fill(text: str, parent: Tree, key: Tree | None, node: Tree, value: Value, step: int) -> str:
    """Something below a key that has no value yet."""
    written = text[node.start : node.end]
    if key is None or (written and not _EMPTY.fullmatch(written)):
        raise EditRefused("what stands there is no map of keys that could take one more", line_number(text, node.start))
    if parent.flow or not isinstance(value, Mapping):
        return _replace(text, parent, key, node, value)
    start = len(text[: node.start].rstrip(" \t")) if written else node.start
    cleared = _splice(text, start, node.end, "")
    at = next_line(cleared, start)
    indent = column(text, key.start) + step
    lines = [line for name, each in value.items() for line in _block(name, each, indent, step)]
    return _splice(cleared, at, at, _lines(cleared, at, lines))


def _replace(text: str, parent: Tree, key: Tree | None, node: Tree, value: Value) -> str:
    new = _flow(value) if parent.flow else _inline(value)
    if node.start == node.end:
        before = " " if key is None or node.start > key.end else ": "
        return _splice(text, node.start, node.end, before + new)
    if key is None or node.flow or node.kind in ("scalar", "alias") or node.start < line_end(text, key.end):
        return _splice(text, node.start, node.end, new)
    # A block of lines: the value moves up behind the colon, before a comment that may stand there.
    lines = _splice(text, next_line(text, key.end), next_line(text, node.end), "")
    colon = text.index(":", key.end) + 1
    return _splice(lines, colon, colon, f" {new}")


# Removing


def _remove(text: str, path: KeyPath) -> str:
    node = read_tree(text)
    above: list[tuple[Tree, Tree]] = []
    for name in path:
        found = node.find(name) if node is not None else None
        if node is None or found is None:
            return text
        above.append((node, found[0]))
        node = found[1]
    parent, key = above[-1]
    if node is None:
        return text
    if parent.flow:
        return _remove_from_flow(text, key, node)
    if len(parent.entries) == 1 and len(above) > 1:
        return _replace(text, above[-2][0], above[-2][1], parent, {})
    start = line_start(text, key.start)
    if text[start : key.start].strip(" "):
        raise EditRefused("something stands before the key in its line", line_number(text, key.start))
    own = column(text, key.start)
    return _splice(text, start, _behind(text, node.end, lambda spaces: spaces > own), "")


def _remove_from_flow(text: str, key: Tree, node: Tree) -> str:
    after = _COMMA_AFTER.match(text, node.end)
    if after:
        return _splice(text, key.start, after.end(), "")
    before = _COMMA_BEFORE.search(text, 0, key.start)
    return _splice(text, before.start() if before else key.start, node.end, "")


# Text


def _splice(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _behind(text: str, end: int, belongs: Callable[[int], bool]) -> int:
    """Offset of the line after a value, and after the lines of comments that follow it and belong to it."""
    at = found = next_line(text, end)
    while at < len(text):
        comment = _COMMENT.match(text, at)
        if comment is None and text[at : line_end(text, at)].strip():
            break
        at = next_line(text, at)
        if comment is not None:
            if not belongs(len(comment[1])):
                break
            found = at
    return found


def _lines(text: str, at: int, lines: Sequence[str]) -> str:
    """Whole lines to be put at an offset where a line begins, or at the end of a text without a last line break."""
    end = line_break(text)
    unfinished = at == len(text) and text != "" and not text.endswith(("\n", "\r"))
    return end + end.join(lines) if unfinished else "".join(line + end for line in lines)


def _block(name: str, value: Value, indent: int, step: int) -> list[str]:
    """A key in lines of its own, maps below it too."""
    head = f"{' ' * indent}{plain(name)}:"
    if not isinstance(value, Mapping) or not value:
        return [f"{head} {_inline(value)}"]
    return [head, *(line for key, each in value.items() for line in _block(key, each, indent + step, step))]


def _inline(value: Value) -> str:
    return plain(value) if isinstance(value, str) else _flow(value)


def _flow(value: Value) -> str:
    """The value on one line, strings in quotes: within braces more characters have a meaning."""
    if isinstance(value, str):
        return double_quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{double_quoted(key)}: {_flow(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(map(_flow, value)) + "]"
