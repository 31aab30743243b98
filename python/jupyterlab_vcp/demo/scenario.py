"""What the simulated controller holds at the start."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

import yaml

from jupyterlab_vcp.demo import config_files
from jupyterlab_vcp.demo.accounts import Accounts
from jupyterlab_vcp.demo.clock import format_date
from jupyterlab_vcp.demo.controller import catalog, operations, work
from jupyterlab_vcp.demo.controller.state import Member, Unit, Vc
from jupyterlab_vcp.demo.controller.table import PLUGINS, Plugin
from jupyterlab_vcp.demo.controller.world import RESERVED_HOSTS, World, terraform_text
from jupyterlab_vcp.demo.generations import Generation

NAMES = ("empty", "demo", "large")
DAY = 86_400.0
GROUPS = 500
"""Groups of the large scenario, fewer when there are few nodes."""


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


def fill(world: World, accounts: Accounts, name: str, nodes: int) -> None:
    """Put a scenario into an empty controller and the secrets into the Vault."""
    regular = accounts.by_label["regular"]
    for path, secret in config_files.VAULT_SECRETS.items():
        world.store.write("cubbyhole", regular, path, dict(secret))
    world.store.write("secret", "", "demo/shared", {"note": "shared by all tokens"})
    if name == "demo":
        _demo(world)
    elif name == "large":
        _large(world, nodes)


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
    nodes = [f"num_nodes: {sample.count}", f"image: {generation.image}"]
    head = [f"num_disks: {sample.count}"] if plugin.storage else nodes
    lines = ["", "- unit:", '    cci_version: "1.1"', f"    name: {sample.name}", '    description: ""']
    lines += ["    private_network: default", *(f"    {line}" for line in head), "    recovery_mode: none"]
    if not plugin.storage:
        lines += ["    docker_opt: {}", "    params:", "        v:", "        - /export:/export", "        e:"]
        lines += ["        - TZ=Asia/Tokyo"]
    lines += [f"    cloud_provider: {plugin.provider}", "    cloud_params:"]
    return "\n".join(lines + [f"        {key}: {value}" for key, value in params.items()])


def _group(world: World, name: str, owner: str, days: float, storage: bool = False, zone: str = "UTC") -> Vc:
    vc = operations.add_vc(world, name, storage, owner)
    vc.cdate = format_date(world.at - days * DAY, zone)
    return vc


def _unit(world: World, vc: Vc, sample: Sample, first_address: int | None = None) -> Unit:
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
    member.error_message = sample.errors.get(member.no, "")


def _demo(world: World) -> None:
    disks = _group(world, "demo-disks", "nobody", 12, storage=True)
    data = _unit(world, disks, Sample("data", "aws_disk", 2, 12))
    data.members[0].in_use = True
    volume = f"vcp:{disks.vcid}:{data.name}:{data.members[0].id}"
    demo = _group(world, "demo", "nobody", 9)
    _unit(world, demo, Sample("web", "aws", 2, 9))
    _unit(world, demo, Sample("db", "aws", 1, 3, volumes=[volume]))
    azure = _group(world, "analysis", "nobody", 2)
    quota = "Operation results in exceeding quota limits of Core. Maximum allowed: 10, Current in use: 8, Requested: 4"
    _unit(world, azure, Sample("workers", "azure", 2, failure=quota))
    mixed = _group(world, "lecture2026", "nobody", 41, zone="JST")
    _unit(world, mixed, Sample("students", "mdx2", 4, 41, {2: "POWER_OFF", 4: "POWER_OFF"}))
    lost = {3: "serf: member-fail"}
    _unit(world, mixed, Sample("gateway", "sakura", 3, 41, {2: "SUSPENDED", 3: "CONTAINER_ERROR"}, lost))
    _group(world, "sandbox", "nobody", 0.1)
    other = _group(world, "hanako-genome", "hanako", 5)
    _unit(world, other, Sample("pipeline", "gcp", 2, 5))
    admin = _group(world, "ops", "vcadmin", 200)
    _unit(world, admin, Sample("bastion", "vmware", 1, 200))


def _large(world: World, nodes: int) -> None:
    providers = ("aws", "azure", "mdx2", "gcp")
    groups = max(1, min(GROUPS, nodes // 2))
    first = {}
    for provider in providers:
        network = catalog.network_of(world.catalog, provider, "default")
        first[provider] = int(network[RESERVED_HOSTS]) if network else 0
    for index in range(groups):
        share = nodes // groups + (index < nodes % groups)
        provider = providers[index % len(providers)]
        vc = _group(world, f"group-{index:04d}", "nobody" if index % 10 else "hanako", index % 60)
        for unit_name, count in (("a", share // 2), ("b", share - share // 2)):
            if count:
                sample = Sample(unit_name, provider, count, index % 60)
                _unit(world, vc, sample, first[provider])
                first[provider] += count
