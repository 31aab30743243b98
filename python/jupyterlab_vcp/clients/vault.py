"""The secret store (controller-api.md 7.1). Its client tells whether a secret is there, never what it is."""

from __future__ import annotations

from urllib.parse import quote

from jupyterlab_vcp.clients.http import HttpClient, Reply
from jupyterlab_vcp.clients.upstream import error_text, parse_json
from jupyterlab_vcp.core.errors import VcpFailure

SCHEME = "vault://"


def split_reference(reference: str) -> tuple[str, str]:
    """Of ``vault://cubbyhole/aws/access_key`` the path ``cubbyhole/aws`` and the key; both empty when malformed."""
    path, slash, key = reference.removeprefix(SCHEME).rpartition("/")
    return (path, key) if slash and path and key else ("", "")


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
        reply = await self._get(quote(path, safe="/"))
        if reply.status == 404:
            return frozenset()
        value = parse_json(reply)
        secret = value.get("data") if isinstance(value, dict) else None
        if reply.status != 200 or not isinstance(secret, dict):
            raise self._failure(reply)
        return frozenset(str(key) for key, each in secret.items() if each not in (None, ""))

    async def _get(self, path: str) -> Reply:
        headers = {"X-Vault-Token": self._token, "Accept": "application/json"}
        return await self._http.send("GET", self._base + path, headers)

    def _failure(self, reply: Reply) -> VcpFailure:
        """Of a failure only the words go on: a body that was read successfully can hold the secret itself."""
        return VcpFailure(
            "vault_failed",
            f"The secret store at {self._http.address} answered with HTTP {reply.status}. Check its address.",
            upstream_status=reply.status,
            upstream_message=error_text(reply) if reply.status >= 400 else None,
        )
