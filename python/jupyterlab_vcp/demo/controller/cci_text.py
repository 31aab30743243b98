"""CCI texts as they travel: base64 of YAML, read strictly."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Hashable
from typing import Any

import yaml

from jupyterlab_vcp.demo import choices
from jupyterlab_vcp.demo.controller.state import ApiError


class _Loader(yaml.SafeLoader):
    """Refuses a key that stands twice, which plain YAML loading lets pass."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"key {key.value} stands twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def decode(text: object, key: str) -> Any:
    """Base64 to YAML to plain data."""
    if not isinstance(text, str) or not text:
        raise ApiError(choices.BAD_REQUEST, f"{key} must be the base64 text of a CCI")
    try:
        return yaml.load(plain(text), _Loader)  # noqa: S506 - a SafeLoader
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise ApiError(choices.BAD_REQUEST, f"{key} is not base64 of UTF-8 text in one line") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise ApiError(choices.BAD_REQUEST, f"wrong CCI\\n{key} is not YAML: line {line}: {error.problem}") from None
    except yaml.YAMLError:
        raise ApiError(choices.BAD_REQUEST, f"wrong CCI\\n{key} is not YAML") from None


def plain(text: str) -> str:
    """The CCI text of a base64 line."""
    return base64.b64decode(text, validate=True).decode("utf-8")


def inner(data: Any, word: str) -> dict[str, Any]:
    """The map below ``- word:``."""
    good = isinstance(data, list) and len(data) == 1 and isinstance(data[0], dict) and list(data[0]) == [word]
    if not good or not isinstance(data[0][word], dict):
        raise ApiError(choices.BAD_REQUEST, f"wrong CCI\\ntop: must be a list with one map whose only key is {word}")
    found: dict[str, Any] = data[0][word]
    return found
