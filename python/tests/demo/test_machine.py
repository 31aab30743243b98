"""The state machines: every arrow of the published diagram, units, groups and disks."""

from __future__ import annotations

import pytest

from jupyterlab_vcp.demo.controller.machine import NODE_STATES, OPERATIONS, UNIT_OPERATIONS

from .support import Api, Running, b64, unit_cci

ARROWS = [
    ("RUNNING", "suspend", "SUSPENDING", "SUSPENDED"),
    ("SUSPENDED", "resume", "RESUMING", "RUNNING"),
    ("SUSPENDED", "stop", "STOPPING", "STOPPED"),
    ("STOPPED", "start", "BOOTING", "RUNNING"),
    ("RUNNING", "power_off", "SHUTTING_DOWN", "POWER_OFF"),
    ("RESUMING", "power_off", "SHUTTING_DOWN", "POWER_OFF"),
    ("SUSPENDING", "power_off", "SHUTTING_DOWN", "POWER_OFF"),
    ("SUSPENDED", "power_off", "SHUTTING_DOWN", "POWER_OFF"),
    ("POWER_OFF", "power_on", "BOOTING", "RUNNING"),
    ("CONTAINER_ERROR", "resume", "CONTAINER_ERROR", "RUNNING"),
    ("CONTAINER_ERROR", "suspend", "CONTAINER_ERROR", "SUSPENDED"),
    ("CONTAINER_ERROR", "stop", "CONTAINER_ERROR", "STOPPED"),
    ("HOST_ERROR", "start", "HOST_ERROR", "RUNNING"),
    ("HOST_ERROR", "stop", "HOST_ERROR", "STOPPED"),
]


@pytest.fixture
def unit(api: Api) -> str:
    return api.unit()


def state(api: Api, path: str) -> str:
    return str(api.get(path)["state"])


@pytest.mark.parametrize("level", ["unit", "node"])
@pytest.mark.parametrize(("before", "operation", "via", "after"), ARROWS)
def test_arrows_by_operation(
    sim: Running, api: Api, unit: str, level: str, before: str, operation: str, via: str, after: str
) -> None:
    node = api.node(unit)
    sim.control("POST", "/node-state", {"state": before})
    api.ok("PATCH", f"{unit if level == 'unit' else node}/{operation}")
    assert (state(api, node), state(api, unit)) == (via, via)
    sim.settle()
    assert (state(api, node), state(api, unit)) == (after, after)


@pytest.mark.parametrize("before", sorted(NODE_STATES - {"DELETING"}))
def test_delete_from_any_state(sim: Running, api: Api, unit: str, before: str) -> None:
    node = api.node(unit)
    sim.control("POST", "/node-state", {"state": before})
    api.ok("DELETE", node)
    assert state(api, node) == "DELETING"
    sim.settle()
    assert api.call("GET", node).status_code == 404


@pytest.mark.parametrize("operation", sorted(UNIT_OPERATIONS))
def test_everything_else_is_refused(sim: Running, api: Api, unit: str, operation: str) -> None:
    drawn = {arrow[0] for arrow in ARROWS if arrow[1] == operation}
    if operation in ("watch", "unwatch"):
        drawn = set(NODE_STATES - {"DELETING"})
    assert {before for before in NODE_STATES if OPERATIONS[operation].allows(before)} == drawn
    node = api.node(unit)
    for before in sorted(NODE_STATES):
        sim.control("POST", "/node-state", {"state": before})
        reply = api.call("PATCH", f"{node}/{operation}")
        assert reply.status_code == (202 if before in drawn else 409), before
        sim.settle()


@pytest.mark.parametrize(
    ("event", "before", "after"),
    [(e, b, "CONTAINER_ERROR") for e in ["container-lost"] for b in ("RUNNING", "RESUMING", "SUSPENDING")]
    + [
        ("host-lost", b, "HOST_ERROR")
        for b in ["RUNNING", "RESUMING", "SUSPENDING", "SUSPENDED", "STOPPING", "SHUTTING_DOWN", "POWER_OFF"]
    ]
    + [("recovered", "CONTAINER_ERROR", "RUNNING"), ("recovered", "HOST_ERROR", "RUNNING")]
    + [("container-lost", "STOPPED", "STOPPED"), ("host-lost", "BOOTING", "BOOTING")],
)
def test_arrows_by_incident(sim: Running, api: Api, unit: str, event: str, before: str, after: str) -> None:
    sim.control("POST", "/node-state", {"state": before})
    sim.control("POST", "/incidents", {"event": event, "unit": "u"})
    assert state(api, api.node(unit)) == after


def test_boot_step_by_step(sim: Running, api: Api) -> None:
    vcid = api.group()
    assert state(api, f"/vcs/{vcid}") == "RUNNING"
    api.add_unit(vcid, count=2)
    unit = f"/vcs/{vcid}/u"
    assert (state(api, f"/vcs/{vcid}"), state(api, unit)) == ("APPLYING", "BOOTING")
    assert [node["cloud_instance_address"] for node in api.get(unit)["node"]] == ["", ""]
    assert [node["cloud_instance_id"] for node in api.get(unit)["node"]] == ["", ""]
    sim.advance(100)
    assert all(node["cloud_instance_address"] and node["boot_date"] for node in api.get(unit)["node"])
    assert state(api, unit) == "BOOTING"
    sim.settle()
    assert (state(api, f"/vcs/{vcid}"), state(api, unit)) == ("RUNNING", "RUNNING")


def test_numbers_are_never_reused_and_indefinite(sim: Running, api: Api) -> None:
    unit = api.unit(count=2)
    api.ok("DELETE", api.node(unit, 1))
    assert state(api, unit) == "INDEFINITE"
    sim.settle()
    assert state(api, unit) == "RUNNING"
    api.ok("PUT", unit, {"ip_address_list": [], "mac_address_list": [], "num_nodes": 2})
    assert state(api, unit) == "INDEFINITE"
    sim.settle()
    assert [node["node_no"] for node in api.get(unit)["node"]] == [1, 3, 4]


def test_last_node_gone(sim: Running, api: Api, unit: str) -> None:
    api.ok("DELETE", api.node(unit))
    assert state(api, unit) == "DELETING"
    sim.settle()
    assert (state(api, unit), api.get(unit)["node"]) == ("RUNNING", [])
    api.ok("DELETE", unit, {"force": "false"})
    sim.settle()
    assert api.call("GET", unit).status_code == 404


def test_watch_mode_is_independent(sim: Running, api: Api, unit: str) -> None:
    node = api.node(unit)
    api.ok("PATCH", f"{node}/unwatch")
    sim.settle()
    assert (api.get(node)["watch_mode"], state(api, node)) == (False, "RUNNING")
    api.ok("PATCH", f"{unit}/watch")
    sim.settle()
    assert api.get(node)["watch_mode"] is True


def test_stop_takes_the_instance_away(sim: Running, api: Api, unit: str) -> None:
    before = api.get(api.node(unit))
    for operation in ("suspend", "stop"):
        api.ok("PATCH", f"{unit}/{operation}")
        sim.settle()
    stopped = api.get(api.node(unit))
    assert (stopped["cloud_instance_id"], stopped["cloud_instance_address"], stopped["boot_date"]) == ("", "", "")
    api.ok("PATCH", f"{unit}/start")
    sim.settle()
    after = api.get(api.node(unit))
    assert after["cloud_instance_address"] == before["cloud_instance_address"]
    assert after["cloud_instance_id"] not in ("", before["cloud_instance_id"])


def test_delete_group(sim: Running, api: Api, unit: str) -> None:
    group = unit.rsplit("/", 1)[0]
    api.ok("DELETE", group, {"force": "true"})
    assert (state(api, group), state(api, unit)) == ("DELETING", "DELETING")
    api.refused(409, "DELETE", group, {"force": "true"})
    api.refused(409, "POST", group, {"info": b64(unit_cci("v")), "unit_name": "v"})
    sim.settle()
    assert api.call("GET", group).status_code == 404
    assert api.call("GET", unit).status_code == 404


def test_delete_empty_group_without_force(sim: Running, api: Api) -> None:
    group = f"/vcs/{api.group()}"
    api.ok("DELETE", group, {"force": "false"})
    sim.settle()
    assert api.call("GET", group).status_code == 404


def test_backup(sim: Running, api: Api, unit: str) -> None:
    node = api.node(unit)
    assert api.call("GET", f"{node}/backup").status_code == 202
    sim.settle()
    assert sim.sim.world.state.backups == [node.rsplit("/", 1)[1]]
    sim.control("POST", "/node-state", {"state": "STOPPED"})
    assert api.call("GET", f"{node}/backup").status_code == 409


@pytest.mark.parametrize("plugin", ["aws_spot", "oracle", "gcp", "vmware", "proxmox", "hokudai", "onpremises"])
def test_no_power(api: Api, plugin: str) -> None:
    unit = api.unit(plugin=plugin)
    assert "not supported" in api.refused(400, "PATCH", f"{unit}/power_off")
    assert "not supported" in api.refused(400, "PATCH", f"{api.node(unit)}/power_off")


def test_failed_boot(sim: Running, api: Api) -> None:
    sim.control("POST", "/fail-units", {"unit": "ba.", "message": "quota exceeded", "count": 1})
    vcid = api.group()
    api.add_unit(vcid, "bad")
    sim.settle()
    group = api.get(f"/vcs/{vcid}")
    assert (group["state"], group["error_message"]) == ("ERROR", "quota exceeded")
    unit = group["unit"][0]
    assert (unit["state"], unit["error_message"], unit["node"]) == ("ERROR", "quota exceeded", [])
    api.ok("PUT", f"/vcs/{vcid}/bad", {"ip_address_list": [], "mac_address_list": [], "num_nodes": 1})
    sim.settle()
    group = api.get(f"/vcs/{vcid}")
    assert (group["state"], group["error_message"], group["unit"][0]["node"][0]["node_no"]) == ("RUNNING", "", 2)


@pytest.mark.parametrize(
    ("addresses", "text"),
    [
        (["10.1.1.1"], "not in the range"),
        (["172.30.2.0"], "not in the range"),
        (["172.30.2.255"], "not in the range"),
        (["172.30.2.4"], "already in use"),
    ],
)
def test_wrong_addresses_end_in_error(sim: Running, api: Api, unit: str, addresses: list[str], text: str) -> None:
    vcid = api.group("second")
    api.add_unit(vcid, addresses=addresses)
    sim.settle()
    assert api.get(f"/vcs/{vcid}")["state"] == "ERROR"
    assert text in api.get(f"/vcs/{vcid}/u")["error_message"]


def test_addresses_are_used_or_chosen(sim: Running, api: Api) -> None:
    unit = api.unit(addresses=["172.30.2.5"])
    api.ok("PUT", unit, {"ip_address_list": [], "mac_address_list": [], "num_nodes": 2})
    sim.settle()
    shown = [node["cloud_instance_address"] for node in api.get(unit)["node"]]
    assert shown == ["172.30.2.5", "172.30.2.4", "172.30.2.6"]


def test_full_range(sim: Running, api: Api) -> None:
    vcid = api.group()
    api.add_unit(vcid, count=252)
    sim.settle()
    assert "no free address" in api.get(f"/vcs/{vcid}/u")["error_message"]
