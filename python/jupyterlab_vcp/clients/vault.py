"""The secret store (controller-api.md 7.1). Values stay within this process: nobody above the services sees one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from jupyterlab_vcp.clients.http import HttpClient, Reply
from jupyterlab_vcp.clients.upstream import error_text, parse_json
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.redaction import MIN_IN_TEXT


class VaultClient:
    """One token's view of the secret store."""

    def __init__(self, http: HttpClient, token: str, folder: str = "") -> None:
        """``folder`` is what stands before ``/v1`` in the store's address."""
        self._http = http
        self._base = f"{folder}/v1/"
        self._token = token.strip()

    async def probe(self) -> None:
        """Ask for the help of the token's own cubbyhole, which every token may.

        :raises VcpFailure: ``vault_failed`` when it is refused or no secret store answers, else as HttpClient.send.
        """
        reply = await self._get("cubbyhole?help=1")
        if reply.status != 200 or not isinstance(parse_json(reply), dict):
            raise self._failure(reply)

    async def keys(self, path: str) -> frozenset[str]:
        """The keys with a value in the secret at a path; none when there is no secret.

        :raises VcpFailure: ``vault_failed`` when the answer is neither of the two.
        """
        return frozenset(key for key, each in (await self.read(path)).items() if each not in (None, ""))

    async def read(self, path: str) -> Mapping[str, object]:
        """The secret at a path, key to value; an empty one when there is none. Raises as :meth:`keys`."""
        reply = await self._get(quote(path, safe="/"))
        if reply.status == 404:
            return {}
        value = parse_json(reply)
        secret = value.get("data") if isinstance(value, dict) else None
        if reply.status != 200 or not isinstance(secret, dict):
            raise self._failure(reply)
        return {str(key): each for key, each in secret.items()}

    async def write(self, path: str, secret: Mapping[str, object]) -> None:
        """Replace the whole secret at a path: the store knows no merging.

        :raises VcpFailure: ``vault_failed`` when it is refused, else as HttpClient.send.
        """
        body = json.dumps(dict(secret)).encode()
        reply = await self._send("POST", quote(path, safe="/"), body)
        if reply.status not in (200, 204):
            failure = self._failure(reply)
            if _shows_short(secret.values(), failure.upstream_message or ""):
                failure.upstream_message = None
            raise failure

    async def _get(self, path: str) -> Reply:
        return await self._send("GET", path)

    async def _send(self, method: str, path: str, body: bytes | None = None) -> Reply:
        headers = {"X-Vault-Token": self._token, "Accept": "application/json"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        return await self._http.send(method, self._base + path, headers, body)

    def _failure(self, reply: Reply) -> VcpFailure:
        """Of a failure only the words go on: a body that was read successfully can hold the secret itself."""
        advice = "It does not permit this to the access token." if reply.status == 403 else "Check its address."
        return VcpFailure(
            "vault_failed",
            f"The secret store at {self._http.address} answered with HTTP {reply.status}. {advice}",
            upstream_status=reply.status,
            upstream_message=error_text(reply) if reply.status >= 400 else None,
        )


def _shows_short(values: Iterable[object], words: str) -> bool:
    """Whether words repeat a value that is too short for the redactor, which looks through all texts there are."""
    return any(
        isinstance(each, str) and 0 < len(each.strip()) < MIN_IN_TEXT and each.strip() in words for each in values
    )
