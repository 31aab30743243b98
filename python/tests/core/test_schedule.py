"""Dates, turns and the document of the schedule."""

from __future__ import annotations

import copy
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from jupyterlab_vcp.core import schedule
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.schedule import KEEP_OVER, LATE, NewerFormat, PowerOff

NOW = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)
PLAN = {"group": "g", "groupName": "demo", "at": "2026-04-01T12:00:00Z", "state": "planned", "batch": None}
REMINDER = {"groupName": "demo", "date": "2026-04-01"}


def document(**plans: Any) -> dict[str, Any]:
    return {"format": 1, "owners": {"c:443 me": {"reminders": {"g": REMINDER}, "powerOffs": plans}}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-04-01T12:00:00Z", "2026-04-01T12:00:00Z"),
        ("2026-04-01t21:00:00.5+09:00", "2026-04-01T12:00:00Z"),
        ("2026-04-01T12:00:00.123456789Z", "2026-04-01T12:00:00Z"),
    ],
)
def test_moments(text: str, expected: str) -> None:
    assert schedule.format_moment(schedule.parse_moment(text)) == expected


@pytest.mark.parametrize(
    "text",
    ["", "2026-04-01", "2026-04-01T12:00:00", "2026-04-01 12:00:00Z", "2026-02-30T12:00:00Z", "2026-W14-3T12:00:00Z",
     "20260401T120000Z", "2026-04-01T25:00:00Z", "9999-12-31T23:59:59-23:00", "2026-04-01T12:00:00Z\n", "tomorrow"],
)  # fmt: skip
def test_moments_that_are_none(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words of the standard library are not ours
        schedule.parse_moment(text)
    with pytest.raises(VcpFailure) as caught:
        schedule.future_moment(text, NOW)
    assert (caught.value.code, caught.value.path) == ("bad_request", "at")


def test_only_the_future() -> None:
    with pytest.raises(VcpFailure, match="over"):
        schedule.future_moment("2026-04-01T12:00:00Z", NOW)
    assert schedule.future_moment("2026-04-01T12:00:01Z", NOW) == NOW + timedelta(seconds=1)


@pytest.mark.parametrize("text", ["2026-04-1", "20260401", "2026-02-30", "2026-04-01T00:00:00Z", "１２３４-04-01", ""])
def test_dates_that_are_none(text: str) -> None:
    with pytest.raises(VcpFailure) as caught:
        schedule.reminder_date(text)
    assert (caught.value.code, caught.value.path) == ("bad_request", "date")


@pytest.mark.parametrize(
    ("after", "turn"),
    [
        (timedelta(seconds=-1), "wait"),
        (timedelta(0), "now"),
        (LATE, "now"),
        (LATE + timedelta(seconds=1), "missed"),
        (timedelta(days=400), "missed"),
    ],
)
def test_turns(after: timedelta, turn: str) -> None:
    assert PowerOff("c:443 me", "p", "g", NOW, False, "planned").turn(NOW + after) == turn


def test_one_key_per_plan() -> None:
    keys = {PowerOff(owner, plan, "g", NOW, False, "planned").batch_key for owner in "ab" for plan in ("x" * 64, "y")}
    assert len(keys) == 4
    assert all(re.fullmatch(r"[A-Za-z0-9-]{16,64}", key) for key in keys)


def test_reply_in_order_of_time() -> None:
    whole = document(late={**PLAN, "at": "2026-05-01T00:00:00Z"}, soon={**PLAN, "failure": {"code": "no_token"}})
    reply: Any = schedule.to_reply(schedule.section_of(schedule.check_document(whole), "c:443 me"))
    assert [each["id"] for each in reply["powerOffs"]] == ["soon", "late"]
    assert [each["failure"] for each in reply["powerOffs"]] == [{"code": "no_token"}, None]
    assert reply["reminders"] == [{"group": "g", "groupName": "demo", "date": "2026-04-01", "note": ""}]
    assert schedule.to_reply(schedule.section_of(whole, "c:443 you")) == {"reminders": [], "powerOffs": []}


def test_what_is_over_is_forgotten_after_a_week() -> None:
    over, open_plan = {**PLAN, "state": "missed"}, PLAN
    whole = document(over=over, open=open_plan)
    assert not schedule.forget_over(whole, NOW + KEEP_OVER)
    assert schedule.forget_over(whole, NOW + KEEP_OVER + timedelta(seconds=1))
    assert list(whole["owners"]["c:443 me"]["powerOffs"]) == ["open"]


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "1"},
        {"owners": []},
        {"owners": {"me": []}},
        {"owners": {"me": {"reminders": []}}},
        {"owners": {"me": {"reminders": {"g": {"date": "2026-04-01"}}}}},
        {"owners": {"me": {"reminders": {"g": {**REMINDER, "date": "soon"}}}}},
        {"owners": {"me": {"powerOffs": {"p": {**PLAN, "state": "lost"}}}}},
        {"owners": {"me": {"powerOffs": {"p": {**PLAN, "at": "soon"}}}}},
    ],
)
def test_broken_documents(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        schedule.check_document({**document(), **changes})
    assert not isinstance(caught.value, NewerFormat)


def test_a_later_format_is_not_broken() -> None:
    with pytest.raises(NewerFormat):
        schedule.check_document({"format": 2, "owners": []})


def test_unknown_keys_are_kept() -> None:
    whole = {**document(p={**PLAN, "colour": "red"}), "later": 1}
    before = copy.deepcopy(whole)
    schedule.section_of(schedule.check_document(whole), "c:443 me")
    assert whole == before
