"""Secrets that have passed through this server since it started: what the redactor looks for, for ever."""

from __future__ import annotations

from collections.abc import Iterable


class KnownSecrets:
    """Access tokens, in the order in which they came into force, and values on their way to the secret store."""

    def __init__(self) -> None:
        self._values: set[str] = set()
        self._tokens: list[str] = []

    def add(self, values: Iterable[str]) -> None:
        """Know them, before they go anywhere."""
        self._values.update(values)

    def in_force(self, token: str) -> None:
        """A token that is used from now on."""
        if self._tokens[-1:] != [token]:
            self._tokens = [*(each for each in self._tokens if each != token), token]
            self._values.add(token)

    def former_token(self, present: str | None) -> str | None:
        """The last token that was in force and is not the present one."""
        return next((each for each in reversed(self._tokens) if each != present), None)

    def all(self) -> frozenset[str]:
        """Everything that is known."""
        return frozenset(self._values)
