"""The secret store: the part of Vault's HTTP API that the pages name."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from tornado.web import Application

from jupyterlab_vcp.demo.base_handler import SimulatedHandler, json_object
from jupyterlab_vcp.demo.simulation import Simulation

_DENIED = {"errors": ["permission denied"]}
_LEASE = {"cubbyhole": 0, "secret": 2_764_800}
_HELP = {
    "cubbyhole": "The cubbyhole secrets engine stores secrets per token.",
    "secret": "The kv secrets engine stores secrets.",
}
_TTL = 10 * 365 * 24 * 3600


class VaultHandler(SimulatedHandler):
    """``cubbyhole/``, ``secret/`` and the token's own record."""

    service = "vault"
    token_header = "X-Vault-Token"  # noqa: S105 - the name of the header

    async def _serve(self) -> None:
        status, body = self._answer()
        await self.reply(status, body)

    get = post = put = delete = list = _serve

    def _answer(self) -> tuple[int, object]:
        path = unquote(self.request.path.removeprefix("/v1")).strip("/")
        if path == "sys/health":
            return 200, self.sim.world.generation.store_health
        account = self.sim.accounts.use(self.token)
        if account is None:
            return 403, _DENIED
        self.entry["user"] = account.user
        if path == "auth/token/lookup-self":
            return (200, self._lookup(account.expired)) if self.request.method == "GET" else (403, _DENIED)
        mount, _, rest = path.partition("/")
        if mount not in _LEASE:
            return 403, _DENIED
        return self._secret(mount, rest)

    def _secret(self, mount: str, path: str) -> tuple[int, object]:
        method = self.request.method
        store = self.sim.store
        if method == "GET" and self.get_query_argument("help", "") == "1":
            return 200, {"help": _HELP[mount], "see_also": "", "openapi": None}
        if method == "LIST" or (method == "GET" and self.get_query_argument("list", "") == "true"):
            keys = store.list(mount, self.token, path)
            return (200, _envelope({"keys": keys})) if keys else (404, {"errors": []})
        if not path:
            return 405, {"errors": ["unsupported operation"]}
        if method == "GET":
            secret = store.read(mount, self.token, path)
            return (200, _envelope(secret, _LEASE[mount])) if secret is not None else (404, {"errors": []})
        return self._change(mount, path)

    def _change(self, mount: str, path: str) -> tuple[int, object]:
        if self.swallow:
            return 204, None
        self.sim.changed = True
        if self.request.method == "DELETE":
            self.sim.store.delete(mount, self.token, path)
            return 204, None
        try:
            secret = json_object(self.request.body)
        except ValueError:
            return 400, {"errors": ["failed to parse JSON input"]}
        if not secret:
            return 400, {"errors": ["missing data fields"]}
        self.sim.store.write(mount, self.token, path, secret)
        return 204, None

    def _lookup(self, last: bool) -> dict[str, Any]:
        return _envelope(
            {
                "accessor": "demo-accessor",
                "display_name": "token",
                "entity_id": "",
                "id": self.token,
                "meta": None,
                "num_uses": 0,
                "orphan": True,
                "path": "auth/token/create",
                "policies": ["default", "vcc_token_policy"],
                "renewable": False,
                "ttl": 0 if last else _TTL,
                "type": "service",
            }
        )


def _envelope(data: object, lease: int = 0) -> dict[str, Any]:
    return {
        "request_id": "00000000-0000-0000-0000-000000000000",
        "lease_id": "",
        "renewable": False,
        "lease_duration": lease,
        "data": data,
        "wrap_info": None,
        "warnings": None,
        "auth": None,
    }


def vault_app(sim: Simulation) -> Application:
    """All paths below ``/v1``."""
    return Application([(r"/v1/.*", VaultHandler, {"sim": sim})], log_function=lambda handler: None)
