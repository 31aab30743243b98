"""The header ``WWW-Authenticate`` (RFC 9110, section 11.6.1): which login a server asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"  # noqa: S105 - the grammar's word, no secret
_PIECE = re.compile(
    rf'\s*(?:,\s*)*(?P<name>{_TOKEN})(?:\s*=\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^\s,"]+))'
    r"|(?P<scheme>(?=\s|,|$)))",
    re.DOTALL,
)
_TOKEN68 = re.compile(r"\s+[A-Za-z0-9._~+/-]+=*\s*(?=,|$)")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_LONGEST_HEADER = 16 * 1024


@dataclass(frozen=True)
class Challenge:
    """One challenge: the scheme and the names of its parameters are in lower case."""

    scheme: str
    parameters: Mapping[str, str]

    def get(self, name: str) -> str:
        """A parameter; empty when it is not there."""
        return self.parameters.get(name, "")


def parse_challenges(header: str) -> tuple[Challenge, ...]:
    """All challenges of a header; reading ends at the first thing that is outside the grammar.

    Commas stand between challenges as well as between parameters, and within quotes they mean nothing
    (``scope="repository:a:pull,push"``): so no splitting, but one piece after the other.
    """
    found: list[tuple[str, dict[str, str]]] = []
    for scheme, name, value in _pieces(header[:_LONGEST_HEADER]):
        if scheme:
            found.append((scheme.lower(), {}))
        elif found:
            # RFC 9110: a name must not come twice; the first one counts, so that nothing appended replaces it.
            found[-1][1].setdefault(name.lower(), value)
    return tuple(Challenge(scheme, parameters) for scheme, parameters in found)


def _pieces(header: str) -> Iterator[tuple[str, str, str]]:
    """One after the other: (scheme, "", "") or ("", name, value)."""
    place = 0
    while piece := _PIECE.match(header, place):
        place = piece.end()
        if piece["scheme"] is not None:
            yield piece["name"], "", ""
            # "Negotiate YII=": a value without a name, of a scheme that is not ours.
            opaque = _TOKEN68.match(header, place)
            place = opaque.end() if opaque else place
        elif piece["quoted"] is not None:
            yield "", piece["name"], _ESCAPED.sub(r"\1", piece["quoted"])
        else:
            yield "", piece["name"], piece["bare"]
