"""Groups and units that look as if they had been there for days."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

import yaml

from jupyterlab_vcp.demo import config_files
from jupyterlab_vcp.demo.clock import format_date
from jupyterlab_vcp.demo.controller import operations, work
from jupyterlab_vcp.demo.controller.state import Member, Unit, Vc
from jupyterlab_vcp.demo.controller.table import PLUGINS, Plugin
from jupyterlab_vcp.demo.controller.world import World, terraform_text
from jupyterlab_vcp.demo.generations import Generation

DAY = 86_400.0


@dataclass
class Sample:
    """A unit to be made as if it had been there for days."""

    name: str
    plugin: str
    count: int
    days: float = 0.0
    states: dict[int, str] = field(default_factory=dict)
    errors: dict[int, str] = field(default_factory=dict)
    failure: str = ""
    volumes: list[str] = field(default_factory=list)
    image: str = ""
    """Base container; empty: the usual one of the generation."""


@cache
def _flavors(file: Path) -> dict[str, Any]:
    flavors: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return flavors


def _flavor(plugin: Plugin, generation: Generation) -> dict[str, Any]:
    return dict(next(iter(_flavors(generation.flavors)[plugin.name].values())))


def sample_cci(sample: Sample, generation: Generation) -> str:
    """A CCI text such as the SDK would have sent for the sample."""
    plugin = PLUGINS[sample.plugin]
    values = _flavor(plugin, generation)
    params: dict[str, Any] = {"cci_version": f'"{plugin.version}"'}
    for key in (*plugin.strings, *plugin.ints):
        params[key] = values.get(key, "default")
    for key in plugin.credentials:
        path = plugin.disk_provider
        params[key] = f"vault://cubbyhole/{path}/{key}" if path in config_files.VAULT_SECRETS else "demo"
    params |= dict.fromkeys(plugin.optional, "None") | dict.fromkeys(plugin.minutes, 0)
    params |= {"ip_address_list": "[]"} if plugin.ip else {}
    params |= {plugin.disks: repr(sample.volumes)} if plugin.disks else {}
    params |= {"mac_address_list": "[]"} if plugin.mac else {}
    params |= {"tags": "{}"} if plugin.tags else {}
    nodes = [f"num_nodes: {sample.count}", f"image: {sample.image or generation.image}"]
    head = [f"num_disks: {sample.count}"] if plugin.storage else nodes
    lines = ["", "- unit:", '    cci_version: "1.1"', f"    name: {sample.name}", '    description: ""']
    lines += ["    private_network: default", *(f"    {line}" for line in head), "    recovery_mode: none"]
    if not plugin.storage:
        lines += ["    docker_opt: {}", "    params:", "        v:", "        - /export:/export", "        e:"]
        lines += ["        - TZ=Asia/Tokyo"]
    lines += [f"    cloud_provider: {plugin.provider}", "    cloud_params:"]
    return "\n".join(lines + [f"        {key}: {value}" for key, value in params.items()])


def add_group(world: World, name: str, owner: str, days: float, storage: bool = False, zone: str = "UTC") -> Vc:
    """A group that was made so many days ago."""
    vc = operations.add_vc(world, name, storage, owner)
    vc.cdate = format_date(world.at - days * DAY, zone)
    return vc


def add_unit(world: World, vc: Vc, sample: Sample, first_address: int | None = None) -> Unit:
    """The unit of a sample; ``first_address``: of its nodes, when the caller knows what is free."""
    plugin = PLUGINS[sample.plugin]
    values = _flavor(plugin, world.generation) if vc.storage else {}
    size = next((value for key, value in values.items() if key in plugin.ints), None)
    info = sample_cci(sample, world.generation)
    unit = Unit(sample.name, plugin.provider, vc.storage, "default", info, size)
    vc.units[unit.name] = unit
    if sample.failure:
        unit.failed, unit.error_message = True, terraform_text(sample.failure)
        unit.last_no = sample.count
        return unit
    members = operations.add_members(world, unit, sample.count)
    if first_address is not None:
        addresses = [str(IPv4Address(first_address + index)) for index in range(sample.count)]
    else:
        addresses = [] if vc.storage else world.choose_addresses(unit, [], sample.count)[0]
    for index, member in enumerate(members):
        _settle(world, unit, member, sample)
        member.address = addresses[index] if addresses else ""
    if members:
        members[0].volumes = list(sample.volumes)
    return unit


def _settle(world: World, unit: Unit, member: Member, sample: Sample) -> None:
    """Make a member look as if it had come up long ago."""
    now, world.at = world.at, world.at - sample.days * DAY
    work.host_up(world, unit, member)
    world.at += 95.0
    work.booted(world, unit, member)
    world.at = now
    if unit.storage:
        member.cdate = format_date(now - sample.days * DAY)
    member.state = sample.states.get(member.no, "RUNNING")
    if member.state == "STOPPED":
        member.instance_id = member.boot_date = member.container_date = ""
    member.error_message = sample.errors.get(member.no, "")
