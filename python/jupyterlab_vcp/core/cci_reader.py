"""Reads CCI texts back: what a unit was made from (``info`` of a unit), and what the writer wrote.

Lenient where the pages leave the form open (empty lists may be missing, null or ``[]``; ``None`` is "not given"),
strict about the frame. Error messages never carry the text, because a CCI may hold literal credentials.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from jupyterlab_vcp.core.cci_document import CciError, GroupCci, UnitCci
from jupyterlab_vcp.core.scalars import CciValue


def read_group_cci(text_or_base64: str) -> GroupCci:
    """The group that a CCI describes. Raises CciError."""
    vc = _inner(text_or_base64, "vc")
    unit_type = _text(vc, "type")
    if unit_type not in ("compute", "storage"):
        raise CciError("vc.type is neither compute nor storage")
    return GroupCci(_text(vc, "name"), unit_type, _text(vc, "cci_version"), _text(vc, "description"))


def read_unit_cci(text_or_base64: str) -> UnitCci:
    """The unit that a CCI describes, of version 1.0 or 1.1 and of any plugin. Raises CciError."""
    unit = _inner(text_or_base64, "unit")
    params = unit.get("params") or {}
    if not isinstance(params, Mapping):
        raise CciError("unit.params is not a map")
    return UnitCci(
        name=_text(unit, "name"),
        cloud_provider=_text(unit, "cloud_provider"),
        cloud_params=_cloud_params(unit.get("cloud_params")),
        private_network=_text(unit, "private_network") or "default",
        num_nodes=_count(unit, "num_nodes"),
        num_disks=_count(unit, "num_disks"),
        image=_text(unit, "image") or None,
        params_v=_strings(params, "v"),
        params_e=_strings(params, "e"),
    )


def decode(text_or_base64: str) -> str:
    """The YAML text of a CCI that is given as it is or as base64. Raises CciError."""
    # A CCI always has spaces and colons; base64 has neither.
    if ":" in text_or_base64:
        return text_or_base64
    try:
        return base64.b64decode("".join(text_or_base64.split()), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        raise CciError("the CCI is neither YAML text nor base64 of UTF-8 text") from None


def _inner(text_or_base64: str, word: str) -> Mapping[str, object]:
    try:
        data: object = YAML(typ="safe", pure=True).load(decode(text_or_base64))
    except (YAMLError, ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        if isinstance(error, CciError):
            raise
        raise CciError("the CCI is not valid YAML") from None
    entry = data[0] if isinstance(data, list) and len(data) == 1 else None
    inner = entry.get(word) if isinstance(entry, Mapping) and len(entry) == 1 else None
    if not isinstance(inner, Mapping):
        raise CciError(f"the CCI is not a list with one map whose only key is {word}")
    return inner


def _text(data: Mapping[str, object], key: str) -> str:
    value = data.get(key)
    if value is None:
        return ""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    raise CciError(f"{key} is not a text")


def _count(data: Mapping[str, object], key: str) -> int | None:
    value = data.get(key)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise CciError(f"{key} is not an integer")


def _strings(data: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = data.get(key)
    if value is None:
        return ()
    if not isinstance(value, list):
        raise CciError(f"params.{key} is not a list")
    return tuple(str(entry) for entry in value)


def _cloud_params(value: object) -> Mapping[str, CciValue]:
    if not isinstance(value, Mapping):
        raise CciError("unit.cloud_params is not a map")
    return {str(key): _cloud_value(entry) for key, entry in value.items()}


def _cloud_value(value: object) -> CciValue:
    if value is None or value == "None":
        return None
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, list):
        return tuple(str(entry) for entry in value)
    if isinstance(value, Mapping):
        return {str(name): str(entry) for name, entry in value.items()}
    if isinstance(value, bool):
        return str(value).lower()
    # A number or date that the SDK left unquoted (spot_price of old texts, an image named like a date).
    return str(value)
