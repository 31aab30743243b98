"""The frame of a ``.vcpspec`` document: version, names, provider; everything but the attributes' values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from jupyterlab_vcp.core.refusal import Code, Refusal
from jupyterlab_vcp.core.shape import as_integer, as_map, as_sequence, as_text

FORMAT_VERSION = 1
# contract/openapi.yaml, UnitGroupName and UnitName. A name of the group begins with a letter, because the SDK writes it
# into YAML as it is; the unit's pattern is the SDK's own.
_GROUP = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,127}")
_UNIT = re.compile(r"[A-Za-z0-9_-]{1,128}")


def version_refusal(document: Mapping[str, object]) -> Refusal | None:
    """Why a document of this version cannot be read, or None."""
    version = as_integer(document.get("version"))
    if version is None:
        return Refusal("version", "bad_value", "the document has no format version; it is not a .vcpspec document")
    if version > FORMAT_VERSION:
        message = f"the document is of format version {version}, made by a newer jupyterlab-vcp; this one reads 1"
        return Refusal("version", "bad_value", message)
    return None if version == FORMAT_VERSION else Refusal("version", "bad_value", "the format version must be 1")


def check_frame(document: Mapping[str, object]) -> Iterator[Refusal]:
    """What is wrong with names and shapes, but for the version."""
    yield from _name(document, "unitGroup", _GROUP, "must begin with a letter; letters, digits, - and _ (at most 128)")
    yield from _name(document, "unit", _UNIT, "may have letters, digits, - and _ only (at most 128)")
    if not as_text(document.get("provider")):
        yield Refusal("provider", "missing_value", "choose a provider")
    flavor = document.get("flavor")
    if flavor is not None and not isinstance(flavor, str):
        yield Refusal("flavor", "bad_value", "must be the name of a flavor")
    if not isinstance(document.get("attributes", {}), Mapping):
        yield Refusal("attributes", "bad_value", "must be an object")
    keys = document.get("sshKeys", [])
    if not isinstance(keys, list):
        yield Refusal("sshKeys", "bad_value", "must be a list")
    for index, key in enumerate(as_sequence(keys)):
        if not (as_text(as_map(key).get("path")) or as_text(as_map(key).get("text"))):
            yield Refusal(f"sshKeys.{index}", "bad_value", "must be an object with path or text")


def _name(document: Mapping[str, object], key: str, pattern: re.Pattern[str], rule: str) -> Iterator[Refusal]:
    value = document.get(key)
    code: Code = "missing_value" if value in (None, "") else "bad_value"
    if code == "missing_value":
        yield Refusal(key, code, "a name is needed")
    elif not isinstance(value, str) or pattern.fullmatch(value) is None:
        yield Refusal(key, code, rule)
