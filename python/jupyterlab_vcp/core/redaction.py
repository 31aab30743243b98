"""Removes secrets from what leaves this server: replies, log lines, journal files."""

from __future__ import annotations

import json
import logging
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

MASK = "•••"
MIN_IN_TEXT = 6
"""Shorter credentials are not looked for: masking every "demo" of a text would hide the text, not the secret."""
MIN_IN_VALUES = 8
"""In values that programs use (names, images, flavors) only what cannot be an ordinary word: "ubuntu" may be
somebody's literal user name, and must not vanish from the name of an image."""


MIN_TAIL = 4
"""Characters of a secret at the cut end of a text from which on they are masked."""
CUT = "…"
"""What a text ends with that :func:`core.limits.cut` has shortened, perhaps in the middle of a secret."""

_PERCENT = re.compile("%[0-9A-F]{2}")


@dataclass(frozen=True)
class _Patterns:
    """What is looked for, made from one set of secrets; replaced as a whole, because threads look too."""

    secrets: frozenset[str]
    spellings: tuple[str, ...]
    text: re.Pattern[str] | None
    value_spellings: tuple[str, ...]
    values: re.Pattern[str] | None


class Redactor:
    """Masks the secrets that ``secrets`` names at the time of the call."""

    def __init__(self, secrets: Callable[[], Iterable[str]]) -> None:
        self._secrets = secrets
        self._known = _patterns(frozenset())

    def text(self, text: str) -> str:
        """Free text (an error, a log line) without any secret, whole or cut off at the end."""
        known = self._refreshed()
        shown = known.text.sub(MASK, text) if known.text else text
        return _without_tail(shown, known.spellings) if shown.endswith(CUT) else shown

    def reply(self, value: object) -> object:
        """A JSON value with the secrets masked in every string; keys stay, they are ours."""
        pattern = self._refreshed().values
        return value if pattern is None else _walk(value, pattern)

    def shows_in(self, text: str) -> bool:
        """Whether a value of the serialised JSON ``text`` holds a secret.

        A registry may have 4 MB of tags, and no other thread runs during a search. So first for single characters,
        which takes next to nothing, and then only for words of which no character is missing.
        """
        words = self._refreshed().value_spellings
        missing = {character for character in set("".join(words)) if character not in text}
        return any(word in text for word in words if missing.isdisjoint(word))

    def _refreshed(self) -> _Patterns:
        secrets = frozenset(self._secrets())
        if secrets != self._known.secrets:
            self._known = _patterns(secrets)
        return self._known


def _patterns(secrets: frozenset[str]) -> _Patterns:
    parts = {part for secret in secrets for part in (secret.strip(), *map(str.strip, secret.splitlines()))}
    words = {word for part in parts if len(part) >= MIN_IN_TEXT for word in _spellings(part) | _packed(part)}
    values = {word for part in parts if len(part) >= MIN_IN_VALUES for word in _spellings(part)}
    return _Patterns(secrets, tuple(sorted(words)), _pattern(words), tuple(sorted(values)), _pattern(values))


def _spellings(part: str) -> set[str]:
    """As it is, and as JSON, Python and addresses write it."""
    return {part, json.dumps(part)[1:-1], repr(part)[1:-1], _quoted(part)}


def _quoted(part: str) -> str:
    # JSON of a remote server may hold half a surrogate pair.
    return quote(part, safe="", errors="surrogatepass")


def _packed(part: str) -> set[str]:
    """As HTML writes it, and as it shows within Base64: a controller may quote the CCI that it was sent."""
    found = {escape(part), escape(part, quote=False)}
    found.add(_PERCENT.sub(lambda code: code[0].lower(), _quoted(part)))
    raw = part.encode("utf-8", "surrogatepass")
    for shift in range(3):
        # Characters of which only some bits are the secret's depend on its neighbours: those are left out.
        core = b64encode(bytes(shift) + raw).decode()[(0, 2, 3)[shift] : (shift + len(raw)) * 8 // 6]
        if len(core) >= MIN_IN_VALUES:
            found |= {core, core.translate(str.maketrans("+/", "-_"))}
    return found


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """One alternation, longest first so that a secret inside another one leaves no rest."""
    ordered = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered))) if ordered else None


def _without_tail(text: str, spellings: Iterable[str]) -> str:
    """A cut text without the beginning of a secret at its end."""
    body = text.removesuffix(CUT)
    lengths = (
        length
        for word in spellings
        for length in range(len(word) - 1, MIN_TAIL - 1, -1)
        if body.endswith(word[:length])
    )
    longest = max(lengths, default=0)
    return f"{body[:-longest]}{MASK}{CUT}" if longest else text


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
        record.msg = self._redactor.text(_message(record))
        record.args = ()
        if record.exc_info:
            record.exc_text = self._redactor.text(logging.Formatter().formatException(record.exc_info))
            # Formatters prefer exc_info over the text made here.
            record.exc_info = None
        return True


def _message(record: logging.LogRecord) -> str:
    """The message; a line whose arguments do not fit it must not fail its caller here, as it does not in logging."""
    try:
        return record.getMessage()
    except Exception:
        return f"{record.msg} {record.args!r}"
