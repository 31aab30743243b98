"""The large scenario: its size, its variety, and that polling it costs little."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from jupyterlab_vcp.demo.controller.endpoints import Call, find
from jupyterlab_vcp.demo.controller.operations import Caller
from jupyterlab_vcp.demo.controller.state import State
from jupyterlab_vcp.demo.simulation import Setup, Simulation

NODES = 10_000


@pytest.fixture(scope="module")
def sim() -> Simulation:
    start = time.monotonic()
    simulation = Simulation(Setup("large", NODES, seed=5))
    assert time.monotonic() - start < 5
    return simulation


@pytest.fixture
def state(sim: Simulation) -> State:
    return sim.world.state


def test_size(state: State) -> None:
    nodes = [member for _, unit, member in state.members() if not unit.storage]
    assert (len(state.vcs), len(nodes), len({node.address for node in nodes})) == (500, NODES, NODES)
    assert {len(vc.units) for vc in state.vcs.values()} == {1, 2, 3, 4}
    assert all(unit.members for vc in state.vcs.values() for unit in vc.units.values())
    assert {vc.owner for vc in state.vcs.values()} == {"nobody"}


def test_variety(state: State) -> None:
    states = Counter(member.state for _, unit, member in state.members() if not unit.storage)
    assert set(states) == {"RUNNING", "SUSPENDED", "POWER_OFF", "STOPPED", "CONTAINER_ERROR", "HOST_ERROR"}
    assert states["RUNNING"] > NODES * 0.7
    units = Counter(unit.state for vc in state.vcs.values() for unit in vc.units.values())
    assert {"ERROR", "INDEFINITE"} < set(units)
    assert len({unit.provider for vc in state.vcs.values() for unit in vc.units.values()}) == 7
    assert any(len({unit.provider for unit in vc.units.values()}) > 1 for vc in state.vcs.values())


def test_disks_are_attached_where_the_nodes_say(state: State) -> None:
    disks = {member.id: member for _, unit, member in state.members() if unit.storage}
    attached = {volume.rsplit(":", 1)[1] for _, _, node in state.members() for volume in node.volumes}
    assert attached == {key for key, disk in disks.items() if disk.in_use}
    assert 0 < len(attached) < len(disks)


def test_the_same_for_the_same_seed(state: State) -> None:
    def shape(each: State) -> list[object]:
        return [(unit.name, member.id, member.state, member.address) for _, unit, member in each.members()]

    assert shape(Simulation(Setup("large", NODES, seed=5)).world.state) == shape(state)
    assert shape(Simulation(Setup("large", NODES, seed=6)).world.state) != shape(state)


@pytest.mark.parametrize(("nodes", "groups"), [(1, 1), (2, 1), (7, 1), (60, 3), (NODES // 10, 50)])
def test_fewer_nodes_in_fewer_groups(nodes: int, groups: int) -> None:
    state = Simulation(Setup("large", nodes, seed=1)).world.state
    assert sum(not unit.storage for _, unit, _ in state.members()) == nodes
    assert len(state.vcs) == groups


def test_a_list_costs_little_when_little_changed(sim: Simulation) -> None:
    endpoint, parts = find("GET", "/vcs")
    account = next(each for each in map(sim.accounts.use, [sim.accounts.by_label["regular"]]) if each)

    def seconds() -> float:
        start = time.perf_counter()
        endpoint.run(Call(sim.world, Caller("", account), parts, {}))
        return time.perf_counter() - start

    first = seconds()
    groups = list(sim.world.state.vcs.values())
    later = []
    for _ in range(5):
        for vc in groups[:5]:
            sim.world.listing.touch(vc)
        later.append(seconds())
    # A hundredth of the groups was made anew; a tenth of the time leaves room for a busy machine.
    assert min(later) < first / 10
