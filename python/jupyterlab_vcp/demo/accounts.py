"""Users and access tokens."""

from __future__ import annotations

import random
import string
from dataclasses import asdict, dataclass
from typing import Any

USERS: dict[str, str] = {"nobody": "regular", "hanako": "regular", "vcadmin": "super"}
"""User name to role."""

_LABELS: dict[str, tuple[str, str, bool]] = {
    "regular": ("nobody", "fullaccess", False),
    "super": ("vcadmin", "fullaccess", False),
    "readonly": ("nobody", "readonly", False),
    "expired": ("nobody", "fullaccess", True),
    "other": ("hanako", "fullaccess", False),
}
_ALPHABET = string.ascii_letters + string.digits


@dataclass
class Account:
    """What one token stands for."""

    label: str
    user: str
    role: str
    expired: bool = False
    expires_after: int | None = None
    """Requests the token is still good for; None: no limit."""

    @property
    def user_role(self) -> str:
        """``regular`` or ``super``."""
        return USERS[self.user]


class Accounts:
    """All tokens that were ever given out."""

    def __init__(self, tokens: dict[str, Account]) -> None:
        self._tokens = tokens

    @classmethod
    def fresh(cls, rng: random.Random) -> Accounts:
        """One new token per label."""
        tokens: dict[str, Account] = {}
        for label, (user, role, expired) in _LABELS.items():
            tokens["s." + "".join(rng.choices(_ALPHABET, k=24))] = Account(label, user, role, expired)
        return cls(tokens)

    @property
    def by_label(self) -> dict[str, str]:
        """Label to token, for the line on stdout."""
        return {account.label: token for token, account in self._tokens.items()}

    def use(self, token: str) -> Account | None:
        """The account of a token that is good now, or None; counts down a planned expiry."""
        account = self._tokens.get(token)
        if account is None or account.expired:
            return None
        if account.expires_after is not None:
            account.expires_after -= 1
            account.expired = account.expires_after <= 0
        return account

    def known(self, token: str) -> bool:
        """Whether the token was given out, expired or not."""
        return token in self._tokens

    def expire(self, label_or_token: str, after: int = 0) -> bool:
        """Expire a token now, or once it was used ``after`` more times; False: no such token."""
        account = self._tokens.get(self.by_label.get(label_or_token, label_or_token))
        if account is None:
            return False
        account.expired = after <= 0
        account.expires_after = after if after > 0 else None
        return True

    def restore(self) -> None:
        """Undo every :meth:`expire`."""
        for account in self._tokens.values():
            account.expired = _LABELS[account.label][2]
            account.expires_after = None

    def to_json(self) -> dict[str, Any]:
        """Plain data for the state file."""
        return {token: asdict(account) for token, account in self._tokens.items()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Accounts:
        """The reverse of :meth:`to_json`."""
        return cls({token: Account(**account) for token, account in data.items()})
