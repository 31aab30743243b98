"""Unit groups, units, nodes and disks through the server, against the simulator."""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.conftest import Api, Simulator, eventually


async def find(api: Api, name: str, **query: str) -> dict[str, Any]:
    groups = (await api("GET", "/unit-groups", query=query)).body["unitGroups"]
    return next(group for group in groups if group["name"] == name)


async def test_tree_in_our_words(api: Api) -> None:
    demo = await find(api, "demo")
    assert demo["type"] == "compute"
    web = next(unit for unit in demo["units"] if unit["name"] == "web")
    assert (web["provider"], web["state"], len(web["nodes"]), web["disks"]) == ("aws", "RUNNING", 2, [])
    node = web["nodes"][0]
    assert node["kind"] == "node"
    assert node["address"].startswith("172.30.2.")
    assert node["bootedAt"].endswith("Z")
    assert web["image"].startswith("vcp/base:")
    assert not {"info", "cci"} & set(web), "of the unit's CCI only the image leaves the server"
    old = await find(api, "lecture2026")
    assert old["createdAt"].endswith("+09:00")
    disks = await find(api, "demo-disks")
    assert disks["units"][0]["disks"][0]["inUse"] is True
    assert disks["units"][0]["image"] is None


async def test_one_group_one_unit_one_node(api: Api) -> None:
    demo = await find(api, "demo")
    assert (await api("GET", f"/unit-groups/{demo['id']}")).body["name"] == "demo"
    unit = (await api("GET", f"/unit-groups/{demo['id']}/units/web")).body
    node = unit["nodes"][1]
    assert (await api("GET", f"/unit-groups/{demo['id']}/units/web/nodes/{node['id']}")).body == node


class TestSuper:
    """Privileged mode, per request."""

    @pytest.fixture
    def traits(self, simulator: Simulator) -> dict[str, Any]:
        return {"token": simulator.token("super")}

    async def test_sees_all_only_when_asked(self, api: Api, simulator: Simulator) -> None:
        assert {each["owner"] for each in (await api("GET", "/unit-groups")).body["unitGroups"]} == {"vcadmin"}
        other = await find(api, "hanako-genome", privileged="1")
        assert other["owner"] == "hanako"
        await api("GET", "/unit-groups")
        assert [each["privileged"] for each in simulator.requests("GET", "/vcs")] == [False, True, False]


async def test_privileged_by_a_regular_user(api: Api) -> None:
    answer = await api("GET", "/unit-groups", query={"privileged": "1"})
    assert (answer.status, answer.body["code"]) == (409, "not_permitted")
    assert answer.body["upstreamStatus"] == 403
    assert answer.body["upstreamMessage"]


async def test_life_of_a_group(api: Api) -> None:
    made = await api("POST", "/unit-groups", {"name": "fresh", "type": "compute"})
    assert made.status == 202
    group = made.body["id"]
    again = await api("POST", "/unit-groups", {"name": "fresh", "type": "compute"})
    assert (again.status, again.body["code"]) == (409, "exists")
    assert (await api("PATCH", f"/unit-groups/{group}", {"name": "demo"})).body["code"] == "exists"
    assert (await api("PATCH", f"/unit-groups/{group}", {"name": "renamed"})).status == 202
    assert (await find(api, "renamed"))["id"] == group
    assert (await api("PATCH", f"/unit-groups/{group}", {"owner": "hanako"})).status == 202
    answer = await api("GET", f"/unit-groups/{group}")
    assert (answer.status, answer.body["code"]) == (409, "not_permitted")


async def test_delete_group(api: Api) -> None:
    group = (await find(api, "demo"))["id"]
    refused = await api("DELETE", f"/unit-groups/{group}")
    assert (refused.status, refused.body["code"]) == (409, "refused")
    assert (await api("DELETE", f"/unit-groups/{group}", query={"force": "1"})).status == 202

    async def gone() -> bool:
        return (await api("GET", f"/unit-groups/{group}")).status == 404

    await eventually(gone)


async def test_add_operate_and_delete_nodes(api: Api) -> None:
    group = (await find(api, "demo"))["id"]
    unit = f"/unit-groups/{group}/units/web"
    added = await api("POST", f"{unit}/nodes", {"count": 9, "addresses": ["172.30.2.77"]})
    assert added.status == 202
    busy = await api("POST", f"{unit}/operations/suspend")
    assert (busy.status, busy.body["code"]) == (409, "busy")

    async def running(count: int) -> Any:
        found = (await api("GET", unit)).body
        return found if found["state"] == "RUNNING" and len(found["nodes"]) == count else None

    three = await eventually(lambda: running(3))
    assert three["nodes"][2]["address"] == "172.30.2.77"
    node = f"{unit}/nodes/{three['nodes'][2]['id']}"
    assert (await api("POST", f"{node}/operations/backup")).status == 202
    await eventually(lambda: running(3))
    await settled(api, node, "unwatch")
    await settled(api, node, "power_off", "POWER_OFF")
    assert (await api("DELETE", node)).status == 202
    await eventually(lambda: running(2))


async def settled(api: Api, node: str, operation: str, state: str = "RUNNING") -> None:
    """Order an operation as soon as the unit takes it, and wait for its end."""

    async def taken() -> bool:
        return (await api("POST", f"{node}/operations/{operation}")).status == 202

    async def there() -> bool:
        return bool((await api("GET", node)).body["state"] == state)

    await eventually(taken)
    await eventually(there)


class TestTwoUsers:
    """The owner's page and a super user's both show the unit, and both change it."""

    @pytest.fixture
    def other(self, simulator: Simulator) -> Iterator[httpx.Client]:
        tls = ssl.create_default_context(cafile=simulator.info["ca_file"])
        headers = {"x-vcc-access-token": simulator.token("super"), "x-vcc-privileged": "True"}
        headers["Content-Type"] = "application/json"
        with httpx.Client(base_url=simulator.info["controller"]["url"], verify=tls, headers=headers) as client:
            yield client

    async def test_one_comes_second(self, api: Api, other: httpx.Client, simulator: Simulator) -> None:
        # The deletion ends when the test says so, not between the refusal and the look that explains it.
        simulator.control("POST", "/speed", {"speed": 1})
        group = (await find(api, "demo"))["id"]
        unit = (await api("GET", f"/unit-groups/{group}/units/web")).body
        first, second = (each["id"] for each in unit["nodes"])
        assert other.request("DELETE", f"/vcs/{group}/web/{first}", content="{}").status_code == 202
        answer = await api("POST", f"/unit-groups/{group}/units/web/nodes/{second}/operations/suspend")
        assert (answer.status, answer.body["code"]) == (409, "busy")
        assert answer.body["upstreamMessage"], "the controller's own words too"
        simulator.control("POST", "/advance", {"all": True})

        async def gone() -> bool:
            return (await api("GET", f"/unit-groups/{group}/units/web/nodes/{first}")).status == 404

        await eventually(gone)
        left = (await api("GET", f"/unit-groups/{group}/units/web")).body["nodes"]
        assert [each["id"] for each in left] == [second]
        again = await api("DELETE", f"/unit-groups/{group}/units/web/nodes/{first}")
        assert (again.status, again.body["code"]) == (404, "not_found")

    async def test_the_group_goes_to_somebody_else(self, api: Api, other: httpx.Client) -> None:
        group = (await find(api, "demo"))["id"]
        body = json.dumps({"owner": "hanako", "operation": "change_owner"})
        assert other.request("PATCH", f"/vcs/{group}", content=body).status_code == 202
        answer = await api("POST", f"/unit-groups/{group}/units/web/nodes", {"count": 1})
        assert (answer.status, answer.body["code"]) == (409, "not_permitted")
        assert "demo" not in {each["name"] for each in (await api("GET", "/unit-groups")).body["unitGroups"]}


async def test_stuck_unit(api: Api, simulator: Simulator) -> None:
    group = (await find(api, "demo"))["id"]
    unit = f"/unit-groups/{group}/units/db"
    simulator.control("POST", "/processing", {"vc": group, "unit": "db", "value": True})
    refused = await api("POST", f"{unit}/operations/suspend")
    assert refused.status == 409
    assert (await api("POST", f"{unit}/operations/clear_processing")).status == 202
    assert (await api("POST", f"{unit}/operations/suspend")).status == 202


class TestReadonly:
    """A token that may only read is told so before anything is sent."""

    @pytest.fixture
    def traits(self, simulator: Simulator) -> dict[str, Any]:
        return {"token": simulator.token("readonly")}

    async def test_writes_are_not_sent(self, api: Api, simulator: Simulator) -> None:
        group = (await find(api, "demo"))["id"]
        for method, path, body in (
            ("POST", "/unit-groups", {"name": "x", "type": "compute"}),
            ("DELETE", f"/unit-groups/{group}", None),
            ("POST", f"/unit-groups/{group}/units/web/operations/stop", None),
            ("POST", f"/unit-groups/{group}/units/web/nodes", {"count": 1}),
        ):
            answer = await api(method, path, body)
            assert (answer.status, answer.body["code"]) == (409, "readonly_token")
        sent = {each["method"] for each in simulator.control("GET", "/requests")["requests"]}
        assert sent == {"GET"}


@pytest.mark.parametrize(
    ("method", "path", "body", "code"),
    [
        ("GET", "/unit-groups/" + "f" * 32, None, "not_found"),
        ("GET", "/unit-groups/not.a.group", None, "not_found"),
        ("POST", "/unit-groups", {"name": "9lives", "type": "compute"}, "bad_request"),
        ("POST", "/unit-groups", {"name": "ok", "type": "other"}, "bad_request"),
        ("POST", "/unit-groups", {"name": "ok"}, "bad_request"),
        ("PATCH", "/unit-groups/" + "f" * 32, {"name": "a", "owner": "b"}, "bad_request"),
        ("PATCH", "/unit-groups/" + "f" * 32, {}, "bad_request"),
        ("POST", "/unit-groups/" + "f" * 32 + "/units/web/nodes", {"count": 0}, "bad_request"),
        ("POST", "/unit-groups/" + "f" * 32 + "/units/web/nodes", {"count": 1, "addresses": [1]}, "bad_request"),
        ("POST", "/unit-groups/" + "f" * 32 + "/units/web/operations/explode", None, "not_found"),
        ("PUT", "/unit-groups", {}, "method_not_allowed"),
        ("GET", "/nothing", None, "not_found"),
    ],
)
async def test_bad_requests(api: Api, method: str, path: str, body: Any, code: str) -> None:
    answer = await api(method, path, body)
    assert answer.body["code"] == code


async def test_lists_of_different_length(api: Api) -> None:
    group = (await find(api, "demo"))["id"]
    body = {"count": 1, "addresses": ["172.30.2.9"], "macAddresses": ["00:00:00:00:00:01", "00:00:00:00:00:02"]}
    answer = await api("POST", f"/unit-groups/{group}/units/web/nodes", body)
    assert (answer.status, answer.body["path"]) == (400, "macAddresses")


async def test_bodies_that_are_no_json(api: Api) -> None:
    for raw in ("{", "[" * 100_000, "\x00"):
        answer = await api("POST", "/unit-groups", raw=raw)
        assert (answer.status, answer.body["code"]) == (400, "bad_request")
    answer = await api("GET", "/unit-groups", query={"privileged": "yes"})
    assert (answer.status, answer.body["path"]) == (400, "privileged")
