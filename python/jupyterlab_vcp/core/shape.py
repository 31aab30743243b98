"""Narrowing of JSON and YAML data: what is not of the asked shape becomes the empty value of that shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def as_map(value: object) -> Mapping[str, object]:
    """The map with its string keys, or an empty one."""
    if not isinstance(value, Mapping):
        return {}
    return {key: entry for key, entry in value.items() if isinstance(key, str)}


def as_sequence(value: object) -> Sequence[object]:
    """The list, or an empty one."""
    return value if isinstance(value, list | tuple) else ()


def as_strings(value: object) -> tuple[str, ...]:
    """The strings of a list."""
    return tuple(entry for entry in as_sequence(value) if isinstance(entry, str))


def as_text(value: object) -> str | None:
    """The string, or None."""
    return value if isinstance(value, str) else None


def as_integer(value: object) -> int | None:
    """The integer, or None. JSON readers give ``2.0`` as a float: it counts as 2, and true does not count as 1."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
