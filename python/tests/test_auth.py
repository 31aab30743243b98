"""Who may do what: every path and verb of the contract, and the decorators of every handler."""

from __future__ import annotations

import inspect
import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from jupyter_server.auth.authorizer import Authorizer
from tornado.httpclient import HTTPClientError

from jupyterlab_vcp.handlers.base import VcpHandler
from jupyterlab_vcp.handlers.routes import ROUTES
from tests.conftest import Api
from tests.contract_check import operations

ACTIONS = {"get": "read", "post": "write", "put": "write", "patch": "write", "delete": "write"}
VALUES = {
    **{"group": "0" * 32, "unit": "web", "node": "1" * 32, "operation": "suspend", "job": "a" * 16},
    **{"batch": "b" * 16, "plan": "c" * 16, "section": "aws", "provider": "aws", "flavor": "own"},
    "registry": "official",
}


def concrete(template: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: VALUES[found[1]], template)


class AskingAuthorizer(Authorizer):  # type: ignore[misc]
    """Notes what it is asked, and refuses."""

    asked: list[tuple[str, str]]

    def is_authorized(self, handler: object, user: object, action: str, resource: str) -> bool:
        AskingAuthorizer.asked.append((action, resource))
        return False


@pytest.fixture
def jp_server_config(jp_server_config: dict[str, Any]) -> dict[str, Any]:
    AskingAuthorizer.asked = []
    jp_server_config["ServerApp"]["authorizer_class"] = AskingAuthorizer
    return jp_server_config


CALLS = [(path, verb) for path, verb in operations()] + [("/no/such/thing", verb) for verb in ACTIONS]


async def test_every_operation_asks_the_authorizer(api: Api) -> None:
    for path, verb in CALLS:
        AskingAuthorizer.asked.clear()
        answer = await api(verb.upper(), concrete(path), None if verb == "get" else {})
        assert (path, verb, answer.status, answer.body["code"]) == (path, verb, 403, "forbidden")
        assert AskingAuthorizer.asked == [(ACTIONS[verb], "vcp")], f"{verb} {path}"


async def test_no_operation_without_login(http_server_client: Any, jp_base_url: str, jp_serverapp: Any) -> None:
    for path, verb in CALLS:
        url = f"{jp_base_url}vcp/api{concrete(path)}"
        with pytest.raises(HTTPClientError) as caught:
            await http_server_client.fetch(url, method=verb.upper(), allow_nonstandard_methods=True)
        assert caught.value.code == 403, f"{verb} {path}"
        assert b'"code": "forbidden"' in caught.value.response.body
    assert AskingAuthorizer.asked == []


def test_every_verb_of_every_handler_is_decorated() -> None:
    """Both decorators stand on the class's own verbs: an inherited one would remember another handler's resource."""
    for _, handler in ROUTES:
        assert handler.auth_resource == "vcp"
        verbs = [verb for verb in ACTIONS if verb in vars(handler)]
        assert verbs, f"{handler.__name__} has no verb of its own"
        for verb in verbs:
            source = inspect.getsource(vars(handler)[verb])
            assert re.match(r"\s*@web\.authenticated\n\s*@authorized\n\s*(async )?def ", source), f"{handler}.{verb}"


def test_the_base_class_has_no_verb() -> None:
    assert [verb for verb in ACTIONS if verb in vars(VcpHandler)] == []


def test_every_operation_of_the_contract_has_a_handler() -> None:
    for path, verb in operations():
        address = concrete(path)
        handler = next(handler for pattern, handler in ROUTES if re.fullmatch(pattern, address))
        assert verb in vars(handler), f"{verb} {path} goes to {handler.__name__}"


async def test_reading_is_no_activity(
    jp_fetch: Callable[..., Awaitable[Any]], jp_serverapp: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AskingAuthorizer, "is_authorized", lambda *arguments: True)
    jp_serverapp.web_app.settings.pop("api_last_activity", None)
    await jp_fetch("vcp", "api", "unit-groups")
    await jp_fetch("vcp", "api", "jobs")
    assert "api_last_activity" not in jp_serverapp.web_app.settings
    await jp_fetch("vcp", "api", "connection", "check", method="POST", body="{}")
    assert "api_last_activity" in jp_serverapp.web_app.settings


class TestBrowser:
    """A browser is logged in by its cookie, and must prove with every write that it was our page that asked."""

    @pytest.fixture
    def jp_base_url(self) -> str:
        """As JupyterHub has it for a user with a space in the name."""
        return "/user/a%20b/"

    async def test_writes_need_the_xsrf_token(
        self, jp_fetch: Callable[..., Awaitable[Any]], http_server_client: Any, jp_base_url: str,
        jp_auth_header: Any, monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        monkeypatch.setattr(AskingAuthorizer, "is_authorized", lambda *arguments: True)
        token = jp_auth_header["Authorization"].split()[-1]
        page = await http_server_client.fetch(f"{jp_base_url}vcp/api/version?token={token}")
        assert page.effective_url.endswith(f"/user/a%20b/vcp/api/version?token={token}")
        pairs = [each.partition(";")[0] for each in page.headers.get_list("Set-Cookie")]
        cookies = {"Cookie": "; ".join(pairs)}
        assert (await http_server_client.fetch(f"{jp_base_url}vcp/api/version", headers=cookies)).code == 200
        for path, verb in ((path, verb) for path, verb in operations() if verb != "get"):
            with pytest.raises(HTTPClientError) as caught:
                await http_server_client.fetch(
                    f"{jp_base_url}vcp/api{concrete(path)}", method=verb.upper(), headers=cookies,
                    allow_nonstandard_methods=True, body="{}",
                )  # fmt: skip
            assert caught.value.code == 403, f"{verb} {path}"
            assert b"_xsrf" in caught.value.response.body
            assert b'"code": "forbidden"' in caught.value.response.body
