"""From our dataclasses to the JSON of the contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache

from jupyterlab_vcp.core.redaction import Redactor

_FREE_TEXT = frozenset({"error", "message", "upstreamMessage", "detail"})
"""Fields whose words come from elsewhere; short credentials are looked for in these only (see core.redaction)."""


def to_json(value: object, redactor: Redactor) -> object:
    """A JSON value: snake case becomes camel case in dataclasses, mappings keep their keys; no secret in it."""
    return redactor.reply(_convert(value, redactor))


@cache
def _names(kind: type) -> tuple[tuple[str, str], ...]:
    """Field names and what they are called in JSON."""
    if not is_dataclass(kind):
        return ()
    return tuple((each.name, _camel(each.name)) for each in fields(kind))


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def _convert(value: object, redactor: Redactor) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        pairs = [(json_name, getattr(value, name)) for name, json_name in _names(type(value))]
        return {name: _field(name, each, redactor) for name, each in pairs}
    if isinstance(value, Mapping):
        return {str(name): _field(str(name), each, redactor) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_convert(each, redactor) for each in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _field(name: str, value: object, redactor: Redactor) -> object:
    if name in _FREE_TEXT and isinstance(value, str):
        return redactor.text(value)
    return _convert(value, redactor)
