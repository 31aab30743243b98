"""YAML scalars for the CCI: plain like the SDK's wherever that is safe, quoted where it is not.

The SDK formats values into its text as they are, so a value such as ``true``, ``012`` or ``a: b`` would reach the
controller as something else. Every function here gives text from which a YAML 1.1 and a YAML 1.2 reader take back
exactly the value that went in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

CciValue: TypeAlias = "str | int | Sequence[str] | Mapping[str, str] | None"
"""What a key of ``cloud_params`` can hold; None is an attribute that was never set."""

# What some YAML reader takes as null, bool, number or date. Wider than the YAML versions: readers differ (`+_`).
_NOT_A_STRING = re.compile(
    r"""(?ix: ~ | null | true | false | yes | no | on | off | y | n
    | [-+]? 0b[01_]+ | [-+]? 0o?[0-7_]+ | [-+]? 0x[0-9a-f_]+
    | [-+.,:_0-9]+ (e[-+]?[0-9_]*)?
    | [-+]? \.(inf|nan)
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} ([t\s].*)? )""",
)
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`=<~")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}


def plain(value: str) -> str:
    """The value without quotes where every reader gives it back unchanged, else in double quotes.

    Raises ValueError for text that no UTF-8 document can carry (lone surrogates).
    """
    return value if _is_plain(value) else double_quoted(value)


def double_quoted(value: str) -> str:
    """The value in double quotes; what is not printable is escaped. Raises ValueError for lone surrogates."""
    return '"' + "".join(_escaped(character) for character in value) + '"'


def single_quoted(value: str) -> str:
    """The value in single quotes as Python's ``repr`` of a list writes it; in double quotes where that cannot be."""
    if not value.isprintable() or "\ufeff" in value:
        return double_quoted(value)
    return "'" + value.replace("'", "''") + "'"


def flow_list(values: Sequence[str]) -> str:
    """``['a', 'b']``; ``[]`` when empty."""
    return "[" + ", ".join(single_quoted(value) for value in values) + "]"


def flow_map(values: Mapping[str, str]) -> str:
    """``{'a': 'b'}``; ``{}`` when empty.

    How the SDK writes tags that are set is not known; this is what its way of formatting lists would make of a map,
    and every YAML reader takes it.
    """
    return "{" + ", ".join(f"{single_quoted(key)}: {single_quoted(value)}" for key, value in values.items()) + "}"


def value_text(value: CciValue, quoted: bool = False) -> str:
    """The text after ``key: `` for a value of ``cloud_params``; ``quoted``: the plugin puts it in double quotes.

    An attribute that was never set is the bare word ``None``, as the SDK's formatting leaves it (onpremises).
    """
    if value is None:
        return "None"
    if isinstance(value, str):
        return double_quoted(value) if quoted else plain(value)
    if isinstance(value, int):
        return f'"{value}"' if quoted else str(value)
    return flow_map(value) if isinstance(value, Mapping) else flow_list(value)


def _is_plain(value: str) -> bool:
    if not value or not value.isprintable() or value != value.strip() or value[0] in _INDICATORS:
        return False
    if ": " in value or " #" in value or value.endswith(":"):
        return False
    return value not in (".", "...") and _NOT_A_STRING.fullmatch(value) is None


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    point = ord(character)
    if 0xD800 <= point <= 0xDFFF:
        raise ValueError("the text has half of a surrogate pair, which UTF-8 cannot carry")
    if point < 0x100:
        return f"\\x{point:02X}"
    return f"\\u{point:04X}" if point < 0x10000 else f"\\U{point:08X}"
