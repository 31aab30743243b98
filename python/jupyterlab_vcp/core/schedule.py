"""Reminders and planned power-offs as they stand in the file; keys that are not known are kept.

The document: ``{"format": 1, "owners": {"host:port user": {"reminders": {group: {...}}, "powerOffs": {id: {...}}}}}``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, get_args

from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.shape import as_map

PlanState = Literal["planned", "started", "nothing_to_do", "missed", "failed"]
Turn = Literal["wait", "now", "missed"]
Document = dict[str, Any]
Section = dict[str, Any]

FORMAT = 1
LATE = timedelta(minutes=10)
"""How late a power-off is still carried out; nobody expects it an hour after its time."""
KEEP_OVER = timedelta(days=7)
"""How long a plan that is over is still told."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})")
_TEXTS: Mapping[str, tuple[str, ...]] = {"reminders": ("groupName", "date"), "powerOffs": ("group", "groupName", "at")}


class NewerFormat(ValueError):
    """The file was written by a later version: it is left alone."""


@dataclass(frozen=True)
class PowerOff:
    """One plan; ``owner`` is the key of its section."""

    owner: str
    id: str
    group: str
    at: datetime
    privileged: bool
    state: PlanState

    @property
    def batch_key(self) -> str:
        """The idempotency key of its bulk operation: whoever begins it, and however often, it is one."""
        return "planned-" + hashlib.sha256(f"{self.owner} {self.id}".encode()).hexdigest()[:40]

    def turn(self, now: datetime) -> Turn:
        """What to do about a plan that is still open."""
        if now < self.at:
            return "wait"
        return "now" if now - self.at <= LATE else "missed"


def owner_key(address: str, user: str) -> str:
    """Whose entries they are: a user's at one controller (``host:port``)."""
    return f"{address} {user}"


def empty() -> Document:
    """The document of a user who has planned nothing."""
    return {"format": FORMAT, "owners": {}}


def check_document(value: object) -> Document:
    """The document, when all of its entries can be understood.

    :raises NewerFormat: it may be fine, but not for this version.
    :raises ValueError: it is broken.
    """
    if not isinstance(value, dict) or not isinstance(value.get("format"), int):
        raise ValueError("is not a schedule")
    if value["format"] > FORMAT:
        raise NewerFormat(f"has format {value['format']}")
    owners = value.get("owners")
    if not isinstance(owners, dict) or not all(isinstance(section, dict) for section in owners.values()):
        raise ValueError("has no owners")
    for section in owners.values():
        for kind, texts in _TEXTS.items():
            _check_entries(section.get(kind, {}), kind, texts)
    return value


def _check_entries(entries: object, kind: str, texts: tuple[str, ...]) -> None:
    if not isinstance(entries, dict):
        raise ValueError(f"{kind} is not an object")
    for entry in entries.values():
        if not isinstance(entry, dict) or not all(isinstance(entry.get(name), str) for name in texts):
            raise ValueError(f"an entry of {kind} lacks one of {', '.join(texts)}")
        if kind == "powerOffs" and entry.get("state") not in get_args(PlanState):
            raise ValueError("a power-off has no state that is known")
        _ = parse_moment(entry["at"]) if kind == "powerOffs" else parse_date(entry["date"])


def section_of(document: Document, owner: str) -> Section:
    """The entries of one owner, to be read and changed in place; made when there are none."""
    section: Section = document["owners"].setdefault(owner, {})
    section.setdefault("reminders", {})
    section.setdefault("powerOffs", {})
    return section


def to_reply(section: Mapping[str, Any]) -> dict[str, object]:
    """The schema Schedule, the next date first."""
    reminders = [
        {"group": group, "groupName": each["groupName"], "date": each["date"], "note": str(each.get("note", ""))}
        for group, each in section["reminders"].items()
    ]
    plans = [_plan_reply(plan_id, each) for plan_id, each in section["powerOffs"].items()]
    return {
        "reminders": sorted(reminders, key=lambda each: each["date"]),
        "powerOffs": sorted(plans, key=lambda each: str(each["at"])),
    }


def _plan_reply(plan_id: str, entry: Mapping[str, Any]) -> dict[str, object]:
    shown = {name: entry.get(name) for name in ("group", "groupName", "at", "state", "batch")}
    return {"id": plan_id, **shown, "failure": as_map(entry.get("failure")) or None}


def power_offs(document: Document) -> Iterator[PowerOff]:
    """The plans of all owners."""
    for owner, section in document["owners"].items():
        for plan_id, entry in section.get("powerOffs", {}).items():
            at, privileged = parse_moment(entry["at"]), entry.get("privileged") is True
            yield PowerOff(owner, plan_id, entry["group"], at, privileged, entry["state"])


def find_entry(document: Document, plan: PowerOff) -> Section | None:
    """The entry of a plan, to be changed in place; None when it was removed."""
    entry: Section | None = section_of(document, plan.owner)["powerOffs"].get(plan.id)
    return entry


def forget_over(document: Document, now: datetime) -> bool:
    """Drop plans that are over since long; True when there were some."""
    outdated = [each for each in power_offs(document) if each.state != "planned" and now - each.at > KEEP_OVER]
    for plan in outdated:
        del section_of(document, plan.owner)["powerOffs"][plan.id]
    return bool(outdated)


def parse_moment(text: str) -> datetime:
    """A date-time of RFC 3339, in UTC.

    :raises ValueError: it is none, or has no zone: which one would be a guess.
    """
    if not _MOMENT.fullmatch(text):
        raise ValueError(f"{text!r} is not a date and time with a zone (RFC 3339)")
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except OverflowError:
        raise ValueError(f"{text!r} is out of range") from None


def parse_date(text: str) -> date:
    """A date as ``2026-04-01``; ValueError."""
    if not _DATE.fullmatch(text):
        raise ValueError(f"{text!r} is not a date such as 2026-04-01")
    return date.fromisoformat(text)


def format_moment(moment: datetime) -> str:
    """RFC 3339 in UTC, whole seconds."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def future_moment(text: str, now: datetime) -> datetime:
    """The time of a new plan, in whole seconds.

    :raises VcpFailure: ``bad_request``: not understood, without zone, or over.
    """
    try:
        moment = parse_moment(text)
    except ValueError as error:
        raise VcpFailure("bad_request", f"The time {error}.", path="at") from None
    if moment <= now:
        raise VcpFailure("bad_request", "The time is over already. Choose one in the future.", path="at")
    return moment


def reminder_date(text: str) -> str:
    """The date of a new reminder, which may be over.

    :raises VcpFailure: ``bad_request``.
    """
    try:
        return parse_date(text).isoformat()
    except ValueError as error:
        raise VcpFailure("bad_request", f"The date {error}.", path="date") from None
