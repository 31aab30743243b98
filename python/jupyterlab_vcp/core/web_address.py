"""Addresses that other servers name (paging links, token realms, redirects): taken apart before anything is sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

_PRINTABLE = re.compile(r"[!-~]{1,8192}")
_HOST = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Origin:
    """Scheme, host and TCP port: what a connection and a secret belong to."""

    tls: bool
    host: str
    port: int

    def __str__(self) -> str:
        return f"{'https' if self.tls else 'http'}://{self.address}"

    @property
    def address(self) -> str:
        """``host``, or ``host:port`` where the port is not the usual one of the scheme."""
        literal = f"[{self.host}]" if ":" in self.host else self.host
        return literal if self.port == _PORTS["https" if self.tls else "http"] else f"{literal}:{self.port}"


@dataclass(frozen=True)
class WebAddress:
    """One resource: ``path`` is from the root, quoted, with its query; it begins with a slash."""

    origin: Origin
    path: str

    def __str__(self) -> str:
        return f"{self.origin}{self.path}"


def parse_address(text: str) -> WebAddress | None:
    """The http or https address that a text is, the fragment left out; None when it is none that may be followed.

    User information is refused: nothing of it would be sent, and it makes one host look like another.
    """
    try:
        parts = urlsplit(text) if _PRINTABLE.fullmatch(text) and "\\" not in text else None
        port = parts.port if parts else None
    except ValueError:
        return None
    if parts is None or parts.scheme not in _PORTS or "@" in parts.netloc or port == 0:
        return None
    if not parts.hostname or not _HOST.fullmatch(parts.hostname):
        return None
    origin = Origin(parts.scheme == "https", parts.hostname, port or _PORTS[parts.scheme])
    path = parts.path or "/"
    return WebAddress(origin, f"{path}?{parts.query}" if parts.query else path)


def resolve(base: WebAddress, reference: str) -> WebAddress | None:
    """The address that a reference means on the page ``base``; None as :func:`parse_address`."""
    if not _PRINTABLE.fullmatch(reference):
        return None
    try:
        return parse_address(urljoin(str(base), reference))
    except ValueError:
        return None
