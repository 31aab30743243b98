"""What all handlers share: JSON in and out, failures, activity."""

from __future__ import annotations

import asyncio
import json
import logging
from http.client import responses
from types import TracebackType
from typing import Any, cast

from jupyter_server.base.handlers import APIHandler
from tornado.web import HTTPError

from jupyterlab_vcp.core.errors import GATEWAY, Code, VcpFailure
from jupyterlab_vcp.handlers.contract import check_body
from jupyterlab_vcp.handlers.replies import to_json
from jupyterlab_vcp.handlers.services import Services

MAX_BODY = 2 * 1024 * 1024
"""Bytes; a spec with a start-up script of 93 KB and some keys stays far below."""

_BAD_REQUEST = ("bad_request", "bad_spec", "unknown_in_cci")
_NOT_FOUND = ("not_found",)
_STATUS: dict[str, int] = {
    **dict.fromkeys(_BAD_REQUEST, 400),
    **dict.fromkeys(_NOT_FOUND, 404),
    **dict.fromkeys(GATEWAY, 502),
    "timeout": 504,
    "internal": 500,
    "forbidden": 403,
    "method_not_allowed": 405,
}
_CODES: dict[int, Code] = {400: "bad_request", 403: "forbidden", 404: "not_found", 405: "method_not_allowed"}


def status_of(failure: VcpFailure) -> int:
    """The HTTP status of a failure; what the controller or the configuration stands against is a conflict."""
    return _STATUS.get(failure.code, 409)


class VcpHandler(APIHandler):
    """Base class of all our handlers.

    It has no verb on purpose: ``@authorized`` remembers the resource of the first request per decorated function, so
    every concrete handler decorates its own verbs.
    """

    auth_resource = "vcp"

    def initialize(self, services: Services) -> None:
        """Take the services from the route table."""
        self.services = services

    @property
    def log(self) -> logging.Logger:
        """The extension's logger, which masks secrets."""
        return self.services.log

    def update_api_activity(self) -> None:
        """Reading never counts as activity: an open explorer polls, and must not keep an idle server alive."""
        if self.request.method not in ("GET", "HEAD"):
            super().update_api_activity()

    def body(self, operation_id: str) -> dict[str, Any]:
        """The body, checked against the contract."""
        if len(self.request.body) > MAX_BODY:
            raise VcpFailure("bad_request", f"The body is larger than {MAX_BODY} bytes.")
        try:
            value = json.loads(self.request.body, parse_constant=_refuse)
        except (ValueError, RecursionError):
            raise VcpFailure("bad_request", "The body is not JSON.") from None
        return check_body(operation_id, value)

    def switch(self, name: str) -> bool:
        """A query parameter of the contract that is ``0`` or ``1``."""
        value = self.get_query_argument(name, "0")
        if value not in ("0", "1"):
            raise VcpFailure("bad_request", f"The parameter {name} is 0 or 1.", path=name)
        return value == "1"

    @property
    def privileged(self) -> bool:
        """Whether the rights of a super user are asked for."""
        return self.switch("privileged")

    def reply(self, value: object, status: int = 200) -> None:
        """Finish with a JSON value without secrets."""
        self._send_json(to_json(value, self.services.redactor), status)

    async def reply_large(self, value: object, status: int = 200) -> None:
        """As :meth:`reply`; ten thousand nodes take half a second to write, in which Jupyter would answer nobody."""
        self._send_json(await asyncio.to_thread(to_json, value, self.services.redactor), status)

    def _send_json(self, text: str | bytes, status: int) -> None:
        self.set_status(status)
        self.set_header("Cache-Control", "no-store")
        self.finish(text)

    def accepted(self) -> None:
        """Finish with "the controller took the order"."""
        self.reply({}, 202)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Every failure is the schema Failure; never a traceback, never HTML."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        failure = error if isinstance(error, VcpFailure) else _from_http(status_code, error)
        status = status_of(failure) if isinstance(error, VcpFailure) or failure.code == "internal" else status_code
        self.reply(failure.to_reply(), status)

    def log_exception(
        self,
        typ: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        """One line for what was foreseen, a traceback for what was not; the logger masks secrets in both."""
        where = f"{self.request.method} {self.request.path}"
        if isinstance(value, VcpFailure):
            self.log.warning("%s: %s: %s", where, value.code, value.message)
        elif isinstance(value, HTTPError):
            self.log.warning("%s: %s %s", where, value.status_code, value.log_message or "")
        else:
            self.log.error("%s failed", where, exc_info=cast("Any", (typ, value, tb)))


def _refuse(constant: str) -> None:
    """NaN and Infinity are Python's own addition to JSON; no schema would notice them."""
    raise ValueError(constant)


def _from_http(status: int, error: BaseException | None) -> VcpFailure:
    """Tornado's and Jupyter's own refusals (login, XSRF, verb)."""
    if not isinstance(error, HTTPError):
        return VcpFailure("internal", "Something went wrong in the Jupyter server; its log says what.")
    code = _CODES.get(status, "bad_request" if status < 500 else "internal")
    words = error.log_message or error.reason or responses.get(status, "")
    return VcpFailure(code, f"The Jupyter server refused the request: {words or f'HTTP {status}'}")
