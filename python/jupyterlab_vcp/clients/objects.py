"""The controller's objects in our vocabulary, and how its JSON becomes them (controller-api.md 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from jupyterlab_vcp.core.dates import to_rfc3339
from jupyterlab_vcp.core.generation import Generation, generation_of
from jupyterlab_vcp.core.narrow import (
    flag,
    integer,
    mapping,
    misfit,
    required_integer,
    required_text,
    sequence,
    text,
)
from jupyterlab_vcp.core.unit_image import UnitImages

UnitType = Literal["compute", "storage"]


@dataclass(frozen=True)
class Authority:
    """Who the token is (3.1.1)."""

    user: str
    role: str
    """``fullaccess`` or ``readonly``; another word is passed on."""
    user_role: str
    """``regular`` or ``super``."""


@dataclass(frozen=True)
class ControllerVersion:
    """Versions of the controller and its plugins (3.1.2)."""

    version: str
    generation: Generation | None
    """None: the version text was not understood."""
    git_tag: str
    plugins: Mapping[str, str]


@dataclass(frozen=True)
class VpnEntry:
    """One network of one provider (3.1.3)."""

    provider: str
    name: str
    range: str | None
    """Addresses for nodes, CIDR; None: the controller names no range."""
    values: Mapping[str, object]


@dataclass(frozen=True)
class Volume:
    """An extra volume of a node."""

    id: str
    device: str | None


@dataclass(frozen=True)
class Node:
    """A cloud instance with its base container (4.3)."""

    id: str
    number: int
    name: str
    state: str
    provider: str
    address: str
    instance_id: str
    volumes: tuple[Volume, ...]
    booted_at: str | None
    container_started_at: str | None
    watched: bool | None
    error: str
    kind: Literal["node"] = "node"


@dataclass(frozen=True)
class Disk:
    """A cloud volume of a storage unit (4.4)."""

    id: str
    number: int
    name: str
    state: str
    provider: str
    in_use: bool
    created_at: str | None
    volume_id: str
    size: int | None
    """GB."""
    error: str
    kind: Literal["disk"] = "disk"


@dataclass(frozen=True)
class Unit:
    """Nodes or disks of one spec (4.2)."""

    name: str
    state: str
    error: str
    provider: str | None
    created_at: str | None
    nodes: tuple[Node, ...]
    disks: tuple[Disk, ...]
    image: str | None = None
    """Of the base container, as the unit's CCI names it; None when the controller does not tell."""

    @property
    def members(self) -> tuple[Node | Disk, ...]:
        """Nodes of a compute unit, disks of a storage unit."""
        return (*self.nodes, *self.disks)


@dataclass(frozen=True)
class UnitGroup:
    """A VC: units of one type and one owner (4.1)."""

    id: str
    controller_id: str
    number: int | None
    name: str
    type: UnitType
    owner: str
    state: str
    created_at: str | None
    error: str
    units: tuple[Unit, ...]


def parse_authority(value: object) -> Authority:
    """The answer of ``GET /accounts/authority``."""
    source = mapping(value, "authority")
    role, user_role = required_text(source, "role"), required_text(source, "user_role")
    return Authority(text(source, "user_name"), role, user_role)


def parse_version(value: object) -> ControllerVersion:
    """The answer of ``GET /version``."""
    source = mapping(value, "version")
    plugins = mapping(source.get("plugin", {}), "plugin")
    version = required_text(source, "version")
    return ControllerVersion(
        version=version,
        generation=generation_of(version),
        git_tag=text(source, "git_tag"),
        plugins={name: str(each) for name, each in plugins.items()},
    )


def parse_vpn_catalog(value: object) -> tuple[VpnEntry, ...]:
    """The answer of ``GET /vpn_catalog``; ``cci_version`` stands among the providers and is none."""
    catalog = mapping(mapping(value, "answer").get("vpn_catalog"), "vpn_catalog")
    entries: list[VpnEntry] = []
    for provider, names in catalog.items():
        if provider == "cci_version":
            continue
        for name, keys in mapping(names, f"vpn_catalog.{provider}").items():
            values = mapping({} if keys is None else keys, f"vpn_catalog.{provider}.{name}")
            entries.append(VpnEntry(provider, name, text(values, "private_network_ipmask") or None, values))
    return tuple(entries)


def parse_public_key(value: object) -> str:
    """The answer of ``GET /publickey``."""
    return required_text(mapping(value, "answer"), "publickey").strip()


def parse_member(value: object) -> Node | Disk:
    """One node or disk: told apart by the key of its id."""
    source = mapping(value, "node")
    return _disk(source) if "disk_id" in source else _node(source)


def _node(source: Mapping[str, object]) -> Node:
    return Node(
        id=required_text(source, "node_id"),
        number=required_integer(source, "node_no"),
        name=text(source, "name"),
        state=text(source, "state"),
        provider=text(source, "provider"),
        address=text(source, "cloud_instance_address"),
        instance_id=text(source, "cloud_instance_id"),
        volumes=tuple(_volume(each) for each in sequence(source, "volumes")),
        booted_at=to_rfc3339(text(source, "boot_date")),
        container_started_at=to_rfc3339(text(source, "container_date")),
        watched=flag(source, "watch_mode"),
        error=text(source, "error_message"),
    )


def _volume(value: object) -> Volume:
    source = mapping(value, "volumes")
    return Volume(text(source, "volume_id"), text(source, "device_name") or None)


def _disk(source: Mapping[str, object]) -> Disk:
    return Disk(
        id=required_text(source, "disk_id"),
        number=required_integer(source, "disk_no"),
        name=text(source, "name"),
        state=text(source, "state"),
        provider=text(source, "provider"),
        in_use=flag(source, "in_use") or False,
        created_at=to_rfc3339(text(source, "cdate")),
        volume_id=text(source, "cloud_disk_id"),
        size=integer(source, "cloud_disk_size"),
        error=text(source, "error_message"),
    )


# Shared by all clients: the texts are the same for every token that sees the unit.
_UNIT_IMAGES = UnitImages()


def _unit_image(source: Mapping[str, object]) -> str | None:
    """From the unit's CCI, of any form: one that is missing or odd is no reason to refuse the unit."""
    info = source.get("info")
    return _UNIT_IMAGES.image_of(info) if isinstance(info, str) and info else None


def parse_unit(value: object) -> Unit:
    """A unit. Of its CCI (``info``) only the image is taken on purpose: it can hold literal credentials."""
    source = mapping(value, "unit")
    nodes = tuple(_node(mapping(each, "node")) for each in sequence(source, "node"))
    disks = tuple(_disk(mapping(each, "disk")) for each in sequence(source, "disk"))
    members: tuple[Node | Disk, ...] = (*nodes, *disks)
    providers = [member.provider for member in members if member.provider]
    return Unit(
        name=required_text(source, "name"),
        state=text(source, "state"),
        error=text(source, "error_message"),
        provider=providers[0] if providers else text(source, "provider") or None,
        created_at=to_rfc3339(text(source, "cdate")),
        nodes=nodes,
        disks=disks,
        image=None if disks else _unit_image(source),
    )


def parse_unit_group(value: object) -> UnitGroup:
    """A VC; a missing or null type is compute (before 18.07)."""
    source = mapping(value, "vc")
    unit_type: UnitType
    match text(source, "type") or "compute":
        case "compute":
            unit_type = "compute"
        case "storage":
            unit_type = "storage"
        case _:
            raise misfit("type", "compute or storage")
    return UnitGroup(
        id=required_text(source, "vcid"),
        controller_id=text(source, "vcc_id"),
        number=integer(source, "vcno"),
        name=text(source, "name"),
        type=unit_type,
        owner=text(source, "owner") or "nobody",
        state=text(source, "state"),
        created_at=to_rfc3339(text(source, "cdate")),
        error=text(source, "error_message"),
        units=tuple(parse_unit(each) for each in sequence(source, "unit")),
    )


def parse_unit_groups(value: object) -> tuple[UnitGroup, ...]:
    """The answer of ``GET /vcs``."""
    source = mapping(value, "answer")
    if "vcs" not in source:
        raise misfit("vcs", "there")
    return tuple(parse_unit_group(each) for each in sequence(source, "vcs"))


def parse_created(value: object) -> str:
    """The id in the answer of ``POST /vcs``."""
    return required_text(mapping(value, "answer"), "vcid")
