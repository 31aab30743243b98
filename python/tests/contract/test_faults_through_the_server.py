"""Every fault of the simulator, met through the Jupyter handlers: code and status of openapi.yaml, in time, no leak.

``test_faults`` does the same one layer below, for every row of the controller's API; bulk operations have their own.
"""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.conftest import Answer, Api, Simulator
from tests.handlers.test_jobs import ended, spec, start
from tests.test_secrets import secrets_of

STATUS = {
    **dict.fromkeys(("unreachable", "not_understood", "too_large", "redirected", "tls_failed"), 502),
    "timeout": 504,
    "not_found": 404,
    **dict.fromkeys(("refused", "not_permitted", "token_refused", "busy"), 409),
}
JUPYTERS_OWN = {401, 403, 424, 503}
"""Statuses that would log the user out, or say that the Jupyter server is gone."""
VAULT_FAULTS: list[tuple[str, dict[str, Any], str]] = [
    ("hang", {}, "timeout"),
    ("cut", {}, "unreachable"),
    ("truncate", {}, "unreachable"),
    ("drip", {"bytes_per_second": 1}, "timeout"),
    ("oversize", {"status": 200}, "too_large"),
    ("html", {}, "vault_failed"),
    ("redirect", {"location": "https://elsewhere.invalid/login"}, "redirected"),
    ("status", {"status": 503, "body": {"errors": ["Vault is sealed"]}}, "vault_failed"),
    ("status", {"status": 403, "body": {"errors": ["permission denied"]}}, "vault_failed"),
]
SLOW = ("hang", "drip")
"""Faults that cost the whole time limit: some calls have to do."""
LONGEST = 5.0
"""Seconds for any answer with the limits below: a second try, and room for a busy machine."""
SMALL = 1_000_000

Case = tuple[str, dict[str, Any], str, str]
FAULTS: list[Case] = [
    ("hang", {}, "timeout", "timeout"),
    ("cut", {}, "unreachable", "unreachable"),
    ("cut", {"reset": True}, "unreachable", "unreachable"),
    ("truncate", {}, "unreachable", "unreachable"),
    ("drip", {"bytes_per_second": 1}, "timeout", "timeout"),
    ("oversize", {"status": 500}, "not_understood", "not_understood"),
    ("oversize", {"status": 200}, "too_large", "too_large"),
    ("oversize", {"status": 202}, "too_large", "too_large"),
    ("html", {}, "not_understood", "not_understood"),
    ("html", {"status": 502}, "unreachable", "unreachable"),
    ("html", {"status": 503}, "unreachable", "unreachable"),
    ("html", {"status": 504}, "timeout", "timeout"),
    ("redirect", {"location": "https://elsewhere.invalid/login"}, "redirected", "redirected"),
    ("expire", {}, "token_refused", "token_refused"),
    *(("status", {"status": status}, "not_permitted", "not_permitted") for status in (401, 403)),
    ("status", {"status": 424}, "refused", "refused"),
    ("status", {"status": 500, "body": "Traceback (most recent call last)"}, "not_understood", "not_understood"),
]  # fmt: skip


@pytest.fixture
def traits() -> dict[str, Any]:
    return {"connect_timeout": 1.0, "read_timeout": 0.8, "total_timeout": 2.0, "max_reply_bytes": SMALL}


class Server:
    """The handlers, with what every answer must fulfil."""

    def __init__(self, api: Api, simulator: Simulator) -> None:
        # What is ordered ends when a test says so.
        simulator.control("POST", "/speed", {"speed": 1})
        self._api = api
        self._simulator = simulator
        self._secrets = secrets_of(simulator)
        self.group = self.node = ""

    async def look(self) -> None:
        """Find the ids of the scenario."""
        groups = (await self("GET", "/unit-groups")).body["unitGroups"]
        demo = next(each for each in groups if each["name"] == "demo")
        self.group = f"/unit-groups/{demo['id']}"
        unit = next(each for each in demo["units"] if each["name"] == "web")
        self.node = f"{self.group}/units/web/nodes/{unit['nodes'][0]['id']}"

    async def recover(self) -> None:
        """End the fault: everything works again at once. The ids are new."""
        self._simulator.control("POST", "/reset")
        await self.look()

    async def __call__(self, method: str, path: str, body: object | None = None, **query: str) -> Answer:
        start = time.monotonic()
        answer = await self._api(method, path, body, query=query)
        assert time.monotonic() - start < LONGEST, (method, path)
        assert answer.status not in JUPYTERS_OWN
        assert "<html" not in answer.raw.lower()
        assert not [secret for secret in self._secrets if secret in answer.raw]
        return answer

    async def fails(self, code: str, method: str, path: str, body: object | None = None) -> Answer:
        answer = await self(method, path, body)
        assert (answer.status, answer.body["code"]) == (STATUS[code], code), (method, path, answer.raw)
        return answer

    def reads(self) -> list[str]:
        unit = f"{self.group}/units/web"
        return ["/unit-groups", self.group, unit, self.node, "/vpn-catalog", "/controller/public-key"]

    def writes(self) -> list[tuple[str, str, str, object | None]]:
        """The controller's verb, then what the browser sends."""
        return [
            ("POST", "POST", "/unit-groups", {"name": "fresh", "type": "compute"}),
            ("PUT", "PATCH", self.group, {"name": "renamed"}),
            ("PUT", "POST", f"{self.group}/units/web/nodes", {"count": 1}),
            ("PATCH", "POST", f"{self.node}/operations/suspend", None),
            ("DELETE", "DELETE", self.node, None),
        ]


@pytest.fixture
def server(api: Api, simulator: Simulator) -> Server:
    return Server(api, simulator)


def name_of(fault: Case) -> str:
    return "-".join([fault[0], *(str(value) for value in fault[1].values() if isinstance(value, int))])


@pytest.mark.parametrize("fault", FAULTS, ids=name_of)
async def test_fault(server: Server, simulator: Simulator, fault: Case) -> None:
    kind, options, on_read, on_write = fault
    await server.look()
    step = 3 if kind in SLOW else 1
    for index in range(0, len(server.reads()), step):
        path = server.reads()[index]
        simulator.fault(kind, method="GET", path="/(vcs.*|vpn_catalog|publickey)$", **options)
        await server.fails(on_read, "GET", path)
        await server.recover()
    for index in range(0, len(server.writes()), step):
        verb, method, path, body = server.writes()[index]
        simulator.fault(kind, method=verb, **options)
        await server.fails(on_write, method, path, body)
        await server.recover()


async def test_slow_drip_that_never_pauses_for_long(server: Server, simulator: Simulator) -> None:
    """Each piece is in time, only the whole is not."""
    simulator.fault("drip", path="/vcs$", bytes_per_second=50)
    await server.fails("timeout", "GET", "/unit-groups")


async def test_refused_connection(server: Server, simulator: Simulator) -> None:
    await server.look()
    simulator.control("POST", "/listen", {"on": False})
    for path in server.reads():
        await server.fails("unreachable", "GET", path)
    for _, method, path, body in server.writes():
        await server.fails("unreachable", method, path, body)
    simulator.control("POST", "/listen", {"on": True})
    assert (await server("GET", "/unit-groups")).status == 200


@pytest.mark.parametrize("kind", ["expired", "wrong-host", "wrong-ca"])
async def test_wrong_certificate(server: Server, simulator: Simulator, kind: str) -> None:
    simulator.control("POST", "/certificate", {"kind": kind})
    await server.fails("tls_failed", "GET", "/unit-groups")
    await server.fails("tls_failed", "POST", "/unit-groups", {"name": "fresh", "type": "compute"})
    assert simulator.control("GET", "/requests")["requests"] == [], "nothing was sent, above all no token"


async def test_token_that_expires_between_two_calls(server: Server, simulator: Simulator) -> None:
    await server.look()
    simulator.control("POST", "/expire", {"token": "regular"})
    for path in server.reads():
        await server.fails("token_refused", "GET", path)
    for _, method, path, body in server.writes():
        await server.fails("token_refused", method, path, body)
    assert (await server("GET", "/connection")).body["state"] == "token_refused"


async def test_token_that_expires_within_one_order(server: Server, simulator: Simulator) -> None:
    """The name is looked at first; the order itself comes too late, and nothing was made."""
    simulator.control("POST", "/expire", {"token": "regular", "after": 2})
    await server.fails("token_refused", "POST", "/unit-groups", {"name": "fresh", "type": "compute"})
    assert len(simulator.requests("POST", "/vcs")) == 1


class TestOrdersThatDoNotComeTrue:
    """202 without any work, 200 with and without, and work that never ends."""

    async def test_nothing_happens_at_all(self, server: Server, simulator: Simulator) -> None:
        await server.look()
        simulator.fault("swallow")
        for _, method, path, body in server.writes():
            assert (await server(method, path, body)).status == 202
        made = (await server("POST", "/unit-groups", {"name": "ghost", "type": "compute"})).body["id"]
        simulator.control("POST", "/advance", {"all": True})
        await server.fails("not_found", "GET", f"/unit-groups/{made}")
        assert (await server("GET", server.node)).body["state"] == "RUNNING"

    async def test_one_unit_takes_orders_and_does_nothing(self, server: Server, simulator: Simulator) -> None:
        await server.look()
        simulator.control("POST", "/ignore-units", {"unit": "web"})
        assert (await server("POST", f"{server.node}/operations/suspend")).status == 202
        assert (await server("DELETE", f"{server.group}/units/web", force="1")).status == 202
        simulator.control("POST", "/advance", {"all": True})
        assert (await server("GET", server.node)).body["state"] == "RUNNING"
        other = server.node.partition("/units/")[0] + "/units/db"
        assert (await server("POST", f"{other}/operations/suspend")).status == 202
        assert (await server("GET", other)).body["state"] == "SUSPENDING"

    @pytest.mark.parametrize("work", [True, False])
    async def test_200_instead_of_202(self, server: Server, simulator: Simulator, work: bool) -> None:
        """The client of the pages takes only 202; whether it was done, the next look shows."""
        await server.look()
        simulator.fault("answer", method="PATCH", status=200, work=work)
        await server.fails("not_understood", "POST", f"{server.node}/operations/suspend")
        assert (await server("GET", server.node)).body["state"] == ("SUSPENDING" if work else "RUNNING")
        simulator.fault("answer", method="POST", status=200, work=work)
        await server.fails("not_understood", "POST", "/unit-groups", {"name": "fresh", "type": "compute"})
        names = {each["name"] for each in (await server("GET", "/unit-groups")).body["unitGroups"]}
        assert ("fresh" in names) is work

    async def test_a_unit_that_boots_for_ever(self, server: Server, simulator: Simulator) -> None:
        await server.look()
        simulator.control("POST", "/hang-units", {"unit": "web", "count": 1})
        unit = f"{server.group}/units/web"
        assert (await server("POST", f"{unit}/nodes", {"count": 1})).status == 202
        simulator.control("POST", "/advance", {"seconds": 5000})
        found = (await server("GET", unit)).body
        assert (found["state"], found["nodes"][2]["state"]) == ("INDEFINITE", "BOOTING")
        await server.fails("busy", "POST", f"{unit}/operations/suspend")
        assert (await server("POST", f"{unit}/operations/clear_processing")).status == 202
        assert (await server("DELETE", f"{unit}/nodes/{found['nodes'][2]['id']}")).status == 202


class TestBetweenListAndOrder:
    """What was seen is not there any more, or not as it was."""

    @pytest.mark.parametrize("what", [{}, {"unit": "web"}, {"unit": "web", "node_no": 1}], ids=str)
    async def test_it_vanished(self, server: Server, simulator: Simulator, what: dict[str, object]) -> None:
        await server.look()
        simulator.control("POST", "/vanish", {"vc": "demo", **what})
        await server.fails("not_found", "GET", server.node)
        await server.fails("not_found", "POST", f"{server.node}/operations/power_off")
        await server.fails("not_found", "DELETE", server.node)
        if "node_no" not in what:
            await server.fails("not_found", "POST", f"{server.group}/units/web/nodes", {"count": 1})
        if not what:
            await server.fails("not_found", "PATCH", server.group, {"name": "renamed"})
            await server.fails("not_found", "DELETE", server.group)
        names = {each["name"] for each in (await server("GET", "/unit-groups")).body["unitGroups"]}
        assert ("demo" in names) is bool(what)

    async def test_a_disk_that_was_attached_elsewhere(self, api: Api, simulator: Simulator) -> None:
        """The form offered it as free; the controller finds out, and its words reach the user."""
        simulator.control("POST", "/attach", {"vc": "demo-disks", "unit": "data", "node_no": 2})
        disk = {"unitGroup": "demo-disks", "unit": "data", "disk": 2}
        assert (await start(api, spec(disks=[disk]))).status == 202
        simulator.control("POST", "/advance", {"all": True})
        job = await ended(api)
        assert (job["state"], job["failure"]["code"]) == ("failed", "refused")
        assert "is in use" in job["failure"]["upstreamMessage"]


@pytest.mark.parametrize("fault", VAULT_FAULTS, ids=lambda fault: f"{fault[0]}-{fault[1].get('status', '')}")
async def test_fault_of_the_secret_store(
    server: Server, simulator: Simulator, fault: tuple[str, dict[str, Any], str]
) -> None:
    kind, options, code = fault
    rule = {"match": {"service": "vault"}, "fault": {"kind": kind, **options}}
    simulator.control("POST", "/faults", rule)
    assert await failed_stage(server) == ("vault", code)
    simulator.control("DELETE", "/faults")
    assert await failed_stage(server) is None


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("/listen", {"on": False}, "unreachable"),
        ("/certificate", {"kind": "wrong-host"}, "tls_failed"),
    ],
)
async def test_secret_store_without_a_connection(
    server: Server, simulator: Simulator, path: str, body: dict[str, object], code: str
) -> None:
    simulator.control("POST", path, {"service": "vault", **body})
    assert await failed_stage(server) == ("vault", code)


async def failed_stage(server: Server) -> tuple[str, str] | None:
    """Of the connection check: the first stage that failed, with its code."""
    stages = (await server("POST", "/connection/check")).body["stages"]
    return next(((each["stage"], each["code"]) for each in stages if each["status"] == "failed"), None)
