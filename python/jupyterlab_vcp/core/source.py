"""YAML files with the line of every key, for messages that point at the place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

# Values that do not fit their tag (`!!timestamp x`) escape ruamel.yaml as errors of the converters.
_BROKEN = (YAMLError, ValueError, TypeError, AttributeError, LookupError)

KeyPath: TypeAlias = tuple[str, ...]


class SourceError(ValueError):
    """The text is not usable YAML. ``line`` counts from 1. The message quotes nothing, as the text holds secrets."""

    def __init__(self, message: str, line: int | None) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Source:
    """Plain data, the line of each key, and each scalar as it is written in the file (``0123`` is no number there)."""

    data: Mapping[str, object]
    lines: Mapping[KeyPath, int]
    written: Mapping[KeyPath, str]


@lru_cache(maxsize=4)
def read_source(text: str) -> Source:
    """The map that a YAML 1.2 text holds; an empty text is an empty map. Raises SourceError.

    Remembered, because parsing takes a tenth of a second and a change of one file makes both be looked at again.
    """
    try:
        data: object = YAML(typ="safe", pure=True).load(text)
        node: Node | None = YAML(typ="safe", pure=True).compose(text)
    except RecursionError:
        raise SourceError("nested too deeply", None) from None
    except _BROKEN as error:
        raise _source_error(error) from None
    if data is None:
        return Source({}, {}, {})
    if not isinstance(data, Mapping) or not isinstance(node, MappingNode):
        raise SourceError("the file is not a map of sections", 1)
    scalars = list(_walk(node, ()))
    lines = {path: line for path, line, _ in scalars}
    return Source(_string_keys(data), lines, {path: raw for path, _, raw in scalars if raw is not None})


def _walk(node: MappingNode, above: KeyPath) -> Iterator[tuple[KeyPath, int, str | None]]:
    for key, value in node.value:
        path = (*above, str(key.value))
        yield path, key.start_mark.line + 1, value.value if isinstance(value, ScalarNode) else None
        # The sections are two deep; going no further also ends the walk in a map that contains itself by an alias.
        if isinstance(value, MappingNode) and len(path) < 3:
            yield from _walk(value, path)


def _string_keys(data: Mapping[object, object]) -> Mapping[str, object]:
    return {str(key): value for key, value in data.items()}


def _source_error(error: Exception) -> SourceError:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    line = None if mark is None else int(mark.line) + 1
    if isinstance(error, DuplicateKeyError):
        return SourceError("a key stands twice in one section", line)
    # The library's own text would quote the line, and with it a credential.
    return SourceError("not valid YAML; check indentation, quotes, colons and tabs there", line)
