"""How a simulated registry knows its clients: not at all, by Basic, or by tokens of a token server."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass, field

USER = "vcp-demo"
PASSWORD = "REGISTRY-SECRET-3f9a61c7"  # noqa: S105 - of a simulation; tests look for it where it must not be
SERVICE = "registry.demo"
LIFETIME = 300

KINDS = ("none", "basic", "bearer")


_ACTIONS = {"POST": ("pull", "push"), "PUT": ("pull", "push"), "PATCH": ("pull", "push"), "DELETE": ("delete",)}


def scope_of(name: str, method: str) -> str:
    """The right that a request needs; no name: the catalog."""
    return f"repository:{name}:{','.join(_ACTIONS.get(method, ('pull',)))}" if name else "registry:catalog:*"


def detail_of(name: str, method: str) -> list[dict[str, str]]:
    """The same as the body of a refusal says it."""
    actions = _ACTIONS.get(method, ("pull",)) if name else ("*",)
    about = {"Type": "repository" if name else "registry", "Class": "", "Name": name or "catalog"}
    return [{**about, "Action": action} for action in actions]


def account(authorization: str) -> bool | None:
    """Whether a Basic header holds the account; None: there is no Basic header."""
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        return base64.b64decode(value, validate=True).decode() == f"{USER}:{PASSWORD}"
    except (binascii.Error, UnicodeDecodeError):
        return False


@dataclass
class Tokens:
    """A token server's memory: token to the scopes it is good for and the time it ends."""

    issued: dict[str, tuple[frozenset[str], float]] = field(default_factory=dict)

    def issue(self, scopes: frozenset[str], now: float) -> str:
        """A new token."""
        token = hashlib.sha256(f"{len(self.issued)} {now} {sorted(scopes)}".encode()).hexdigest()
        self.issued[token] = (scopes, now + LIFETIME)
        return token

    def problem(self, authorization: str, scope: str, now: float) -> str | None:
        """``error`` of the challenge, empty when no token came, None when all is well; empty scope: any token."""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer":
            return ""
        scopes, ends = self.issued.get(token, (frozenset[str](), 0.0))
        if ends <= now:
            return "invalid_token"
        return None if not scope or scope in scopes else "insufficient_scope"
