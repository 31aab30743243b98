"""From our dataclasses to the JSON of the contract."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache

from jupyterlab_vcp.core.redaction import Redactor

_FREE_TEXT = frozenset({"error", "message", "upstreamMessage", "detail"})
"""Fields whose words come from elsewhere; short credentials are looked for in these only (see core.redaction)."""


_PLAIN = frozenset({str, int, float, bool, type(None)})


def to_json(value: object, redactor: Redactor) -> str:
    """The text of a reply: snake case becomes camel case in dataclasses, mappings keep their keys; no secret in it."""
    converted = _convert(value, redactor)
    text = _dump(converted)
    # One search over the text instead of one per string: a tree of 10,000 nodes has 120,000 of them.
    return _dump(redactor.reply(converted)) if redactor.shows_in(text) else text


def _dump(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        # Half a surrogate pair in one name must not hide all the others.
        return json.dumps(value)
    return text


@cache
def _names(kind: type) -> tuple[tuple[str, str], ...]:
    """Field names and what they are called in JSON; none for what is no dataclass."""
    return tuple((each.name, _camel(each.name)) for each in fields(kind)) if is_dataclass(kind) else ()


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def _convert(value: object, redactor: Redactor) -> object:
    kind: type = type(value)
    if kind in _PLAIN:
        return value
    if names := _names(kind):
        return {json_name: _field(json_name, getattr(value, name), redactor) for name, json_name in names}
    if isinstance(value, Mapping):
        return {str(name): _field(str(name), each, redactor) for name, each in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        # A registry has a hundred thousand tags: for each of them a call would take longer than all the rest.
        return [each if type(each) in _PLAIN else _convert(each, redactor) for each in value]
    return str(value)


def _field(name: str, value: object, redactor: Redactor) -> object:
    if type(value) in _PLAIN:
        return redactor.text(value) if value and name in _FREE_TEXT and isinstance(value, str) else value
    return _convert(value, redactor)
