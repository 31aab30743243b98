"""One registry to be asked: its clients, and what they were made from."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from pathlib import Path

from jupyterlab_vcp.clients.harbor import HarborClient
from jupyterlab_vcp.clients.http import trust
from jupyterlab_vcp.clients.origins import Origins
from jupyterlab_vcp.clients.registry import Listing, RegistryClient
from jupyterlab_vcp.clients.registry_tokens import Account
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.limits import HttpLimits
from jupyterlab_vcp.core.registry_settings import RegistrySettings

FIRST_BYTE_SECONDS = 15.0
WHOLE_ANSWER_SECONDS = 60.0
"""At most (registry-api.md 10); traits may ask for less."""

_SERIALS = itertools.count(1)


@dataclass(frozen=True)
class RegistrySource:
    """The clients of one registry as configured; by ``serial`` it is known what was learnt from which."""

    serial: int
    address: str
    registry: RegistryClient
    harbor: HarborClient | None

    async def repositories(self) -> Listing:
        """What the registry lists. Raises VcpFailure."""
        return await (self.harbor.repositories() if self.harbor else self.registry.catalog())

    async def tags(self, repository: str) -> Listing:
        """The tags of a repository. Raises VcpFailure."""
        return await (self.harbor or self.registry).tags(repository)

    async def aclose(self) -> None:
        """Close all connections."""
        await self.registry.aclose()


def open_source(
    settings: RegistrySettings, account: Account | None, ca_file: Path | None, verify: bool, limits: HttpLimits
) -> RegistrySource:
    """Clients for a registry; nothing is sent yet.

    :raises VcpFailure: ``ca_missing`` when the certificates cannot be read, ``config_broken`` without an address.
    """
    if settings.origin is None:
        raise settings.problem or VcpFailure("config_broken", "The registry has no address.")
    brief = replace(limits, read=min(limits.read, FIRST_BYTE_SECONDS), total=min(limits.total, WHOLE_ANSWER_SECONDS))
    origins = Origins(trust(ca_file, verify), brief)
    registry = RegistryClient(origins, settings.origin, account, settings.token_hosts)
    harbor = HarborClient(origins, settings.origin, account, settings.projects) if settings.kind == "harbor" else None
    return RegistrySource(next(_SERIALS), settings.origin.address, registry, harbor)
