"""Every row of the endpoint tables, and the objects in the answers."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from jupyterlab_vcp.demo.controller.endpoints import ENDPOINTS
from jupyterlab_vcp.demo.controller.table import PROVIDERS

from .support import Api, Running, b64, group_cci, unit_cci

READS = ["", "/", "/accounts/authority", "/version", "/publickey", "/vpn_catalog", "/vcs"]
READS += ["/ccts", "/ccis/candidate", "/vcs/{vcid}", "/vcs/{vcid}/u", "/vcs/{vcid}/u/{id}"]
WRITES: list[tuple[str, str, object]] = [
    ("POST", "/vcs", {"cci": b64(group_cci("new"))}),
    ("POST", "/vcs", {}),
    ("PUT", "/vcs/{vcid}", {"cci": b64(group_cci("renamed"))}),
    ("PATCH", "/vcs/{vcid}", {"owner": "hanako", "operation": "change_owner"}),
    ("DELETE", "/vcs/{vcid}", {"force": "true"}),
    ("POST", "/vcs/{vcid}", {"info": b64(unit_cci("v")), "unit_name": "v"}),
    ("PUT", "/vcs/{vcid}/u", {"ip_address_list": [], "mac_address_list": [], "num_nodes": 1}),
    ("PUT", "/vcs/{vcid}/u", {"ip_address_list": ["172.30.2.77"]}),
    ("DELETE", "/vcs/{vcid}/u", {"force": "true"}),
    ("PATCH", "/vcs/{vcid}/u/suspend", {}),
    ("PATCH", "/vcs/{vcid}/u/watch", {}),
    ("PATCH", "/vcs/{vcid}/u/unwatch", {}),
    ("PATCH", "/vcs/{vcid}/u/power_off", {}),
    ("PATCH", "/vcs/{vcid}/u/clear_processing", {}),
    ("DELETE", "/vcs/{vcid}/u/{id}", {}),
    ("PATCH", "/vcs/{vcid}/u/{id}/suspend", {}),
    ("PATCH", "/vcs/{vcid}/u/{id}/watch", {}),
    ("PATCH", "/vcs/{vcid}/u/{id}/unwatch", {}),
    ("PATCH", "/vcs/{vcid}/u/{id}/power_off", {}),
    ("GET", "/vcs/{vcid}/u/{id}/backup", None),
]
AFTER = [("resume", "SUSPENDED"), ("stop", "SUSPENDED"), ("start", "STOPPED"), ("power_on", "POWER_OFF")]


def fill_in(api: Api, path: str) -> str:
    if "{vcid}" not in path:
        return path
    unit = api.unit()
    _, _, vcid, _ = unit.split("/")
    return path.replace("{vcid}", vcid).replace("{id}", api.node(unit).rsplit("/", 1)[1])


@pytest.mark.parametrize("path", READS)
def test_reads_answer_200(api: Api, path: str) -> None:
    reply = api.call("GET", fill_in(api, path))
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "application/json"


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
def test_writes_answer_202(api: Api, method: str, path: str, body: object) -> None:
    assert api.call(method, fill_in(api, path), body).status_code == 202


@pytest.mark.parametrize("level", ["", "/{id}"])
@pytest.mark.parametrize(("operation", "state"), AFTER)
def test_operations_that_need_a_state(sim: Running, api: Api, level: str, operation: str, state: str) -> None:
    path = fill_in(api, "/vcs/{vcid}/u" + level)
    sim.control("POST", "/node-state", {"state": state})
    assert api.call("PATCH", f"{path}/{operation}").status_code == 202
    sim.settle()
    assert api.get(path)["state"] == ("STOPPED" if operation == "stop" else "RUNNING")


def test_serf_notice(sim: Running, api: Api) -> None:
    unit = api.unit()
    vcid = unit.split("/")[2]
    reply = api.call("POST", "/vcs/fail", {"eventtype": "member-fail", "tag": [f"{vcid}:u:1"]})
    assert reply.status_code == 200
    assert api.get(api.node(unit))["state"] == "CONTAINER_ERROR"


def test_the_table_has_every_row() -> None:
    tried = {("GET", path.replace("/u", "/{unit}")) for path in READS}
    tried |= {
        (method, path.replace("/u", "/{unit}", 1).replace("{unit}nwatch", "unwatch")) for method, path, _ in WRITES
    }
    tried |= {("PATCH", f"/vcs/{{vcid}}/{{unit}}{level}/{op}") for level in ("", "/{id}") for op, _ in AFTER}
    tried |= {("POST", "/vcs/fail"), ("GET", "/health")}
    assert {(endpoint.method, endpoint.path) for endpoint in ENDPOINTS} == tried


def test_elsewhere(api: Api) -> None:
    assert "no such call" in api.refused(404, "GET", "/nothing")
    assert api.refused(405, "DELETE", "/vcs")
    outside = api.http.get(api.running.url.removesuffix("/vcp/v1/occtr"))
    assert outside.status_code == 404


def test_authority_version_key_and_catalog(api: Api, user: Callable[..., Api]) -> None:
    assert api.get("/accounts/authority") == {"role": "fullaccess", "user_name": "nobody", "user_role": "regular"}
    assert user("super").get("/accounts/authority")["user_role"] == "super"
    assert user("readonly").get("/accounts/authority")["role"] == "readonly"
    assert set(api.get("/version")) == {"version", "git_tag", "plugin"}
    assert set(PROVIDERS) <= set(api.get("/version")["plugin"])
    assert api.get("/publickey")["publickey"].startswith("ssh-ed25519 AAAA")
    catalog = api.get("/vpn_catalog")["vpn_catalog"]
    assert set(catalog) == {"cci_version", *PROVIDERS}
    assert catalog["aws"]["default"]["private_network_ipmask"] == "172.30.2.0/24"
    assert catalog["onpremises"] == {"default": {}}


def test_shape_of_compute(api: Api) -> None:
    unit = api.unit(count=2)
    group = next(vc for vc in api.get("/vcs")["vcs"])
    keys = {"vcid", "vcc_id", "vcno", "name", "type", "owner", "state", "cdate", "error_message", "unit"}
    assert set(group) == keys
    assert group == api.get(f"/vcs/{group['vcid']}")
    assert group["unit"] == [api.get(unit)]
    assert re.fullmatch(r"[0-9a-f]{32}", group["vcid"])
    node = group["unit"][0]["node"][1]
    assert node == api.get(f"{unit}/{node['node_id']}")
    assert node["node_no"] == 2
    assert node["cloud_instance_address"] == "172.30.2.5"
    assert re.fullmatch(r"i-[0-9a-f]{17}", node["cloud_instance_id"])
    assert re.fullmatch(r"\d{4}/\d\d/\d\d \d\d:\d\d:\d\d UTC", node["boot_date"])
    assert node["boot_date"] < node["container_date"]
    assert node["watch_mode"] is True
    assert node["error_message"] == "" == group["error_message"] == group["unit"][0]["error_message"]


def test_shape_of_storage(api: Api) -> None:
    disk = api.get(api.node(api.unit(plugin="aws_disk")))
    assert disk["disk_no"] == 1
    assert (disk["state"], disk["in_use"], disk["cloud_disk_size"]) == ("RUNNING", False, 8)
    assert re.fullmatch(r"vol-[0-9a-f]{17}", disk["cloud_disk_id"])


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("PATCH", "/vcs/{vcid}/u/watch", [], 400),
        ("PATCH", "/vcs/{vcid}/u/watch", {"more": 1}, 400),
        ("DELETE", "/vcs/{vcid}", {"force": True}, 400),
        ("DELETE", "/vcs/{vcid}", {}, 400),
        ("DELETE", "/vcs/{vcid}/u", {"force": "yes"}, 400),
        ("DELETE", "/vcs/{vcid}/u", {"force": "false"}, 409),
        ("DELETE", "/vcs/{vcid}", {"force": "false"}, 409),
        ("PATCH", "/vcs/{vcid}", {"owner": "hanako", "operation": "other"}, 400),
        ("PATCH", "/vcs/{vcid}", {"owner": "unknown", "operation": "change_owner"}, 400),
        ("PUT", "/vcs/{vcid}", {"cci": b64(group_cci("x", "storage"))}, 400),
        ("POST", "/vcs/{vcid}", {"info": b64(unit_cci("u")), "unit_name": "u"}, 409),
        ("POST", "/vcs/{vcid}", {"info": b64(unit_cci("a b")), "unit_name": "a b"}, 400),
        ("PUT", "/vcs/{vcid}/u", {"ip_address_list": [], "mac_address_list": [], "num_nodes": 0}, 400),
        ("PUT", "/vcs/{vcid}/u", {"ip_address_list": [], "num_nodes": 1}, 400),
        ("PUT", "/vcs/{vcid}/u", {"ip_address_list": ["172.30.2.9"], "mac_address_list": [], "num_nodes": 2}, 400),
        (
            "PUT",
            "/vcs/{vcid}/u",
            {"ip_address_list": [], "mac_address_list": ["BC:24:11:B2:A1:01"], "num_nodes": 1},
            400,
        ),
        ("PATCH", "/vcs/{vcid}/u/resume", {}, 409),
        ("GET", "/vcs/{vcid}/v", None, 404),
        ("GET", "/vcs/{vcid}/u/ffff", None, 404),
        ("GET", "/vcs/ffff", None, 404),
    ],
)
def test_refusals(api: Api, method: str, path: str, body: object, status: int) -> None:
    assert api.refused(status, method, fill_in(api, path), body)


def test_headers_and_bodies_are_needed(api: Api) -> None:
    del api.http.headers["Content-Type"]
    assert api.call("GET", "/vcs").status_code == 415
    assert api.call("GET", "").status_code == 200
    json_type = {"Content-Type": "application/json"}
    assert api.http.request("GET", api.running.url + "/vcs", content="{}", headers=json_type).status_code == 400
    assert api.http.request("POST", api.running.url + "/vcs", content="", headers=json_type).status_code == 400


def test_group_names_are_unique_per_owner(api: Api, user: Callable[..., Api]) -> None:
    vcid = api.group("g")
    assert "g" in api.refused(409, "POST", "/vcs", {"cci": b64(group_cci("g"))})
    user("other").group("g")
    owner = {"owner": "hanako", "operation": "change_owner"}
    api.refused(409, "PATCH", f"/vcs/{vcid}", owner)
    api.group("h")
    api.refused(409, "PUT", f"/vcs/{vcid}", {"cci": b64(group_cci("h"))})


def test_rename_and_change_owner(api: Api, user: Callable[..., Api]) -> None:
    vcid = api.group("old")
    api.ok("PUT", f"/vcs/{vcid}", {"cci": b64(group_cci("young"))})
    assert api.get(f"/vcs/{vcid}")["name"] == "young"
    api.ok("PATCH", f"/vcs/{vcid}", {"owner": "hanako", "operation": "change_owner"})
    assert api.call("GET", f"/vcs/{vcid}").status_code == 403
    assert user("other").get(f"/vcs/{vcid}")["owner"] == "hanako"
