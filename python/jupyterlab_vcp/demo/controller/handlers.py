"""HTTP in front of the endpoint table: token, roles, headers and body."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from jupyterlab_vcp.demo import choices
from jupyterlab_vcp.demo.accounts import Account
from jupyterlab_vcp.demo.base_handler import SimulatedHandler, json_object
from jupyterlab_vcp.demo.controller import endpoints
from jupyterlab_vcp.demo.controller.endpoints import Call, Endpoint
from jupyterlab_vcp.demo.controller.operations import Caller
from jupyterlab_vcp.demo.controller.state import ApiError
from jupyterlab_vcp.demo.controller.world import take_rule

BASE = "/vcp/v1/occtr"
_NOBODY = Account("", "nobody", "fullaccess")


class ControllerHandler(SimulatedHandler):
    """Every path of the controller."""

    service = "controller"
    token_header = "x-vcc-access-token"  # noqa: S105 - the name of the header

    async def _serve(self) -> None:
        try:
            status, body = self._answer()
        except ApiError as error:
            status, body = error.status, {"message": error.message}
        await self.reply(status, body)

    get = post = put = patch = delete = _serve

    def _answer(self) -> tuple[int, object]:
        path = unquote(self.request.path.removeprefix(BASE))
        endpoint, parts = endpoints.find(str(self.request.method), path, self.sim.world.generation.absent)
        caller = self._caller(endpoint)
        body = self._body(endpoint)
        if endpoint.updates and not endpoint.open and caller.account.role == "readonly":
            raise ApiError(choices.FORBIDDEN, "permission denied, the token is readonly")
        if endpoint.success == 202 and (self.swallow or self._deaf(parts, body)):
            return 202, {"vcid": self.sim.world.new_id()} if endpoint.path == "/vcs" else {}
        try:
            return endpoint.success, endpoint.run(Call(self.sim.world, caller, parts, body))
        finally:
            if endpoint.updates:
                self.sim.changed = True
                self.sim.world.listing.forget(parts.get("vcid", ""))

    def _deaf(self, parts: dict[str, str], body: dict[str, Any]) -> bool:
        """Whether the unit takes orders and does nothing (control endpoint, ``/ignore-units``)."""
        unit = parts.get("unit") or str(body.get("unit_name", ""))
        return bool(unit) and take_rule(self.sim.world.deaf_rules, unit) is not None

    def _caller(self, endpoint: Endpoint) -> Caller:
        if endpoint.open:
            return Caller("", _NOBODY)
        account = self.sim.accounts.use(self.token)
        if account is None:
            known = self.sim.accounts.known(self.token)
            raise ApiError(choices.BAD_TOKEN, "access token has expired" if known else "invalid access token")
        self.entry["user"] = account.user
        flag = self.request.headers.get("x-vcc-privileged")
        if flag not in (None, "True"):
            raise ApiError(choices.BAD_REQUEST, "x-vcc-privileged must be True or absent")
        if flag and account.user_role != "super":
            raise ApiError(choices.FORBIDDEN, "permission denied, privileged mode is for super users")
        return Caller(self.token, account, flag is not None)

    def _body(self, endpoint: Endpoint) -> dict[str, Any]:
        kind = self.request.headers.get("Content-Type", "").partition(";")[0].strip()
        if kind != "application/json" and not endpoint.open:
            raise ApiError(choices.NO_CONTENT_TYPE, "the header Content-Type must be application/json")
        if endpoint.method == "GET":
            if self.request.body:
                raise ApiError(choices.BAD_REQUEST, "a GET has no body")
            return {}
        try:
            body = json_object(self.request.body)
        except ValueError:
            raise ApiError(choices.BAD_REQUEST, "the body must be a JSON object") from None
        unknown, missing = set(body) - endpoint.keys, endpoint.required - set(body)
        if unknown or missing:
            what = [f"{key}: unknown key" for key in sorted(unknown)] + [f"{key}: missing" for key in sorted(missing)]
            raise ApiError(choices.BAD_REQUEST, "wrong body\\n" + "\\n".join(what))
        return body
