"""Fault injection, the request log and the other actions of the control endpoint."""

from __future__ import annotations

import json
import socket
import ssl
import time
from collections.abc import Callable

import httpx
import pytest

from jupyterlab_vcp.demo.controller import views

from .support import Api, Running, b64, group_cci


def test_status_and_message(sim: Running, api: Api) -> None:
    sim.fault("status", "/vcs$", "GET", count=2, status=503, message="busy")
    assert api.refused(503, "GET", "/vcs") == "busy"
    assert api.call("GET", "/version").status_code == 200
    api.refused(503, "GET", "/vcs")
    api.get("/vcs")
    sim.fault("status", status=500, body="plain text")
    assert api.call("GET", "/vcs").text == "plain text"
    sim.control("DELETE", "/faults")
    api.get("/vcs")


def test_html_oversize_redirect(sim: Running, api: Api) -> None:
    sim.fault("html", count=1)
    reply = api.call("GET", "/vcs")
    assert (reply.status_code, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
    sim.fault("oversize", count=1)
    reply = api.call("GET", "/vcs")
    assert reply.status_code == 500
    assert len(reply.content) > 5_000_000
    sim.fault("redirect", count=1, location="https://elsewhere.invalid/x")
    reply = api.call("GET", "/vcs")
    assert (reply.status_code, reply.headers["location"]) == (302, "https://elsewhere.invalid/x")


@pytest.mark.parametrize("reset", [False, True])
def test_cut(sim: Running, api: Api, reset: bool) -> None:
    sim.fault("cut", count=1, reset=reset)
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        api.call("GET", "/vcs")
    api.get("/vcs")


def test_hang_and_latency(sim: Running, api: Api) -> None:
    sim.fault("hang", count=1)
    with pytest.raises(httpx.ReadTimeout):
        api.call("GET", "/vcs", timeout=0.2)
    sim.fault("latency", count=1, seconds=0.3)
    start = time.monotonic()
    api.get("/vcs")
    assert time.monotonic() - start > 0.29


def test_truncate_and_drip(sim: Running, api: Api) -> None:
    sim.fault("truncate", count=1)
    with pytest.raises(httpx.RemoteProtocolError):
        api.call("GET", "/version")
    sim.fault("drip", count=1, bytes_per_second=20)
    with pytest.raises(httpx.ReadTimeout):
        api.call("GET", "/version", timeout=0.05)
    sim.fault("drip", count=1, bytes_per_second=5000)
    assert api.get("/version")["git_tag"]


def test_answers_that_lie(sim: Running, api: Api) -> None:
    sim.fault("swallow", "/vcs$", "POST", count=1)
    vcid = api.ok("POST", "/vcs", {"cci": b64(group_cci("ghost"))})["vcid"]
    assert api.call("GET", f"/vcs/{vcid}").status_code == 404
    sim.fault("answer", "/vcs$", "POST", count=1, status=200)
    assert api.call("POST", "/vcs", {"cci": b64(group_cci("real"))}).status_code == 200
    assert [vc["name"] for vc in api.get("/vcs")["vcs"]] == ["real"]
    sim.fault("answer", "/vcs$", "POST", count=1, status=200, work=False)
    assert api.call("POST", "/vcs", {"cci": b64(group_cci("ghost"))}).status_code == 200
    assert [vc["name"] for vc in api.get("/vcs")["vcs"]] == ["real"]
    sim.fault("expire", "/vcs$", count=1)
    api.refused(401, "GET", "/vcs")


def test_units_that_take_orders_and_do_nothing(sim: Running, api: Api) -> None:
    unit = api.unit()
    sim.control("POST", "/ignore-units", {"unit": "u", "count": 2})
    api.ok("PATCH", f"{unit}/suspend")
    api.ok("DELETE", api.node(unit))
    sim.settle()
    assert (api.get(unit)["state"], len(api.get(unit)["node"])) == ("RUNNING", 1)
    api.ok("PATCH", f"{unit}/suspend")
    assert api.get(unit)["state"] == "SUSPENDING"
    sim.control("POST", "/ignore-units", {"unit": "never"})
    api.add_unit(unit.split("/")[2], "never")
    api.refused(404, "GET", unit.replace("/u", "/never"))
    sim.control("DELETE", "/ignore-units")
    api.add_unit(unit.split("/")[2], "never")


def test_things_that_vanish(sim: Running, api: Api) -> None:
    unit = api.unit(count=2)
    group, first = unit.rsplit("/", 1)[0], api.node(unit)
    vcid = group.rsplit("/", 1)[1]
    assert len(api.get("/vcs")["vcs"][0]["unit"][0]["node"]) == 2
    sim.control("POST", "/vanish", {"vc": "g", "unit": "u", "node_no": 1})
    api.refused(404, "PATCH", f"{first}/suspend")
    assert len(api.get("/vcs")["vcs"][0]["unit"][0]["node"]) == 1
    api.ok("PATCH", f"{unit}/suspend")
    sim.control("POST", "/vanish", {"vc": vcid, "unit": "u"})
    api.refused(404, "GET", unit)
    sim.settle()
    assert api.get("/vcs")["vcs"][0]["unit"] == []
    sim.control("POST", "/vanish", {"vc": vcid})
    api.refused(404, "GET", group)
    assert api.get("/vcs") == {"vcs": []}


def test_speed_of_the_work_to_come(sim: Running, api: Api) -> None:
    sim.control("POST", "/speed", {"speed": 1000})
    vcid = api.group()
    api.add_unit(vcid)
    sim.advance(0.2)
    assert api.get(f"/vcs/{vcid}/u")["state"] == "RUNNING"
    sim.control("POST", "/reset")
    vcid = api.group()
    api.add_unit(vcid)
    sim.advance(100)
    assert api.get(f"/vcs/{vcid}/u")["state"] == "BOOTING"


def test_churn(sim: Running, api: Api) -> None:
    for name in "abc":
        api.unit(name, count=2)
    before = {vc["vcid"]: vc for vc in api.get("/vcs")["vcs"]}
    changed = sim.control("POST", "/churn", {"groups": 2})["groups"]
    after = {vc["vcid"]: vc for vc in api.get("/vcs")["vcs"]}
    assert {vcid for vcid in before if before[vcid] != after[vcid]} == {each["id"] for each in changed}
    assert {node["state"] for each in changed for node in after[each["id"]]["unit"][0]["node"]} == {"SUSPENDED"}
    sim.control("POST", "/churn", {"groups": 3})
    assert len({vc["unit"][0]["state"] for vc in api.get("/vcs")["vcs"]}) == 2


def test_the_list_is_what_the_groups_are(sim: Running, api: Api) -> None:
    """The texts of groups are kept (``listing``); every way to change one must be seen."""

    def check() -> None:
        shown = api.get("/vcs")["vcs"]
        state = sim.sim.world.state
        assert shown == [views.vc_view(vc, state) for vc in state.vcs.values()]

    unit = api.unit(count=2)
    vcid = unit.split("/")[2]
    steps: list[Callable[[], object]] = [
        lambda: sim.control("POST", "/node-state", {"vc": "g", "state": "UNWATCH"}),
        lambda: sim.control("POST", "/incidents", {"vc": "g", "event": "host-lost", "node_no": 1}),
        lambda: sim.control("POST", "/node-state", {"vc": "g", "state": "RUNNING"}),
        lambda: sim.control("POST", "/processing", {"vc": "g"}),
        lambda: api.ok("PATCH", f"{unit}/clear_processing"),
        lambda: sim.plain.post(sim.control_url + "/churn", content='{"groups": 1}'),
        lambda: httpx.post(f"{sim.url}/vcs/fail", json={"tag": [f"{vcid}:u:{n}" for n in (1, 2)]}, verify=sim.tls),
        lambda: api.call("PATCH", f"{unit}/suspend", {}),
        sim.settle,
        lambda: api.ok("PUT", f"/vcs/{vcid}", {"cci": b64(group_cci("h"))}),
        lambda: api.ok("DELETE", f"/vcs/{vcid}", {"force": "true"}),
        sim.settle,
    ]
    check()
    for step in steps:
        step()
        check()


def test_vault_only(sim: Running, api: Api) -> None:
    match = {"match": {"service": "vault"}, "fault": {"kind": "status", "status": 503}}
    sim.control("POST", "/faults", match)
    api.get("/vcs")
    assert httpx.get(f"{sim.vault}/v1/sys/health", verify=sim.tls).status_code == 503
    assert sim.control("GET", "/faults")["faults"][0]["fault"]["kind"] == "status"


@pytest.mark.parametrize("kind", ["wrong-ca", "wrong-host", "expired"])
def test_certificates(sim: Running, kind: str) -> None:
    sim.control("POST", "/certificate", {"kind": kind})
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        httpx.get(sim.url, verify=sim.tls)
    sim.control("POST", "/certificate", {"kind": "good"})
    assert httpx.get(sim.url, verify=sim.tls).status_code == 200


def test_refused_connection(sim: Running) -> None:
    sim.control("POST", "/listen", {"service": "controller", "on": False})
    with pytest.raises(httpx.ConnectError):
        httpx.get(sim.url, verify=sim.tls)
    sim.control("POST", "/reset")
    assert httpx.get(sim.url, verify=sim.tls).status_code == 200


def test_plain_http_on_the_tls_port(sim: Running) -> None:
    with pytest.raises(httpx.HTTPError):
        httpx.get(sim.url.replace("https", "http"))


def test_request_log(sim: Running, api: Api) -> None:
    sim.control("DELETE", "/requests")
    api.unit()
    sim.fault("status", "/version", status=500)
    api.call("GET", "/version")
    entries = sim.requests()
    first = entries[0]
    assert (first["method"], first["path"], first["status"]) == ("POST", "/vcp/v1/occtr/vcs", 202)
    assert entries[-1]["fault"] == "status"
    assert all(entry["user"] in ("nobody", None) and entry["privileged"] is False for entry in entries)
    assert not any(token in json.dumps(entries) for token in sim.tokens.values())
    last = entries[-1]["no"]
    assert sim.control("GET", f"/requests?since={last - 1}")["requests"] == entries[-1:]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/faults", {"fault": {"kind": "magic"}}),
        ("/faults", {"fault": {"kind": "cut", "more": 1}}),
        ("/faults", {"match": {"path": "("}, "fault": {"kind": "cut"}}),
        ("/faults", {"count": 0, "fault": {"kind": "cut"}}),
        ("/faults", {"fault": {"kind": "drip", "bytes_per_second": 0}}),
        ("/faults", {"fault": {"kind": "latency", "seconds": "long"}}),
        ("/faults", {"fault": {"kind": "answer", "status": True}}),
        ("/faults", {"fault": {"kind": "status", "status": 42}}),
        ("/fail-units", {}),
        ("/fail-units", {"unit": "u", "count": "2"}),
        ("/hang-units", {"unit": "u", "count": 0}),
        ("/fail-units", {"unit": "("}),
        ("/node-state", {"state": "HAPPY"}),
        ("/incidents", {"event": "fire"}),
        ("/certificate", {"kind": "none"}),
        ("/listen", {"service": "control"}),
        ("/processing", {"unit": "none"}),
        ("/expire", {"token": "none"}),
        ("/speed", {"speed": 0}),
        ("/speed", {}),
        ("/ignore-units", {"unit": "("}),
        ("/vanish", {"vc": "none"}),
        ("/vanish", {"node_no": 1}),
        ("/attach", {}),
        ("/churn", {"groups": 0}),
        ("/advance", {}),
    ],
)
def test_control_refuses_nonsense(sim: Running, path: str, body: object) -> None:
    reply = sim.plain.post(sim.control_url + path, content=json.dumps(body))
    assert reply.status_code == 400
    assert reply.json()["error"]


def test_control_is_not_for_web_pages(sim: Running) -> None:
    headers = {"Origin": "https://example.com"}
    assert sim.plain.post(sim.control_url + "/reset", headers=headers).status_code == 404
    assert "POST /reset" in sim.plain.get(sim.control_url + "/nothing").json()["actions"]


def test_everything_listens_on_loopback_only(sim: Running) -> None:
    for server in sim.services.servers.values():
        assert server.http is not None
        for listening in server.http._sockets.values():
            assert listening.getsockname()[0] == "127.0.0.1"
    raw = socket.create_connection(("127.0.0.1", sim.services.servers["controller"].port))
    with raw, sim.tls.wrap_socket(raw, server_hostname="localhost") as tls:
        assert isinstance(tls, ssl.SSLSocket)
