"""Faults asked for through the control endpoint: which request they hit, and what they do to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

KINDS: dict[str, tuple[str, ...]] = {
    "latency": ("seconds",),
    "status": ("status", "message", "body", "content_type", "retry_after"),
    "cut": ("reset",),
    "html": ("status", "body"),
    "oversize": ("bytes", "status"),
    "hang": (),
    "truncate": ("bytes",),
    "drip": ("bytes_per_second",),
    "redirect": ("location", "status"),
    "swallow": (),
    "answer": ("status", "work"),
    "expire": (),
}
"""Kinds and their options.

latency: wait, then go on. status: answer so instead (``retry_after``: with that header, in seconds).
cut: close the connection (``reset``: with RST).
html: a login page instead of JSON. oversize: a JSON error body of many bytes. hang: never answer.
truncate: the true answer, cut off in the middle of its announced length. drip: the true answer, slowly.
redirect: 302 elsewhere. swallow: a write answers 202 (the secret store: 204) and nothing happens. answer: do the work
(``work`` false: do not) and answer with another status. expire: the token has expired when this request arrives.
"""

_LEAST = {"seconds": 0, "retry_after": 0, "bytes": 0, "bytes_per_second": 0.01, "status": 200}


@dataclass
class Fault:
    """One rule."""

    method: str
    path: re.Pattern[str]
    service: str
    count: int | None
    kind: str
    options: dict[str, Any] = field(default_factory=dict)

    def hits(self, service: str, method: str, path: str) -> bool:
        """Whether the rule is for this request."""
        fits = self.method in ("", method) and self.service in ("", service)
        return fits and self.count != 0 and self.path.search(path) is not None


def parse(data: dict[str, Any]) -> Fault:
    """A rule from the JSON of ``POST /faults``; raises ValueError with what is wrong."""
    match, fault, count = data.get("match") or {}, data.get("fault"), count_of(data)
    if not isinstance(fault, dict) or fault.get("kind") not in KINDS:
        raise ValueError("fault.kind must be one of " + " ".join(KINDS))
    options = {key: value for key, value in fault.items() if key != "kind"}
    unknown = set(options) - set(KINDS[fault["kind"]])
    unknown |= set(match) - {"method", "path", "service"} | set(data) - {"match", "fault", "count"}
    if unknown:
        raise ValueError("unknown keys " + " ".join(sorted(unknown)))
    _check_numbers(options)
    try:
        pattern = re.compile(str(match.get("path", "")))
    except re.error as error:
        raise ValueError(f"match.path: {error}") from None
    method, service = str(match.get("method") or "").upper(), str(match.get("service") or "")
    return Fault(method, pattern, service, count, str(fault["kind"]), options)


def count_of(data: dict[str, Any]) -> int | None:
    """How often a rule works (None: until it is cleared); raises ValueError."""
    count = data.get("count")
    if count is None or (isinstance(count, int) and not isinstance(count, bool) and count >= 1):
        return count
    raise ValueError("count must be null or an integer of at least 1")


def _check_numbers(options: dict[str, Any]) -> None:
    """Refuse at once what would only fail within somebody's request."""
    for key in _LEAST.keys() & options.keys():
        value, least = options[key], _LEAST[key]
        if isinstance(value, bool) or not isinstance(value, int | float) or value < least:
            raise ValueError(f"{key} must be a number of at least {least}")
    if "status" in options and options["status"] not in set(HTTPStatus):
        raise ValueError("status must be one of the known HTTP statuses")


class FaultRules:
    """The rules in force; the first that hits is taken."""

    def __init__(self) -> None:
        self._rules: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Put a rule behind the others."""
        self._rules.append(fault)

    def clear(self) -> None:
        """Drop all rules."""
        self._rules.clear()

    def take(self, service: str, method: str, path: str) -> Fault | None:
        """The rule that hits a request, counted as used."""
        for rule in self._rules:
            if rule.hits(service, method, path):
                if rule.count is not None:
                    rule.count -= 1
                return rule
        return None

    def describe(self) -> list[dict[str, Any]]:
        """The rules as JSON."""
        return [
            {
                "match": {"method": rule.method, "path": rule.path.pattern, "service": rule.service},
                "count": rule.count,
                "fault": {"kind": rule.kind, **rule.options},
            }
            for rule in self._rules
        ]
