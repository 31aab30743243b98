"""The records the controller keeps, and their conversion to and from plain JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from jupyterlab_vcp.demo.controller.table import Plugin, plugin_for

VC_DISK = "vcp:"
"""How references to VC disks begin; all other volumes are the provider's own."""


class ApiError(Exception):
    """A refusal: an HTTP status and the text for the user."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


@dataclass
class Member:
    """A node or a disk; the fields of the other kind stay empty."""

    no: int
    id: str
    provider: str
    state: str = "BOOTING"
    address: str = ""
    """Reserved from the start, shown once the instance is there."""
    mac: str = ""
    instance_id: str = ""
    volumes: list[str] = field(default_factory=list)
    """As they were ordered: references to VC disks, and ids of the provider's own volumes."""
    boot_date: str = ""
    container_date: str = ""
    watch_mode: bool = False
    error_message: str = ""
    in_use: bool = False
    cdate: str = ""
    size: int | None = None


@dataclass
class Unit:
    """A unit with its members and the lock."""

    name: str
    provider: str
    storage: bool
    network: str
    info: str
    size: int | None = None
    volumes: list[str] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    last_no: int = 0
    processing: bool = False
    failed: bool = False
    deleting: bool = False
    error_message: str = ""

    @property
    def plugin(self) -> Plugin:
        """The plugin this unit was made with."""
        plugin = plugin_for(self.provider, self.storage)
        if plugin is None:
            raise KeyError(self.provider)
        return plugin

    @property
    def state(self) -> str:
        """The state shown to clients (see ``choices``)."""
        if self.deleting:
            return "DELETING"
        if self.failed:
            return "ERROR"
        states = {member.state for member in self.members}
        if len(states) > 1:
            return "INDEFINITE"
        return next(iter(states), "RUNNING")

    def member(self, member_id: str) -> Member | None:
        """One node or disk by its id."""
        return next((member for member in self.members if member.id == member_id), None)


@dataclass
class Vc:
    """A unit group."""

    vcid: str
    vcno: int
    name: str
    storage: bool
    owner: str
    cdate: str
    units: dict[str, Unit] = field(default_factory=dict)
    deleting: bool = False

    @property
    def state(self) -> str:
        """The state shown to clients (see ``choices``)."""
        if self.deleting:
            return "DELETING"
        if any(unit.failed for unit in self.units.values()):
            return "ERROR"
        return "APPLYING" if any(unit.processing for unit in self.units.values()) else "RUNNING"

    @property
    def error_message(self) -> str:
        """The text of the first unit that failed, or the empty string."""
        return next((unit.error_message for unit in self.units.values() if unit.failed), "")


@dataclass(order=True)
class Event:
    """Work that becomes due: plain data, so that it survives a restart."""

    due: float
    seq: int
    kind: str = field(compare=False)
    vcid: str = field(compare=False)
    unit: str = field(compare=False, default="")
    ids: list[str] = field(compare=False, default_factory=list)
    text: str = field(compare=False, default="")


@dataclass
class State:
    """Everything the controller remembers."""

    vcc_id: str
    vcs: dict[str, Vc] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    last_vcno: int = 0
    last_seq: int = 0
    backups: list[str] = field(default_factory=list)

    def vc_disk(self, volume: str) -> tuple[Vc, Member] | None:
        """The VC disk that ``vcp:{vcid}:{unit}:{disk_id}`` names, with the group it is in."""
        if not volume.startswith(VC_DISK) or volume.count(":") != 3:
            return None
        _, vcid, unit_name, disk_id = volume.split(":")
        vc = self.vcs.get(vcid)
        unit = vc.units.get(unit_name) if vc else None
        disk = unit.member(disk_id) if unit and unit.storage else None
        return (vc, disk) if vc and disk else None

    def members(self) -> Iterator[tuple[Vc, Unit, Member]]:
        """Every node and disk with the unit and the group it is in."""
        for vc in self.vcs.values():
            for unit in vc.units.values():
                for member in unit.members:
                    yield vc, unit, member

    def to_json(self) -> dict[str, Any]:
        """Plain data for the state file."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> State:
        """The reverse of :meth:`to_json`."""
        vcs: dict[str, Vc] = {}
        for vcid, raw in data["vcs"].items():
            units = {
                name: Unit(**{**unit, "members": [Member(**member) for member in unit["members"]]})
                for name, unit in raw["units"].items()
            }
            vcs[vcid] = Vc(**{**raw, "units": units})
        return cls(**{**data, "vcs": vcs, "events": [Event(**event) for event in data["events"]]})
