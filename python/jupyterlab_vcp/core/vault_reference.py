"""References to the secret store in vcp_config.yml, such as ``vault://cubbyhole/aws/access_key``."""

from __future__ import annotations

import re
from dataclasses import dataclass

SCHEME = "vault://"
PRIVATE = "cubbyhole"
"""The part of the store that each access token has for itself; ``secret`` is shared."""

# What would end the path of an address, or hide in it.
_STEP = r"[^/?#%\\\s\x00-\x1f\x7f]+"
_REFERENCE = re.compile(rf"{SCHEME}(?P<path>(?:{PRIVATE}|secret)(?:/{_STEP})+)/(?P<key>{_STEP})")
_STEPS = frozenset({".", ".."})


@dataclass(frozen=True)
class Reference:
    """The path of a secret, ``cubbyhole/aws``, and a key in it."""

    path: str
    key: str

    def __str__(self) -> str:
        return f"{SCHEME}{self.path}/{self.key}"

    @property
    def private(self) -> bool:
        """Whether it belongs to one token."""
        return self.path.startswith(f"{PRIVATE}/")


def parse_reference(text: object) -> Reference | None:
    """The reference that a value of vcp_config.yml is, when something can be stored there; else None.

    Only the two places that the pages name (controller-api.md 7.1), and no path that leads out of them.
    """
    found = _REFERENCE.fullmatch(text) if isinstance(text, str) else None
    if found is None or _STEPS & {*found["path"].split("/"), found["key"]}:
        return None
    return Reference(found["path"], found["key"])


def usual_reference(section: str, key: str) -> Reference:
    """Where a value is stored when vcp_config.yml does not say."""
    return Reference(f"{PRIVATE}/{section}", key)
