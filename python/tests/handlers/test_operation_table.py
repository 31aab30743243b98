"""The table of operations, carried out: through the server, on the simulator, to the state that the pages promise.

What the table forbids is sent all the same: the controller must refuse it, and the server say why in its own codes.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import Api, Simulator
from tests.core.operation_cases import POWER, RULES, STATES, STEADY, TARGETS, Member, Situation, situations, verdict
from tests.handlers.operation_stage import Stage

ANSWERS = {"busy": "busy", "deleting": "busy", "feature": "refused", "state": "refused", "no_node_in_state": "refused"}
"""Reason in the table -> code of the server when the order is sent all the same. What is missing is taken."""
PROVIDERS = ["aws", "aws_spot", "oracle", "onpremises"]
"""One of each class of the feature matrix, and onpremises, which is told its addresses."""


@pytest.fixture(autouse=True)
def real_time(simulator: Simulator) -> None:
    """What is ordered ends when the test says so, however busy the machine is."""
    simulator.control("POST", "/speed", {"speed": 1})


@pytest.fixture
def controller(simulator: Simulator) -> Iterator[httpx.Client]:
    """The controller itself, for making what the tests work on."""
    tls = ssl.create_default_context(cafile=simulator.info["ca_file"])
    headers = {"x-vcc-access-token": simulator.token(), "Content-Type": "application/json"}
    url = simulator.info["controller"]["url"]
    with httpx.Client(base_url=url, verify=tls, headers=headers) as client:
        yield client


def expected_code(operation: str, situation: Situation) -> str | None:
    """The code of the refusal, None when the controller takes the order."""
    found = verdict(operation, situation)
    if found == "allowed" and RULES[operation].power and POWER.get(situation.members[0].provider) == "try":
        return "refused"
    return ANSWERS.get(str(found))


def is_carried_out(situation: Situation, place: str, members: int) -> bool:
    """The situations that the controller alone decides: its user may order, and the group stays."""
    usual = situation.role == "fullaccess" and situation.group == "RUNNING"
    alike = len({member.state for member in situation.members}) == 1
    known = all(member.watched is not None or situation.type == "storage" for member in situation.members)
    # Work in hand refuses everything, whether the node is watched or not: once is enough.
    known = known and (situation.moving is None or all(member.watched is not False for member in situation.members))
    return usual and situation.place == place and len(situation.members) == members and alike and known


def stands(situation: Situation) -> list[tuple[str, bool]]:
    """State and watching of each node in the situation."""
    return [(member.state, bool(member.watched)) for member in situation.members]


def ends(operation: str, situation: Situation) -> list[tuple[str, bool]]:
    """The same after the operation was carried out on all of them."""
    restarted = operation in ("start", "power_on")
    return [
        (TARGETS.get(operation, state), {"watch": True, "unwatch": False}.get(operation, watched) or restarted)
        for state, watched in ([] if operation == "delete" else stands(situation))
    ]


async def run(stage: Stage, situation: Situation, place: str) -> None:
    """Every operation that there is: first all that must be refused and change nothing, then the others one by one."""
    codes = {each: expected_code(each, situation) for each in RULES if verdict(each, situation) is not None}
    await stage.enter(situation)
    for operation, code in codes.items():
        if code is not None:
            answer = await stage.order(operation, (stage.path + place).format(*stage.ids))
            assert (answer.status, answer.body["code"]) == (409, code), (operation, situation, answer.raw)
    assert await stage.look() == stands(situation)
    for operation, code in codes.items():
        if code is None:
            await carry_out(stage, operation, situation, place)


async def carry_out(stage: Stage, operation: str, situation: Situation, place: str) -> None:
    await stage.enter(situation)
    answer = await stage.order(operation, (stage.path + place).format(*stage.ids))
    assert answer.status == 202, (operation, situation, answer.raw)
    stage.settle()
    added = [("RUNNING", True)] if operation == "add_nodes" else []
    assert await stage.look() == ends(operation, situation) + added, (operation, situation)
    if operation == "backup":
        assert stage.simulator.requests("GET", f"{stage.ids[0]}/backup")[-1]["status"] == 202


@pytest.mark.parametrize("provider", PROVIDERS)
async def test_nodes(api: Api, simulator: Simulator, controller: httpx.Client, provider: str) -> None:
    # A unit that is being worked on refuses everything whatever its provider: once is enough.
    states = STATES if provider == "aws" else STEADY
    chosen = [
        each for each in situations()
        if is_carried_out(each, "node", 1) and each.members[0].provider == provider and each.unit in states
    ]  # fmt: skip
    assert {each.unit for each in chosen} == set(states)
    stage = Stage(api, simulator, controller, provider)
    for situation in chosen:
        await run(stage, situation, "/nodes/{}")


@pytest.mark.parametrize("provider", PROVIDERS)
async def test_units(api: Api, simulator: Simulator, controller: httpx.Client, provider: str) -> None:
    """All nodes of a unit at once."""
    # Providers differ in power alone: the states from which it leads on are enough for the others.
    states = STATES if provider == "aws" else ("RUNNING", "POWER_OFF")
    chosen = [
        each for each in situations()
        if is_carried_out(each, "unit", 2) and each.members[0].provider == provider and each.type == "compute"
        and each.unit == each.members[0].state and each.unit in states
    ]  # fmt: skip
    assert {each.unit for each in chosen} == set(states)
    stage = Stage(api, simulator, controller, provider, size=2)
    for situation in chosen:
        await run(stage, situation, "")


async def test_units_after_a_failed_change(api: Api, simulator: Simulator, controller: httpx.Client) -> None:
    """ERROR is about the last change: what the nodes can do, the unit can do."""
    chosen = [each for each in situations() if is_carried_out(each, "unit", 1) and each.unit == "ERROR"]
    assert {each.members[0].state for each in chosen} == set(STEADY)
    stage = Stage(api, simulator, controller, "aws")
    for situation in chosen:
        await run(stage, situation, "")


@pytest.mark.parametrize("state", ["RUNNING", "ERROR"])
@pytest.mark.parametrize("kind", ["compute", "storage"])
async def test_empty_units(api: Api, simulator: Simulator, controller: httpx.Client, kind: str, state: str) -> None:
    (found,) = [
        each for each in situations() if (each.type, each.place, each.unit, each.members) == (kind, "unit", state, ())
    ]
    allowed = [each for each in RULES if verdict(each, found) == "allowed"]
    assert allowed == ["clear_processing", "delete"]
    stage = Stage(api, simulator, controller, "aws" if kind == "compute" else "aws_disk")
    await stage.empty()
    if state == "ERROR":
        await stage.fail()
    for operation in allowed:
        assert await stage.state() == state
        assert (await stage.order(operation, stage.path)).status == 202
        stage.settle()
    assert (await api("GET", stage.path)).status == 404


async def test_mixtures_node_by_node(api: Api, simulator: Simulator, controller: httpx.Client) -> None:
    """Of a unit whose nodes differ, those are operated that fit; the others stay as they are."""
    stage = Stage(api, simulator, controller, "aws", size=2)
    mixed = [each for each in situations() if each.place == "unit" and each.unit == "INDEFINITE" and not each.moving]
    assert len(mixed) >= 4
    for situation in mixed:
        for operation in [each for each in TARGETS if verdict(each, situation) == "allowed"]:
            await stage.enter(situation)
            expected = [member.state for member in situation.members]
            for number, node in enumerate(stage.ids):
                if expected[number] in RULES[operation].sources:
                    answer = await stage.order(operation, f"{stage.path}/nodes/{node}")
                    assert answer.status == 202, (operation, situation, answer.raw)
                    stage.settle()
                    expected[number] = TARGETS[operation]
            assert [state for state, _ in await stage.look()] == expected, (operation, situation)


async def test_a_settled_mixture_is_no_work(api: Api, simulator: Simulator, controller: httpx.Client) -> None:
    """INDEFINITE says that nodes differ, not that one should try again later."""
    stage = Stage(api, simulator, controller, "aws", size=2)
    members = (Member("aws", "RUNNING"), Member("aws", "POWER_OFF"))
    await stage.enter(Situation("unit", "compute", "INDEFINITE", members))
    assert (await api("GET", stage.path)).body["state"] == "INDEFINITE"
    answer = await stage.order("power_on", f"{stage.path}/nodes/{stage.ids[0]}")
    assert (answer.status, answer.body["code"]) == (409, "refused")


@pytest.mark.parametrize("used", [False, True])
@pytest.mark.parametrize("place", ["disk", "unit", "group"])
async def test_disks(api: Api, simulator: Simulator, controller: httpx.Client, place: str, used: bool) -> None:
    """What is attached stays, though the controller took the order: so the table does not allow it."""
    stage = Stage(api, simulator, controller, "aws_disk", size=2)
    stage.build()
    first, second = await stage.members()
    simulator.control("POST", "/attach", {"vc": stage.group, "node_no": 1, "in_use": used})
    paths = {"disk": f"{stage.path}/nodes/{first['id']}", "unit": stage.path, "group": f"/unit-groups/{stage.group}"}
    assert (await stage.order("delete", paths[place])).status == 202
    stage.settle()
    left = [disk["id"] for disk in await stage.members()]
    gone = {"disk": [second["id"]], "unit": [], "group": []}[place]
    assert left == (([first["id"], second["id"]] if place == "disk" else [first["id"]]) if used else gone)
    found = next(
        each for each in situations()
        if (each.place, each.type, each.unit, each.role) == (place, "storage", "RUNNING", "fullaccess")
        and len(each.members) == 2 and each.members[0].inUse is used and not each.members[1].inUse
    )  # fmt: skip
    assert verdict("delete", found) == ("in_use" if used else "allowed")


async def test_disks_are_added_to_units_at_rest(api: Api, simulator: Simulator, controller: httpx.Client) -> None:
    stage = Stage(api, simulator, controller, "aws_disk")
    stage.build()
    (disk,) = await stage.members()
    simulator.control("POST", "/node-state", {"vc": stage.group, "state": "BOOTING"})
    simulator.control("POST", "/processing", {"vc": stage.group})
    for operation, place in (
        ("add_nodes", stage.path),
        ("delete", stage.path),
        ("delete", f"{stage.path}/nodes/{disk['id']}"),
    ):
        answer = await stage.order(operation, place)
        assert (answer.status, answer.body["code"]) == (409, "busy"), place
    simulator.control("POST", "/node-state", {"vc": stage.group, "state": "RUNNING"})
    assert (await stage.order("clear_processing", stage.path)).status == 202
    assert (await stage.order("add_nodes", stage.path)).status == 202
    stage.settle()
    assert [(each["number"], each["state"]) for each in await stage.members()] == [(1, "RUNNING"), (2, "RUNNING")]


async def test_groups(api: Api, simulator: Simulator, controller: httpx.Client) -> None:
    stage = Stage(api, simulator, controller, "aws")
    stage.build()
    group = f"/unit-groups/{stage.group}"
    simulator.control("POST", "/processing", {"vc": stage.group})
    assert (await api("GET", group)).body["state"] == "APPLYING"
    assert (await api("PATCH", group, {"name": "while-applying"})).status == 202
    assert (await api("DELETE", group, query={"force": "1"})).status == 409
    simulator.control("POST", "/processing", {"vc": stage.group, "value": False})
    assert (await api("DELETE", group, query={"force": "1"})).status == 202
    for body in ({"name": "too-late"}, {"owner": "hanako"}):
        answer = await api("PATCH", group, body)
        assert (answer.status, answer.body["code"]) == (409, "refused"), body
    assert (await api("DELETE", group, query={"force": "1"})).body["code"] == "busy"
    stage.settle()
    assert (await api("GET", group)).status == 404
    stage.build()
    assert (await api("PATCH", f"/unit-groups/{stage.group}", {"owner": "hanako"})).status == 202
    assert (await api("GET", f"/unit-groups/{stage.group}")).body["code"] == "not_permitted"


async def test_groups_after_a_failed_change(api: Api, simulator: Simulator, controller: httpx.Client) -> None:
    stage = Stage(api, simulator, controller, "aws")
    stage.build()
    await stage.fail()
    group = f"/unit-groups/{stage.group}"
    assert (await api("PATCH", group, {"name": "renamed-in-error"})).status == 202
    found = (await api("GET", group)).body
    assert (found["name"], found["state"]) == ("renamed-in-error", "ERROR")
    assert (await api("DELETE", group, query={"force": "1"})).status == 202
    stage.settle()
    assert (await api("GET", group)).status == 404
