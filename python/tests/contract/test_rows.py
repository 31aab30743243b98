"""Every row of controller-api.md 3 that we use: byte for byte, and against the simulator."""

from __future__ import annotations

import json
import ssl
from collections.abc import Mapping
from typing import Any

import pytest

from jupyterlab_vcp.clients.controller import BASE_PATH, ControllerClient
from jupyterlab_vcp.clients.http import HttpClient, Reply
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.limits import HttpLimits
from tests.contract.rows import ROWS, Row, V

AUTHORITY = Reply(200, "application/json", b'{"role": "fullaccess", "user_name": "nobody", "user_role": "regular"}')


class Recorder(HttpClient):
    """Keeps what would have been sent."""

    def __init__(self, status: int, answer: Any) -> None:
        super().__init__("vcc.example.jp", 443, ssl.create_default_context(), HttpLimits())
        self.sent: list[tuple[str, str, Mapping[str, str], bytes | None]] = []
        self.reply = Reply(status, "application/json", json.dumps(answer).encode())

    async def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None) -> Reply:
        self.sent.append((method, path, headers, body))
        return AUTHORITY if path.endswith("/authority") else self.reply


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
async def test_what_is_sent(row: Row) -> None:
    http = Recorder(row.status, {} if row.answer is None else row.answer)
    await row.call(ControllerClient(http, "  s.token\n"))
    method, path, headers, body = http.sent[-1]
    assert (method, path) == (row.method, BASE_PATH + row.path)
    assert (None if body is None else json.loads(body)) == row.body
    assert headers["x-vcc-access-token"] == "s.token"
    assert headers["Content-Type"] == "application/json"
    assert "x-vcc-privileged" not in headers
    assert "Authorization" not in headers


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
async def test_only_the_promised_status_counts(row: Row) -> None:
    http = Recorder(200 if row.writes else 202, {} if row.answer is None else row.answer)
    client = ControllerClient(http, "s.token")
    if row.path.endswith("clear_processing"):
        await row.call(client)
        return
    if row.path.endswith("authority"):
        return
    with pytest.raises(VcpFailure) as caught:
        await row.call(client)
    assert caught.value.code == "not_understood"


async def test_privileged_is_per_request() -> None:
    http = Recorder(200, {"vcs": []})
    client = ControllerClient(http, "s.token")
    await client.unit_groups(privileged=True)
    await client.unit_groups()
    assert [headers.get("x-vcc-privileged") for _, _, headers, _ in http.sent] == ["True", None]


async def test_probe_of_the_base_url() -> None:
    http = Recorder(200, {})
    assert await ControllerClient(http, "").alive() == 200
    method, path, headers, _ = http.sent[0]
    assert (method, path) == ("GET", "/vcp/v1/occtr")
    assert "x-vcc-access-token" not in headers


async def test_path_parts_cannot_leave_their_place() -> None:
    http = Recorder(200, {"name": "x"})
    await ControllerClient(http, "s.token").unit(V, "../../accounts?x#y")
    assert http.sent[0][1] == f"{BASE_PATH}/vcs/{V}/..%2F..%2Faccounts%3Fx%23y"
