"""From ``object`` to a type, at the border to remote services. What does not fit is ``not_understood``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from jupyterlab_vcp.core.errors import VcpFailure

_INTEGER = re.compile(r"\s*[0-9]{1,18}\s*")


def misfit(where: str, expected: str) -> VcpFailure:
    """The failure for an answer of the wrong shape."""
    return VcpFailure("not_understood", f"The answer of the controller was not understood: {where} is not {expected}.")


def mapping(value: object, where: str) -> Mapping[str, object]:
    """A JSON object."""
    if not isinstance(value, Mapping):
        raise misfit(where, "an object")
    return value


def text(source: Mapping[str, object], key: str, default: str = "") -> str:
    """A string; missing and null are the default, as the client of the pages tolerates it; numbers are spelt out."""
    value = source.get(key)
    if value is None:
        return default
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return str(value)
    raise misfit(key, "a string")


def required_text(source: Mapping[str, object], key: str) -> str:
    """A string that must be there and not be empty."""
    value = text(source, key)
    if not value:
        raise misfit(key, "there")
    return value


def integer(source: Mapping[str, object], key: str) -> int | None:
    """An integer, also written as a string; None when it is missing, null or something else."""
    value = source.get(key)
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    # Not isdigit(): "²" is a digit, but no number; and int() refuses thousands of figures.
    return int(value) if isinstance(value, str) and _INTEGER.fullmatch(value) else None


def required_integer(source: Mapping[str, object], key: str) -> int:
    """An integer that must be there."""
    value = integer(source, key)
    if value is None:
        raise misfit(key, "an integer")
    return value


def flag(source: Mapping[str, object], key: str) -> bool | None:
    """A boolean, also written as a string; None when it is missing or something else."""
    value = source.get(key)
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value.lower()) if isinstance(value, str) else None


def sequence(source: Mapping[str, object], key: str) -> Sequence[object]:
    """A list; missing and null are empty."""
    value = source.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise misfit(key, "a list")
    return value
