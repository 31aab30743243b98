"""Which names of environment variables say that their value is a secret.

The composer's preview of ``docker run`` has the same rule (``src/nodespec/domain/environment.ts``); both are tested
with ``tests/fixtures/secret-names.json``.
"""

from __future__ import annotations

import re

_WORDS = re.compile(r"PASS(?:WORD|WD|PHRASE|CODE|_|$)|SECRET|TOKEN|KEY|CREDENTIAL")
_PUBLIC = frozenset({"AUTHORIZED_KEYS"})


def looks_secret(name: str) -> bool:
    """Whether the value of a variable of that name is hidden. ``AUTHORIZED_KEYS`` holds public keys."""
    upper = name.upper()
    return upper not in _PUBLIC and _WORDS.search(upper) is not None
