"""Where the secret store listens: reading of the address that the trait ``vault_url`` or ``VAULT_URL`` gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"[!-~]+")
_FOLDER = re.compile(r"[A-Za-z0-9._~/-]*")
_HTTPS_PORT = 443


@dataclass(frozen=True)
class StoreAddress:
    """Host and TCP port; ``folder`` is what stands before ``/v1``, ``/openbao`` for example, and usually nothing."""

    host: str
    port: int
    folder: str = ""

    @property
    def url(self) -> str:
        """The base address, without ``/v1``."""
        literal = f"[{self.host}]" if ":" in self.host else self.host
        return f"https://{literal}{'' if self.port == _HTTPS_PORT else f':{self.port}'}{self.folder}"


def parse_store_url(text: str) -> StoreAddress | None:
    """The address that a text such as ``https://vault:8200/v1/`` names; None when it is none that may be used.

    Only https: the access token goes there. The port is 443 when the text has none. User names, queries and fragments
    are refused, because nothing of them would be sent.
    """
    try:
        parts = urlsplit(text) if _ADDRESS.fullmatch(text) else None
        port = parts.port if parts else None
    except ValueError:
        return None
    if parts is None or parts.scheme != "https" or not parts.hostname or port == 0:
        return None
    folder = parts.path.rstrip("/").removesuffix("/v1").rstrip("/")
    if "@" in parts.netloc or "?" in text or "#" in text or "\\" in text or not _FOLDER.fullmatch(folder):
        return None
    return StoreAddress(parts.hostname, port or _HTTPS_PORT, folder)
