"""The Vault paths of the pages, with the statuses Vault gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from .support import BOTH_GENERATIONS, Api, Running, b64, unit_cci

pytestmark = BOTH_GENERATIONS

Call = Callable[..., httpx.Response]


@pytest.fixture
def vault(sim: Running) -> Iterator[Call]:
    with httpx.Client(verify=sim.tls, timeout=10) as client:

        def call(method: str, path: str, body: Any = None, label: str = "regular") -> httpx.Response:
            headers = {"X-Vault-Token": sim.tokens[label]} if label else {}
            return client.request(method, f"{sim.vault}/v1/{path}", json=body, headers=headers)

        yield call


def test_write_read_list_delete(vault: Call) -> None:
    assert vault("POST", "cubbyhole/a/b", {"key": "value"}).status_code == 204
    assert vault("GET", "cubbyhole/a/b").json()["data"] == {"key": "value"}
    assert vault("PUT", "cubbyhole/a/c/d", {"k": "v"}).status_code == 204
    assert vault("LIST", "cubbyhole/a/").json()["data"] == {"keys": ["b", "c/"]}
    assert vault("GET", "cubbyhole/a?list=true").json()["data"] == {"keys": ["b", "c/"]}
    assert vault("DELETE", "cubbyhole/a/b").status_code == 204
    missing = vault("GET", "cubbyhole/a/b")
    assert (missing.status_code, missing.json()) == (404, {"errors": []})
    assert vault("LIST", "cubbyhole/nothing").status_code == 404


def test_cubbyhole_belongs_to_one_token_and_secret_to_all(vault: Call) -> None:
    assert "aws/" not in vault("LIST", "cubbyhole/").json()["data"]["keys"]
    assert "aws" in vault("LIST", "cubbyhole/").json()["data"]["keys"]
    assert vault("LIST", "cubbyhole/", label="other").status_code == 404
    vault("POST", "secret/team", {"k": "v"})
    assert vault("GET", "secret/team", label="other").json()["data"] == {"k": "v"}


def test_paths_are_decoded(vault: Call) -> None:
    assert vault("POST", "cubbyhole/a%40b/c%2Fd", {"k": "v"}).status_code == 204
    assert vault("GET", "cubbyhole/a@b/c/d").json()["data"] == {"k": "v"}


@pytest.mark.parametrize("fault", [{"kind": "swallow"}, {"kind": "answer", "status": 200, "work": False}])
def test_writes_that_do_not_come_true(sim: Running, vault: Call, fault: dict[str, Any]) -> None:
    vault("POST", "cubbyhole/kept", {"k": "before"})
    sim.control("POST", "/faults", {"match": {"service": "vault"}, "count": 2, "fault": fault})
    status = fault.get("status", 204)
    assert vault("POST", "cubbyhole/kept", {"k": "after"}).status_code == status
    assert vault("DELETE", "cubbyhole/kept").status_code == status
    assert vault("GET", "cubbyhole/kept").json()["data"] == {"k": "before"}


def test_help_lookup_and_denied(sim: Running, vault: Call) -> None:
    assert "help" in vault("GET", "cubbyhole?help=1").json()
    assert vault("GET", "auth/token/lookup-self").json()["data"]["id"] == sim.tokens["regular"]
    assert vault("GET", "sys/health", label="").json()["sealed"] is False
    for method, path in [("POST", "auth/token/renew-self"), ("POST", "auth/token/revoke-self"), ("GET", "kv/x")]:
        assert vault(method, path).status_code == 403
    for label in ("expired", ""):
        denied = vault("GET", "auth/token/lookup-self", label=label)
        assert (denied.status_code, denied.json()) == (403, {"errors": ["permission denied"]})


def test_bad_bodies(vault: Call) -> None:
    assert vault("POST", "cubbyhole/x", {}).status_code == 400
    assert vault("POST", "cubbyhole/x", [1]).status_code == 400
    assert vault("POST", "cubbyhole", {"a": "b"}).status_code == 405


def test_controller_resolves_what_the_vault_holds(sim: Running, vault: Call, user: Callable[..., Api]) -> None:
    other = user("other")
    vcid = other.group()
    body = {"info": b64(unit_cci("u")), "unit_name": "u"}
    assert "does not resolve" in other.refused(400, "POST", f"/vcs/{vcid}", body)
    vault("POST", "cubbyhole/aws", {"access_key": "a", "secret_key": "b"}, label="other")
    other.ok("POST", f"/vcs/{vcid}", body)
