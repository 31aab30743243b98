"""The way back for a new access token: what the cubbyhole of a former one holds goes into that of the present one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jupyterlab_vcp.clients.vault import VaultClient
from jupyterlab_vcp.core.credential_plan import sections_of
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.vault_reference import Reference, parse_reference
from jupyterlab_vcp.services.connection import ConnectionService
from jupyterlab_vcp.services.credentials import keys_at, value_of
from jupyterlab_vcp.services.credentials_store import Credentials, CredentialService
from jupyterlab_vcp.services.providers import ProviderCatalog
from jupyterlab_vcp.services.secret_merge import SecretMerge
from jupyterlab_vcp.services.target import is_token

_REFUSED = (
    "The secret store does not accept the former access token. What it kept opens with that token only, and an "
    "administrator cannot open it either: store the credentials again."
)


@dataclass(frozen=True)
class CopyReport:
    """The reply of copyCredentials; references as vcp_config.yml has them."""

    copied: tuple[str, ...]
    missing: tuple[str, ...]
    credentials: Credentials


class CredentialCopyService:
    """Copies only where vcp_config.yml refers to, and only what belongs to one token: ``secret/`` is shared anyway."""

    def __init__(
        self,
        connection: ConnectionService,
        catalog: Callable[[], ProviderCatalog],
        merge: SecretMerge,
        credentials: CredentialService,
        seconds: float = 10.0,
    ) -> None:
        self._connection = connection
        self._catalog = catalog
        self._merge = merge
        self._credentials = credentials
        self._seconds = seconds

    async def copy(self, token: str | None) -> CopyReport:
        """Copy; keys that the present token has already stay.

        :param token: the former access token; None: the last one of this session.
        :raises VcpFailure: ``bad_request`` (no such token is known), ``token_refused`` (the former one), ``no_token``
            (the present one), ``vault_failed`` and whatever keeps the secret store from answering.
        """
        present = self._connection.vault()
        former = self._connection.vault_of(self._former(token))
        await _require_accepted(former)
        references = self._references()
        held = await self._held(former, {reference.path for reference in references})
        written = await self._merge.write(present, held, over=False)
        there = await keys_at({reference.path for reference in references}, present, self._seconds)
        return CopyReport(
            copied=tuple(str(each) for each in references if each in written),
            missing=tuple(str(each) for each in references if each.key not in (there[each.path] or ())),
            credentials=await self._credentials.list(),
        )

    def _former(self, token: str | None) -> str:
        value = self._connection.former_token() if token is None else token.strip()
        if value is None:
            message = "This server knows no former access token. Enter it."
            raise VcpFailure("bad_request", message, path="token")
        if not is_token(value):
            raise VcpFailure("bad_request", "An access token is one word of ASCII characters.", path="token")
        self._connection.remember_secrets([value])
        found, _ = self._connection.token()
        if found is not None and found.value == value:
            raise VcpFailure("bad_request", "This is the present access token, not a former one.", path="token")
        return value

    def _references(self) -> list[Reference]:
        sections = self._connection.configuration().sections
        written = (
            value_of(credential, sections.get(section.name, {}))
            for section in sections_of(self._catalog().all())
            for credential in section.credentials
        )
        found = (parse_reference(each) for each in written)
        return list(dict.fromkeys(each for each in found if each is not None and each.private))

    async def _held(self, former: VaultClient, paths: set[str]) -> Mapping[Reference, object]:
        """Every key with a value at the paths: a secret is taken over as a whole."""
        ordered = sorted(paths)
        secrets = await asyncio.gather(*(former.read(path) for path in ordered))
        return {
            Reference(path, key): each
            for path, secret in zip(ordered, secrets, strict=True)
            for key, each in secret.items()
            if each not in (None, "")
        }


async def _require_accepted(former: VaultClient) -> None:
    try:
        await former.probe()
    except VcpFailure as failure:
        if failure.upstream_status in (401, 403):
            raise VcpFailure("token_refused", _REFUSED, upstream_status=failure.upstream_status, path="token") from None
        raise
