"""Removes secrets from what leaves this server: replies, log lines, journal files."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import quote

MASK = "•••"
MIN_IN_TEXT = 6
"""Shorter credentials are not looked for: masking every "demo" of a text would hide the text, not the secret."""
MIN_IN_VALUES = 8
"""In values that programs use (names, images, flavors) only what cannot be an ordinary word: "ubuntu" may be
somebody's literal user name, and must not vanish from the name of an image."""


class Redactor:
    """Masks the secrets that ``secrets`` names at the time of the call."""

    def __init__(self, secrets: Callable[[], Iterable[str]]) -> None:
        self._secrets = secrets
        self._key: frozenset[str] = frozenset()
        self._text: re.Pattern[str] | None = None
        self._values: re.Pattern[str] | None = None

    def text(self, text: str) -> str:
        """Free text (an error, a log line) without any secret."""
        self._refresh()
        return self._text.sub(MASK, text) if self._text else text

    def reply(self, value: object) -> object:
        """A JSON value with the secrets masked in every string; keys stay, they are ours."""
        self._refresh()
        return value if self._values is None else _walk(value, self._values)

    def shows_in(self, text: str) -> bool:
        """Whether a value of the serialised JSON ``text`` holds a secret."""
        self._refresh()
        return self._values is not None and self._values.search(text) is not None

    def _refresh(self) -> None:
        secrets = frozenset(self._secrets())
        if secrets != self._key:
            self._key = secrets
            self._text = _pattern(secrets, MIN_IN_TEXT)
            self._values = _pattern(secrets, MIN_IN_VALUES)


def _pattern(secrets: Iterable[str], shortest: int) -> re.Pattern[str] | None:
    """One alternation of all spellings, longest first so that a secret inside another one leaves no rest."""
    spellings: set[str] = set()
    for secret in secrets:
        lines = [line.strip() for line in secret.splitlines()]
        for part in {secret.strip(), *lines}:
            if len(part) >= shortest:
                spellings |= {part, json.dumps(part)[1:-1], repr(part)[1:-1], quote(part, safe="")}
    if not spellings:
        return None
    return re.compile("|".join(re.escape(each) for each in sorted(spellings, key=len, reverse=True)))


def _walk(value: object, pattern: re.Pattern[str]) -> object:
    if isinstance(value, str):
        return pattern.sub(MASK, value)
    if isinstance(value, Mapping):
        return {key: _walk(each, pattern) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_walk(each, pattern) for each in value]
    return value


class RedactingFilter(logging.Filter):
    """Masks secrets in the records of our logger, in arguments and tracebacks too."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__()
        self._redactor = redactor

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; it always passes."""
        record.msg = self._redactor.text(record.getMessage())
        record.args = ()
        if record.exc_info:
            record.exc_text = self._redactor.text(logging.Formatter().formatException(record.exc_info))
            # Formatters prefer exc_info over the text made here.
            record.exc_info = None
        return True
