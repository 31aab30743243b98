"""The staged connection check."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Api, Simulator
from tests.handlers.test_bad_input import closed_port

STAGES = ["config", "name", "tcp", "tls", "http", "token", "role", "vault"]


async def report(api: Api) -> dict[str, Any]:
    answer = await api("POST", "/connection/check")
    assert answer.status == 200
    assert [each["stage"] for each in answer.body["stages"]] == STAGES
    found: dict[str, Any] = answer.body
    return found


def keys(found: dict[str, Any], provider: str) -> dict[str, str]:
    entry = next(each for each in found["providers"] if each["provider"] == provider)
    return {each["key"]: each["state"] for each in entry["keys"]}


async def test_all_good(api: Api) -> None:
    found = await report(api)
    assert {each["status"] for each in found["stages"]} == {"ok"}
    assert keys(found, "aws") == {"access_key": "resolved", "secret_key": "resolved"}
    assert keys(found, "aws_spot") == keys(found, "aws")
    assert keys(found, "hokudai") == {"user_name": "literal", "password": "literal"}
    assert keys(found, "aic") == {"user_name": "literal", "password": "missing"}
    sakura = next(each for each in found["providers"] if each["provider"] == "sakura")
    assert {each["state"] for each in sakura["keys"]} == {"resolved"}
    assert sakura["keys"][0]["reference"].startswith("vault://cubbyhole/sakura/")


@pytest.mark.parametrize(
    ("traits", "stage", "code"),
    [
        ({"host": "no-such-host.invalid"}, "name", "name_failed"),
        ({"port": closed_port()}, "tcp", "unreachable"),
        ({"ca_file": None}, "tls", "tls_failed"),
        ({"token": None}, "token", "no_token"),
        ({"token": "s.unknownunknownunknown00"}, "token", "token_refused"),
        ({"vault_port": closed_port()}, "vault", "unreachable"),
    ],
)
async def test_stops_where_it_fails(api: Api, stage: str, code: str) -> None:
    found = await report(api)
    status = {each["stage"]: each["status"] for each in found["stages"]}
    failed = next(each for each in found["stages"] if each["status"] == "failed")
    assert (failed["stage"], failed["code"]) == (stage, code)
    assert failed["message"]
    position = STAGES.index(stage)
    assert {status[each] for each in STAGES[:position]} <= {"ok", "warning"}
    assert {status[each] for each in STAGES[position + 1 :]} <= {"skipped"}


async def test_a_secret_store_that_hangs(api: Api, simulator: Simulator) -> None:
    """It answers the probe and no path: the paths are asked at once, and the report comes all the same."""
    simulator.fault("hang", path="/v1/cubbyhole/")
    start = time.monotonic()
    found = await report(api)
    assert time.monotonic() - start < 6, "not the read time-out of 2 s for every path"
    assert set(keys(found, "aws").values()) == {"unchecked"}
    assert keys(found, "hokudai") == {"user_name": "literal", "password": "literal"}
    assert next(each["status"] for each in found["stages"] if each["stage"] == "vault") == "ok"


class TestReadonly:
    """A readonly token works, with a warning."""

    @pytest.fixture
    def traits(self, simulator: Simulator) -> dict[str, Any]:
        return {"token": simulator.token("readonly")}

    async def test_warns_and_cannot_resolve(self, api: Api) -> None:
        found = await report(api)
        role = next(each for each in found["stages"] if each["stage"] == "role")
        assert (role["status"], role["code"]) == ("warning", "readonly_token")
        assert set(keys(found, "aws").values()) == {"unresolved"}


class TestNothing:
    """No configuration."""

    @pytest.fixture
    def traits(self, tmp_path: Path) -> dict[str, Any]:
        return {"vcp_config_dir": str(tmp_path / "none")}

    async def test_says_so(self, api: Api) -> None:
        found = await report(api)
        assert found["stages"][0]["code"] == "config_missing"
        assert {each["status"] for each in found["stages"][1:]} == {"skipped"}


async def test_a_web_server_that_is_no_controller(api: Api, simulator: Simulator) -> None:
    simulator.fault("html", status=404)
    found = await report(api)
    failed = next(each for each in found["stages"] if each["status"] == "failed")
    assert (failed["stage"], failed["code"]) == ("http", "not_understood")


async def test_a_controller_that_hangs(api: Api, simulator: Simulator) -> None:
    simulator.fault("hang", path="authority")
    found = await report(api)
    failed = next(each for each in found["stages"] if each["status"] == "failed")
    assert (failed["stage"], failed["code"]) == ("token", "timeout")
