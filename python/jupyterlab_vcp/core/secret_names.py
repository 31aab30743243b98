"""Which names of environment variables say that their value is a secret."""

from __future__ import annotations

_WORDS = ("PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "KEY", "CREDENTIAL")
_PUBLIC = frozenset({"AUTHORIZED_KEYS"})


def looks_secret(name: str) -> bool:
    """Whether the value of a variable of that name is hidden. ``AUTHORIZED_KEYS`` holds public keys."""
    upper = name.upper()
    return upper not in _PUBLIC and any(word in upper for word in _WORDS)
