"""The demo's own certificate authority and the certificates of its servers."""

from __future__ import annotations

import ssl
from datetime import datetime, timedelta, timezone
from pathlib import Path

import trustme

_NAMES = ("localhost", "127.0.0.1")
KINDS = ("good", "wrong-ca", "wrong-host", "expired")


class Certificates:
    """A CA kept in a folder, and TLS contexts whose certificate can be swapped while they serve."""

    def __init__(self, folder: Path) -> None:
        self.ca_file = folder / "ca.pem"
        key_file = folder / "ca.key"
        if self.ca_file.exists() and key_file.exists():
            self._ca = trustme.CA.from_pem(self.ca_file.read_bytes(), key_file.read_bytes())
        else:
            self._ca = trustme.CA(organization_name="VCP demo")
            key_file.touch(mode=0o600)
            key_file.write_bytes(self._ca.private_key_pem.bytes())
            self.ca_file.write_bytes(self._ca.cert_pem.bytes())

    def context(self) -> ssl.SSLContext:
        """A server context with a good certificate."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.swap(context, "good")
        return context

    def swap(self, context: ssl.SSLContext, kind: str) -> None:
        """Give a context another certificate for the connections to come."""
        authority = trustme.CA(organization_name="Somebody else") if kind == "wrong-ca" else self._ca
        names = ("vcc.example.jp",) if kind == "wrong-host" else _NAMES
        ended = datetime.now(timezone(timedelta(0))) - timedelta(days=1) if kind == "expired" else None
        authority.issue_cert(*names, not_after=ended).configure_cert(context)
