"""A walk through every endpoint, also with faults: no reply, log line or file shows a token, a key or a credential."""

from __future__ import annotations

import base64
import json
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_vcp.demo.config_files import LITERAL_SECRETS, VAULT_SECRETS
from tests.conftest import Api, Simulator
from tests.contract_check import operations
from tests.handlers.batch_support import KEY as BATCH_KEY
from tests.handlers.batch_support import ended as batch_ended
from tests.handlers.batch_support import start as start_batch
from tests.handlers.test_catalog import SPEC
from tests.handlers.test_jobs import KEY, ended


class Lines(logging.Handler):
    """Every log line of the process, as the console would show it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def lines(jp_serverapp: Any) -> Iterator[Lines]:
    handler = Lines()
    loggers = [logging.getLogger(), logging.getLogger("ServerApp"), logging.getLogger("VcpExtension")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
    yield handler
    for logger, level in zip(loggers, before, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)


@pytest.fixture
def traits(tmp_path: Path, simulator: Simulator) -> dict[str, Any]:
    path = tmp_path / "token"
    path.write_text(simulator.token())
    path.chmod(0o600)
    # A copy: the walk stores credentials and saves a flavor.
    shutil.copytree(simulator.info["config_dir"], tmp_path / "vcp_config")
    registries = {
        "official": {"url": simulator.info["registries"]["official"], **account_of(simulator)},
        "user": {"url": simulator.info["registries"]["user"], "username": "nobody", "password": WRONG_PASSWORD},
        "broken": {"url": f"http://me:{URL_PASSWORD}@registry.test"},
    }
    configured = {"token_file": str(path), "vcp_config_dir": str(tmp_path / "vcp_config"), "registries": registries}
    return {"token": None, **configured}


WRONG_PASSWORD = "REGISTRY-wrong-password-7c1e"
URL_PASSWORD = "REGISTRY-password-in-an-address"


def account_of(simulator: Simulator) -> dict[str, str]:
    """The account of the simulated registries, as the trait has it."""
    account = simulator.info["registry_account"]
    return {"username": account["user"], "password": account["password"]}


def secrets_of(simulator: Simulator) -> set[str]:
    vault = {value for keys in VAULT_SECRETS.values() for value in keys.values()}
    registry = {simulator.info["registry_account"]["password"], WRONG_PASSWORD, URL_PASSWORD}
    return {*simulator.info["tokens"].values(), *LITERAL_SECRETS, *vault, *STORED, *registry}


def values_for(group: str, node: str) -> dict[str, str]:
    place = {"group": group, "unit": "web", "node": node, "operation": "watch", "job": KEY}
    rest = {"section": "aic", "provider": "aws", "flavor": "own", "registry": "official"}
    return {**place, "batch": KEY, "plan": KEY, **rest}


STORED = ("STORED-SECRET-aic-93b0d7f1", "STORED-SECRET-oracle-line-5d2e", "STORED-SECRET-oracle-line-77aa")
"""Values that the walk stores; one of them has two lines."""


BODIES: dict[str, Any] = {
    "/unit-groups": {"name": "walk", "type": "compute"},
    "/cci": {"spec": {**SPEC, "provider": "hokudai"}},
    "/jobs": {"key": KEY, "spec": {**SPEC, "provider": "hokudai", "flavor": "small"}},
    "/ssh-keys": {"name": "walk"},
    "/flavors/{provider}/{flavor}": {"values": {"volume_size": 9}, "version": None, "overwrite": True},
    "/schedule/reminders/{group}": {"date": "2099-01-01", "groupName": "demo"},
    "/schedule/power-offs": {"key": KEY, "group": "g", "groupName": "demo", "at": "2099-01-01T00:00:00Z"},
    "/batches": {"key": KEY, "operation": "watch", "onFailure": "stop", "targets": [{"group": "g", "groupName": "x"}]},
}
QUERIES = {
    "tags": {"repository": "vcp/base"},
    "summaries": {"image": "vcp/base:1.2"},
    "details": {"image": "vcp/base:1.2"},
}
PATCHES = {"/unit-groups/{group}": {"owner": "nobody"}}


async def versioned(api: Api, path: str) -> Any:
    """The body of a change of a file, with the file's version."""
    if path.startswith("/flavors/"):
        return {**BODIES[path], "version": (await api("GET", "/providers")).body["flavorsVersion"]}
    values = {"user_name": STORED[0]} if path.endswith("/aic") else {"private_key": "\n".join(STORED[1:])}
    return {"values": values, "reference": True, "version": (await api("GET", "/credentials")).body["version"]}


async def walk(api: Api, simulator: Simulator, group: str, node: str) -> list[str]:
    """Every operation once, deletions last; what came back."""
    # First of all: a job that has not ordered anything yet ends when its token is forgotten.
    replies = [(await api("DELETE", "/connection/token")).raw]
    replies.append((await api("PUT", "/connection/token", {"token": simulator.token()})).raw)
    for section in ("aic", "oracle"):
        path = f"/credentials/{section}"
        replies.append((await api("PUT", path, await versioned(api, path))).raw)
    for path, verb in sorted(operations(), key=lambda each: each[1] == "delete"):
        if verb == "delete" and path in ("/jobs/{job}", "/connection/token"):
            continue  # the journal of the job is read at the end
        body = PATCHES.get(path) if verb == "patch" else BODIES.get(path, {}) if verb != "get" else None
        if path in ("/credentials/{section}", "/flavors/{provider}/{flavor}"):
            body = await versioned(api, path)
        if path == "/connection/token":
            body = {"token": simulator.token("expired")}
        if path.endswith("/nodes"):
            body = {"count": 1}
        query = QUERIES.get(path.rpartition("/")[2], {}) if path.startswith("/images/") else {}
        answer = await api(verb.upper(), path.format(**values_for(group, node)), body, query=query)
        replies.append(answer.raw)
    return replies


def check(texts: list[str], secrets: set[str]) -> None:
    for text in texts:
        for secret in secrets:
            assert secret not in text, f"{secret[:6]}… shows in {text[:300]}"


async def find_demo(api: Api) -> tuple[str, str]:
    groups = (await api("GET", "/unit-groups")).body["unitGroups"]
    demo = next(each for each in groups if each["name"] == "demo")
    return demo["id"], next(each for each in demo["units"] if each["name"] == "web")["nodes"][0]["id"]


async def test_nothing_shows(api: Api, simulator: Simulator, lines: Lines, tmp_path: Path) -> None:
    group, node = await find_demo(api)
    secrets = secrets_of(simulator)
    texts = await walk(api, simulator, group, node)
    job = await ended(api)
    assert job["state"] == "succeeded", job
    texts.append(json.dumps(job))
    journal = [each.read_text() for each in (tmp_path / "jobs").iterdir()]
    assert journal
    private = [each.read_text() for each in tmp_path.rglob("walk") if each.is_file()]
    assert private, "the walk has made a key"
    stored = [each.read_text() for each in (tmp_path / "vcp_config").iterdir()]
    assert any("vault://cubbyhole/aic/user_name" in text for text in stored), "the walk has stored a credential"
    check(stored, set(STORED))
    keys = {line for text in private for line in text.splitlines() if line and not line.startswith("-----")}
    check([*texts, *lines.lines, *journal], secrets | keys)
    assert any("vcp/api" in line for line in lines.lines), "the log was listened to"


@pytest.mark.parametrize("status", [400, 401, 403, 500])
async def test_a_controller_that_repeats_what_it_was_sent(
    api: Api, simulator: Simulator, lines: Lines, tmp_path: Path, status: int
) -> None:
    """The controller's words can hold the CCI or the token; they come to the browser without."""
    group, node = await find_demo(api)
    secrets = secrets_of(simulator) - {value for keys in VAULT_SECRETS.values() for value in keys.values()}
    echo = " ".join([simulator.token(), *LITERAL_SECRETS, *STORED])
    simulator.fault("status", path="/vcs", status=status, message=echo)
    for section, values in (("aic", STORED[:1]), ("oracle", STORED)):
        path, message = f"/v1/cubbyhole/{section}", " ".join(values)
        simulator.fault("status", path=path, method="POST", status=status, message=message)
    texts = await walk(api, simulator, group, node)
    assert any("•••" in text for text in texts)
    journal = [each.read_text() for each in (tmp_path / "jobs").iterdir()]
    assert journal
    check([*texts, *lines.lines, *journal], secrets - {simulator.token(each) for each in ("super", "other")})


async def test_error_of_a_unit_is_masked(api: Api, simulator: Simulator) -> None:
    simulator.control("POST", "/fail-units", {"unit": "web", "message": f"password: {LITERAL_SECRETS[0]}"})
    await api("POST", "/jobs", {"key": KEY, "spec": SPEC})
    job = await ended(api)
    assert "•••" in job["failure"]["upstreamMessage"]
    tree = await api("GET", "/unit-groups")
    assert "password: •••" in tree.raw
    check([tree.raw], set(LITERAL_SECRETS))


async def test_an_error_nobody_foresaw(api: Api, lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    from jupyterlab_vcp.services.clouds import CloudService

    async def broken(self: object, privileged: bool) -> None:
        raise RuntimeError(f"with {LITERAL_SECRETS[0]}")

    monkeypatch.setattr(CloudService, "tree", broken)
    answer = await api("GET", "/unit-groups")
    assert (answer.status, answer.body["code"]) == (500, "internal")
    assert "Traceback" not in answer.raw
    assert any("Traceback" in line for line in lines.lines)
    check([answer.raw, *lines.lines], set(LITERAL_SECRETS))


async def test_bulk_operations_and_the_schedule(api: Api, simulator: Simulator, lines: Lines, tmp_path: Path) -> None:
    """Neither the controller's words nor what somebody typed by mistake gets into a file."""
    group, node = await find_demo(api)
    secrets = {simulator.token(), *LITERAL_SECRETS}
    echo = " ".join(secrets)
    simulator.fault("status", path="/power_off$", status=409, message=echo)
    target = {"group": group, "groupName": echo[:128], "unit": "web", "node": node}
    replies = [await start_batch(api, "power_off", target)]
    texts = [json.dumps(await batch_ended(api))]
    refused = await start_batch(
        api, "change_owner", {"group": group, "groupName": ""}, owner=simulator.token(), key=KEY
    )
    assert (refused.status, refused.body["path"]) == (400, "owner")
    note = {"date": "2099-01-01", "groupName": echo[:128], "note": echo[:500]}
    replies.append(await api("PUT", f"/schedule/reminders/{group}", note))
    plan = {"key": BATCH_KEY, "group": group, "groupName": echo[:128], "at": "2099-01-01T00:00:00Z"}
    replies.append(await api("POST", "/schedule/power-offs", plan))
    texts += [each.raw for each in replies]
    files = [*(tmp_path / "jobs" / "batches").glob("*.json"), tmp_path / "vcp-schedule.json"]
    written = [each.read_text() for each in files]
    assert len(written) == 2
    assert all("\\u2022\\u2022\\u2022" in text for text in written), "something was masked"
    check([*texts, *written, *lines.lines], secrets)


@pytest.mark.parametrize("kind", ["basic", "bearer"])
async def test_passwords_of_registries(api: Api, simulator: Simulator, lines: Lines, tmp_path: Path, kind: str) -> None:
    """Right, wrong and in a broken entry; also when the registry repeats what it was sent."""
    for service in ("registry", "registry_user"):
        simulator.control("POST", "/registry", {"service": service, "login": kind})
    texts = [(await api("GET", "/images/registries")).raw]
    login = base64.b64encode(":".join(account_of(simulator).values()).encode()).decode()
    echo = " ".join([login, WRONG_PASSWORD, *account_of(simulator).values()])
    for words in ("", echo):
        for registry in ("official", "user", "broken"):
            for what, query in (("repositories", {}), *QUERIES.items()):
                texts.append(
                    (await api("GET", f"/images/registries/{registry}/{what}", query={**query, "fresh": "1"})).raw
                )
        simulator.fault("status", path="/v2/", status=400, message=words or echo)
    assert any("login_refused" in text for text in texts)
    assert any('"digest": "sha256:' in text for text in texts), "the right account was of use"
    assert any("•••" in text for text in texts), "a registry repeated something"
    secrets = {simulator.info["registry_account"]["password"], login, WRONG_PASSWORD, URL_PASSWORD}
    written = [each.read_text() for each in tmp_path.glob("*.json")]
    assert written, "counts were kept"
    check([*texts, *lines.lines, *written], secrets)
