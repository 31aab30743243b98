"""What CCI texts say, as values: the common ground of writer and reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jupyterlab_vcp.core.scalars import CciValue


class CciError(ValueError):
    """The text is not a CCI; the message says what is wrong where, without quoting it."""


@dataclass(frozen=True)
class GroupCci:
    """What a group CCI says: ``unit_type`` is ``compute`` or ``storage``; ``version`` the SDK's version string."""

    name: str
    unit_type: str
    version: str
    description: str


@dataclass(frozen=True)
class UnitCci:
    """What a unit CCI says, for compute (``num_nodes``, ``image``, params) or storage (``num_disks``)."""

    name: str
    cloud_provider: str
    cloud_params: Mapping[str, CciValue] = field(repr=False)
    """In the order sent, ``cci_version`` first. May hold literal credentials, hence never in a repr."""
    private_network: str = "default"
    num_nodes: int | None = None
    num_disks: int | None = None
    image: str | None = None
    params_v: tuple[str, ...] = ()
    params_e: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class CciLayout:
    """How a plugin's template writes ``cloud_params``: keys in double quotes, keys with a line feed too many."""

    quoted: frozenset[str] = frozenset({"cci_version"})
    newline_after: frozenset[str] = frozenset()
