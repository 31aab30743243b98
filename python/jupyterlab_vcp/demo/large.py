"""The large scenario: a university's worth of groups, the same for the same seed."""

from __future__ import annotations

from dataclasses import dataclass, field

from jupyterlab_vcp.demo.choices import POWER_PROVIDERS
from jupyterlab_vcp.demo.controller import catalog
from jupyterlab_vcp.demo.controller.state import VC_DISK, Member, Unit
from jupyterlab_vcp.demo.controller.world import RESERVED_HOSTS, World
from jupyterlab_vcp.demo.samples import Sample, add_group, add_unit

NODES_PER_GROUP = 20
"""On average, whatever the number of nodes: what a tenth of the nodes costs says something only if all is a tenth."""
STORAGE_EVERY = 25
"""Every so many groups one holds disks; they come on top of the nodes."""
PROVIDERS = ("aws", "azure", "mdx2", "gcp", "sakura", "oracle", "vmware")
DISK_PROVIDERS = ("aws", "azure", "mdx2", "sakura", "oracle")
OWNER = "nobody"

_MOODS = {"RUNNING": 80, "SUSPENDED": 4, "POWER_OFF": 6, "STOPPED": 2, "mixed": 4, "lost": 3, "failed": 1}
"""How often units are in which state, per cent. failed: the last change of the unit went wrong."""


@dataclass
class _Filling:
    """What is known while the scenario is being made."""

    world: World
    next_address: dict[str, int] = field(default_factory=dict)
    free_nodes: dict[str, list[Member]] = field(default_factory=dict)
    """By provider: first nodes of units, to which disks can be attached."""


def fill(world: World, nodes: int) -> None:
    """``nodes`` nodes in compute groups, and some storage groups with half of their disks attached."""
    groups = max(1, nodes // NODES_PER_GROUP)
    storage = groups // STORAGE_EVERY
    filling = _Filling(world)
    for provider in PROVIDERS:
        network = catalog.network_of(world.catalog, provider, "default")
        filling.next_address[provider] = int(network[RESERVED_HOSTS]) if network else 0
    compute = 0
    for index in range(groups):
        if (index + 1) % STORAGE_EVERY == 0:
            _storage(filling, index)
        else:
            _compute(filling, index, nodes // (groups - storage) + (compute < nodes % (groups - storage)))
            compute += 1


def _compute(filling: _Filling, index: int, nodes: int) -> None:
    world, rng = filling.world, filling.world.rng
    vc = add_group(world, f"group-{index:04d}", OWNER, index % 60)
    sizes = _shares(world, nodes, rng.randint(1, 4))
    for number, size in enumerate(sizes):
        # One group in three mixes providers between its units.
        provider = PROVIDERS[(index + (number if index % 3 == 0 else 0)) % len(PROVIDERS)]
        mood = rng.choices(list(_MOODS), list(_MOODS.values()))[0]
        sample = Sample(f"unit-{number}", provider, size, index % 60, *_states(world, provider, mood, size))
        unit = add_unit(world, vc, sample, filling.next_address[provider])
        unit.failed = mood == "failed"
        unit.error_message = "Error: quota exceeded while adding nodes" if unit.failed else ""
        filling.next_address[provider] += size
        filling.free_nodes.setdefault(provider, []).append(unit.members[0])


def _shares(world: World, nodes: int, units: int) -> list[int]:
    """Sizes of units that make up the nodes, none of them 0."""
    cuts = sorted(world.rng.sample(range(1, nodes), min(units, nodes) - 1))
    return [end - start for start, end in zip([0, *cuts], [*cuts, nodes], strict=True)]


def _states(world: World, provider: str, mood: str, size: int) -> tuple[dict[int, str], dict[int, str]]:
    """State and error text by node number; nodes that are missing run."""
    numbers = range(1, size + 1)
    if mood == "POWER_OFF" and provider not in POWER_PROVIDERS:
        mood = "SUSPENDED"
    if mood == "mixed":
        return dict.fromkeys(numbers[::2], "SUSPENDED"), {}
    if mood == "lost":
        number = world.rng.choice(numbers)
        state, text = world.rng.choice([("CONTAINER_ERROR", "serf: member-fail"), ("HOST_ERROR", "instance lost")])
        return {number: state}, {number: text}
    return ({} if mood in ("RUNNING", "failed") else dict.fromkeys(numbers, mood)), {}


def _storage(filling: _Filling, index: int) -> None:
    world, rng = filling.world, filling.world.rng
    provider = DISK_PROVIDERS[index // STORAGE_EVERY % len(DISK_PROVIDERS)]
    vc = add_group(world, f"disks-{index:04d}", OWNER, index % 60, storage=True)
    for number in range(rng.randint(1, 2)):
        unit = add_unit(world, vc, Sample(f"unit-{number}", f"{provider}_disk", rng.randint(2, 8), index % 60))
        _attach(filling, vc.vcid, unit)


def _attach(filling: _Filling, vcid: str, unit: Unit) -> None:
    """Every second disk of a unit, each to a node of its own, as long as there are some."""
    free = filling.free_nodes.get(unit.provider, [])
    for disk in unit.members[::2]:
        if free:
            free.pop().volumes.append(f"{VC_DISK}{vcid}:{unit.name}:{disk.id}")
            disk.in_use = True
