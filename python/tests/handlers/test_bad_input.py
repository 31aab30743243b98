"""What can be wrong between us and the controller: each has its code, and nothing hangs."""

from __future__ import annotations

import socket
import time
from typing import Any

import pytest

from tests.conftest import Api, Simulator


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(
    ("traits", "status", "code"),
    [
        ({"host": "no-such-host.invalid"}, 502, "name_failed"),
        ({"host": "not a host"}, 502, "name_failed"),
        ({"port": closed_port()}, 502, "unreachable"),
        ({"ca_file": None}, 502, "tls_failed"),
        ({"ca_file": "/nowhere/ca.pem"}, 409, "ca_missing"),
        ({"ca_file": __file__}, 409, "ca_missing"),
        ({"token": "s.unknownunknownunknown00"}, 409, "token_refused"),
        ({"token": None}, 409, "no_token"),
        ({"max_reply_bytes": 1024}, 502, "too_large"),
    ],
)
async def test_wrong_settings(api: Api, status: int, code: str) -> None:
    answer = await api("GET", "/unit-groups")
    assert (answer.status, answer.body["code"]) == (status, code)
    state = (await api("GET", "/connection")).body["state"]
    expected = {"token_refused": "token_refused", "no_token": "no_token", "too_large": "ready"}
    assert state == expected.get(code, "unreachable")


@pytest.mark.parametrize(
    ("kind", "options", "status", "code"),
    [
        ("html", {}, 502, "not_understood"),
        ("html", {"status": 500}, 502, "not_understood"),
        ("status", {"status": 200, "body": "[]"}, 502, "not_understood"),
        ("status", {"status": 200, "body": '{"vcs": [{"name": "without id"}]}'}, 502, "not_understood"),
        ("status", {"status": 204, "body": ""}, 502, "not_understood"),
        ("status", {"status": 400, "message": "no"}, 409, "refused"),
        ("status", {"status": 404, "message": "no"}, 404, "not_found"),
        ("status", {"status": 401, "message": "no"}, 409, "not_permitted"),
        ("status", {"status": 403, "message": "no"}, 409, "not_permitted"),
        ("status", {"status": 503, "message": "no"}, 502, "unreachable"),
        ("status", {"status": 504, "message": "no"}, 504, "timeout"),
        ("oversize", {"bytes": 5_000_000, "status": 500}, 502, "not_understood"),
        ("redirect", {"location": "https://evil.invalid/"}, 502, "redirected"),
        ("cut", {}, 502, "unreachable"),
        ("cut", {"reset": True}, 502, "unreachable"),
        ("truncate", {"bytes": 20}, 502, "unreachable"),
        ("hang", {}, 504, "timeout"),
    ],
)
async def test_faults(
    api: Api, simulator: Simulator, kind: str, options: dict[str, Any], status: int, code: str
) -> None:
    simulator.fault(kind, path="/vcs$", **options)
    start = time.monotonic()
    answer = await api("GET", "/unit-groups")
    assert (answer.status, answer.body["code"]) == (status, code)
    assert time.monotonic() - start < 8
    assert len(answer.body["upstreamMessage"] or "") <= 4096
    assert "<" not in (answer.body["upstreamMessage"] or "")


class TestDrip:
    """Every piece comes in time, but there is no end."""

    @pytest.fixture
    def traits(self) -> dict[str, Any]:
        return {"total_timeout": 1.0}

    async def test_ends(self, api: Api, simulator: Simulator) -> None:
        simulator.fault("drip", path="/vcs$", bytes_per_second=20)
        answer = await api("GET", "/unit-groups")
        assert (answer.status, answer.body["code"]) == (504, "timeout")


async def test_one_broken_read_is_not_seen(api: Api, simulator: Simulator) -> None:
    simulator.fault("cut", path="/vcs$", count=1)
    assert (await api("GET", "/unit-groups")).status == 200
    assert len(simulator.requests("GET", "/vcs")) == 2


async def test_a_write_is_never_repeated(api: Api, simulator: Simulator) -> None:
    simulator.fault("cut", path="/vcs$", method="POST")
    answer = await api("POST", "/unit-groups", {"name": "once", "type": "compute"})
    assert (answer.status, answer.body["code"]) == (502, "unreachable")
    assert len(simulator.requests("POST", "/vcs")) == 1


@pytest.mark.parametrize("status", [200, 201])
async def test_a_write_must_answer_202(api: Api, simulator: Simulator, status: int) -> None:
    simulator.fault("answer", path="/vcs$", method="POST", status=status)
    answer = await api("POST", "/unit-groups", {"name": "other", "type": "compute"})
    assert (answer.status, answer.body["code"], answer.body["upstreamStatus"]) == (502, "not_understood", status)


async def test_message_is_unescaped(api: Api, simulator: Simulator) -> None:
    body = '{"message": "it\\\\\'s \\\\\\"so\\\\\\"\\\\nsecond"}'
    simulator.fault("status", path="/vcs$", status=409, body=body)
    answer = await api("GET", "/unit-groups")
    assert answer.body["upstreamMessage"] == 'it\'s "so"\nsecond'


async def test_group_gone_under_the_view(api: Api) -> None:
    groups = (await api("GET", "/unit-groups")).body["unitGroups"]
    group = next(each["id"] for each in groups if each["name"] == "sandbox")
    assert (await api("DELETE", f"/unit-groups/{group}", query={"force": "1"})).status == 202
    for _ in range(100):
        answer = await api("GET", f"/unit-groups/{group}")
        if answer.status == 404:
            break
    assert answer.body["code"] == "not_found"
    answer = await api("POST", f"/unit-groups/{group}/units/web/operations/stop")
    assert (answer.status, answer.body["code"]) == (404, "not_found")
