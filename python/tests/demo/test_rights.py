"""Roles, ownership, privileged mode, tokens, and the lock of units."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jupyterlab_vcp.demo.choices import DURATIONS

from .support import Api, Running

OPERATIONS_ON_UNITS: list[tuple[str, str, object]] = [
    ("PUT", "", {"ip_address_list": [], "mac_address_list": [], "num_nodes": 1}),
    ("DELETE", "", {"force": "true"}),
    ("PATCH", "/suspend", {}),
    ("PATCH", "/power_off", {}),
    ("PATCH", "/watch", {}),
    ("DELETE", "/{id}", {}),
    ("PATCH", "/{id}/suspend", {}),
    ("PATCH", "/{id}/unwatch", {}),
    ("GET", "/{id}/backup", None),
]


@pytest.mark.parametrize("token", ["expired", "s.unknown", ""])
def test_bad_tokens(user: Callable[..., Api], token: str) -> None:
    api = user(token)
    assert api.refused(401, "GET", "/vcs")
    assert api.refused(401, "GET", "/accounts/authority")
    assert api.call("GET", "").status_code == 200


def test_regular_sees_only_own(api: Api, user: Callable[..., Api]) -> None:
    unit = api.unit()
    other = user("other")
    assert other.get("/vcs") == {"vcs": []}
    for path in (unit, unit.rsplit("/", 1)[0], api.node(unit)):
        other.refused(403, "GET", path)
    other.refused(403, "DELETE", unit, {"force": "true"})
    assert user("super").get("/vcs") == {"vcs": []}


def test_privileged(sim: Running, api: Api, user: Callable[..., Api]) -> None:
    unit = api.unit()
    everything = user("super", privileged=True)
    assert len(everything.get("/vcs")["vcs"]) == 1
    everything.ok("PATCH", f"{unit}/suspend")
    sim.settle()
    assert user(privileged=True).refused(403, "GET", "/vcs")
    odd = user("super")
    odd.http.headers["x-vcc-privileged"] = "true"
    odd.refused(400, "GET", "/vcs")


@pytest.mark.parametrize(("method", "path", "body"), OPERATIONS_ON_UNITS)
def test_readonly_may_not_update(api: Api, user: Callable[..., Api], method: str, path: str, body: object) -> None:
    unit = api.unit()
    readonly = user("readonly")
    assert readonly.get(unit) == api.get(unit)
    node = api.node(unit).rsplit("/", 1)[1]
    assert "readonly" in readonly.refused(403, method, unit + path.replace("{id}", node), body)
    readonly.refused(403, "POST", "/vcs", {})


@pytest.mark.parametrize(("method", "path", "body"), OPERATIONS_ON_UNITS)
def test_lock(sim: Running, api: Api, method: str, path: str, body: object) -> None:
    unit = api.unit()
    node = api.node(unit)
    sim.control("POST", "/processing", {"unit": "u"})
    target = unit + path.replace("{id}", node.rsplit("/", 1)[1])
    assert "processing" in api.refused(409, method, target, body)
    assert "processing" in api.refused(409, "DELETE", unit.rsplit("/", 1)[0], {"force": "true"})
    api.ok("PATCH", f"{unit}/clear_processing")
    assert api.call(method, target, body).status_code == 202


def test_lock_lasts_as_long_as_the_work(sim: Running, api: Api) -> None:
    unit = api.unit(count=2)
    api.ok("DELETE", api.node(unit))
    api.refused(409, "DELETE", api.node(unit, 1))
    sim.advance(DURATIONS["delete"] - 1)
    api.refused(409, "DELETE", api.node(unit, 1))
    sim.advance(2)
    api.ok("DELETE", api.node(unit))


def test_hanging_boot_can_be_cleared_and_deleted(sim: Running, api: Api) -> None:
    sim.control("POST", "/hang-units", {"unit": "u"})
    vcid = api.group()
    api.add_unit(vcid)
    sim.settle()
    sim.advance(10_000)
    assert api.get(f"/vcs/{vcid}/u")["state"] == "BOOTING"
    api.refused(409, "DELETE", f"/vcs/{vcid}/u", {"force": "true"})
    api.ok("PATCH", f"/vcs/{vcid}/u/clear_processing")
    api.ok("DELETE", f"/vcs/{vcid}/u", {"force": "true"})
    sim.settle()
    assert api.get(f"/vcs/{vcid}")["unit"] == []


def test_new_work_replaces_a_cleared_delete(sim: Running, api: Api) -> None:
    unit = api.unit()
    api.ok("DELETE", unit, {"force": "true"})
    api.ok("PATCH", f"{unit}/clear_processing")
    api.ok("PUT", unit, {"ip_address_list": [], "mac_address_list": [], "num_nodes": 1})
    sim.settle()
    assert [node["state"] for node in api.get(unit)["node"]] == ["DELETING", "RUNNING"]
    assert api.get(unit)["state"] == "INDEFINITE"


def test_expire(sim: Running, api: Api) -> None:
    sim.control("POST", "/expire", {"token": "regular", "after": 2})
    api.get("/vcs")
    api.get("/vcs")
    assert "expired" in api.refused(401, "GET", "/vcs")
    sim.control("POST", "/reset")
    api.get("/vcs")
    sim.control("POST", "/expire", {"token": "regular"})
    api.refused(401, "GET", "/vcs")
