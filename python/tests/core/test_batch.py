"""Rows and verdicts of bulk operations, without any I/O."""

from __future__ import annotations

import json
from typing import Any

import pytest

from jupyterlab_vcp.core.batch import (
    LEVELS,
    Batch,
    BatchRow,
    Target,
    batch_from_journal,
    check_order,
    startable,
)
from jupyterlab_vcp.core.batch_verdict import GOALS, Member, Operation, Scope, already, judge
from jupyterlab_vcp.core.errors import VcpFailure


def node(state: str, **more: Any) -> Scope:
    """A node as one sees it."""
    watched = more.pop("watched", None)
    return Scope(state, (Member("n", state, watched),), "me", more.pop("around", state), **more)


def unit(*states: str, **more: Any) -> Scope:
    """A unit with nodes in these states."""
    whole = states[0] if len(set(states)) == 1 else "INDEFINITE"
    members = tuple(Member(f"n{index}", state) for index, state in enumerate(states))
    return Scope(more.pop("state", whole), members, "me", more.pop("around", whole), **more)


NODE_CASES: list[tuple[Operation, str, str, str]] = [
    # operation, before, now, verdict
    ("power_off", "RUNNING", "POWER_OFF", "done"),
    ("power_off", "RUNNING", "SHUTTING_DOWN", "working"),
    ("power_off", "RUNNING", "RUNNING", "unchanged"),
    ("power_off", "SUSPENDED", "SUSPENDED", "unchanged"),
    ("power_off", "RUNNING", "BOOTING", "failed"),
    ("power_off", "RUNNING", "RESUMING", "failed"),
    ("power_off", "RUNNING", "SUSPENDED", "failed"),
    ("power_off", "RUNNING", "HOST_ERROR", "failed"),
    ("power_off", "RUNNING", "CONTAINER_ERROR", "failed"),
    ("power_off", "RUNNING", "DELETING", "failed"),
    ("power_on", "POWER_OFF", "BOOTING", "working"),
    ("power_on", "POWER_OFF", "RUNNING", "done"),
    ("power_on", "POWER_OFF", "POWER_OFF", "unchanged"),
    ("power_on", "POWER_OFF", "SHUTTING_DOWN", "failed"),
    ("suspend", "RUNNING", "SUSPENDING", "working"),
    ("suspend", "RUNNING", "SUSPENDED", "done"),
    ("suspend", "CONTAINER_ERROR", "CONTAINER_ERROR", "unchanged"),
    ("suspend", "CONTAINER_ERROR", "SUSPENDED", "done"),
    ("suspend", "RUNNING", "RESUMING", "failed"),
    ("resume", "SUSPENDED", "RESUMING", "working"),
    ("resume", "SUSPENDED", "RUNNING", "done"),
    ("resume", "SUSPENDED", "STOPPING", "failed"),
    ("stop", "SUSPENDED", "STOPPING", "working"),
    ("stop", "SUSPENDED", "STOPPED", "done"),
    ("stop", "SUSPENDED", "RESUMING", "failed"),
    ("stop", "HOST_ERROR", "HOST_ERROR", "unchanged"),
    ("start", "STOPPED", "BOOTING", "working"),
    ("start", "STOPPED", "RUNNING", "done"),
    ("start", "STOPPED", "HOST_ERROR", "failed"),
    ("delete", "RUNNING", "DELETING", "working"),
    ("delete", "RUNNING", "RUNNING", "unchanged"),
    ("delete", "HOST_ERROR", "HOST_ERROR", "unchanged"),
    ("backup", "RUNNING", "RUNNING", "done"),
    ("clear_processing", "BOOTING", "BOOTING", "done"),
]


@pytest.mark.parametrize(("operation", "before", "now", "kind"), NODE_CASES)
def test_one_node(operation: Operation, before: str, now: str, kind: str) -> None:
    verdict = judge(operation, node(before), node(now))
    assert verdict.kind == kind
    assert (verdict.failure.code if verdict.failure else None) == ("unexpected_state" if kind == "failed" else None)


def test_every_operation_with_a_goal_has_cases() -> None:
    seen = {(operation, kind) for operation, _, _, kind in NODE_CASES}
    assert {(operation, kind) for operation in GOALS for kind in ("done", "working", "failed", "unchanged")} - seen == {
        ("resume", "unchanged"), ("start", "unchanged"),
    }  # fmt: skip


@pytest.mark.parametrize("operation", sorted(LEVELS))
def test_gone(operation: Operation) -> None:
    """A regular user who gives a group away loses sight of it."""
    verdict = judge(operation, node("RUNNING"), None)
    assert verdict.kind == ("done" if operation in ("delete", "change_owner") else "failed")
    assert verdict.failure is None or verdict.failure.code == "not_found"


class TestUnits:
    """All nodes count."""

    def test_some_are_there_already(self) -> None:
        before = unit("RUNNING", "RUNNING", "RUNNING")
        assert judge("suspend", before, unit("SUSPENDED", "SUSPENDING", "RUNNING")).kind == "working"
        # The controller may take them one by one: those that have not moved are no failure yet.
        assert judge("suspend", before, unit("SUSPENDED", "SUSPENDED", "RUNNING")).kind == "unchanged"
        assert judge("suspend", before, unit("SUSPENDED", "SUSPENDED", "SUSPENDED")).kind == "done"

    def test_one_came_back(self) -> None:
        before, now = unit("RUNNING", "RUNNING"), unit("SUSPENDED", "RUNNING")
        assert judge("suspend", before, now, frozenset({"n0"})).kind == "unchanged"
        assert judge("suspend", before, now, frozenset({"n1"})).kind == "failed"

    def test_the_text_of_the_unit(self) -> None:
        now = unit("POWER_OFF", around="ERROR", error="quota exceeded")
        verdict = judge("power_on", unit("POWER_OFF"), now)
        assert verdict.failure is not None
        assert verdict.failure.upstream_message == "quota exceeded"
        assert judge("power_on", unit("POWER_OFF", around="ERROR"), now).kind == "unchanged", "it was so before"

    def test_an_empty_unit(self) -> None:
        assert (
            judge("watch", unit(state="RUNNING", around="RUNNING"), unit(state="RUNNING", around="RUNNING")).kind
            == "done"
        )


class TestDeletion:
    """What is deleted vanishes bit by bit."""

    def test_nodes_first(self) -> None:
        before = unit("RUNNING", "RUNNING")
        assert judge("delete", before, unit("DELETING", state="DELETING")).kind == "working"
        rest = Scope("RUNNING", (), "me", "RUNNING")
        assert judge("delete", before, rest, frozenset({"n0", "n1"})).kind == "unchanged", "about to go too"

    def test_a_disk_that_stays(self) -> None:
        before = node("RUNNING")
        now = node("RUNNING", error="disk is attached")
        verdict = judge("delete", before, now, frozenset({"n"}))
        assert verdict.failure is not None
        assert verdict.failure.upstream_message == "disk is attached"
        assert judge("delete", before, node("RUNNING"), frozenset({"n"})).kind == "failed"
        assert judge("delete", now, now).kind == "unchanged", "a text that stood there before says nothing"


class TestHiddenWork:
    """The group is APPLYING and no unit shows by what."""

    @pytest.mark.parametrize(
        ("operation", "kind"),
        [("power_off", "working"), ("backup", "working"), ("watch", "working"), ("delete", "working")],
    )
    def test_counts(self, operation: Operation, kind: str) -> None:
        before, now = node("RUNNING", watched=False), node("RUNNING", watched=False, applying=True)
        assert judge(operation, before, now).kind == kind

    def test_not_when_it_was_so_before(self) -> None:
        both = node("RUNNING", applying=True)
        assert judge("power_off", both, both).kind == "unchanged"

    def test_a_broken_node_is_told_at_once(self) -> None:
        assert judge("power_off", node("RUNNING"), node("HOST_ERROR", applying=True)).kind == "failed"


@pytest.mark.parametrize(
    ("operation", "watched", "kind"),
    [
        ("watch", True, "done"),
        ("watch", False, "unchanged"),
        ("watch", None, "done"),
        ("unwatch", False, "done"),
        ("unwatch", True, "unchanged"),
    ],
)
def test_watching(operation: Operation, watched: bool | None, kind: str) -> None:
    """A controller that does not say whether it watches leaves nothing to look for."""
    assert judge(operation, node("RUNNING", watched=None), node("RUNNING", watched=watched)).kind == kind


@pytest.mark.parametrize(
    ("before", "after", "kind"), [("me", "hanako", "done"), ("me", "HANAKO", "done"), ("me", "me", "unchanged")]
)
def test_owner(before: str, after: str, kind: str) -> None:
    scopes = [Scope("RUNNING", (), owner, "RUNNING") for owner in (before, after)]
    assert judge("change_owner", scopes[0], scopes[1], owner="hanako").kind == kind


@pytest.mark.parametrize("operation", ["backup", "clear_processing"])
def test_what_shows_nowhere_needs_the_controllers_word(operation: Operation) -> None:
    assert judge(operation, node("RUNNING"), node("RUNNING"), taken=False).kind == "unchanged"


@pytest.mark.parametrize(
    ("operation", "now", "expected"),
    [
        ("power_off", node("POWER_OFF"), True),
        ("power_off", node("RUNNING"), False),
        ("suspend", unit("SUSPENDED", "RUNNING"), False),
        ("suspend", unit("SUSPENDED", "SUSPENDED"), True),
        ("start", unit("RUNNING", around="BOOTING"), False),
        ("watch", node("RUNNING", watched=True), True),
        ("watch", node("RUNNING"), False),
        ("unwatch", node("RUNNING", watched=False), True),
        ("backup", node("RUNNING"), False),
        ("delete", node("DELETING"), False),
        ("clear_processing", node("RUNNING"), False),
        ("suspend", Scope("RUNNING", (), "me", "RUNNING"), False),
    ],
)
def test_already(operation: Operation, now: Scope, expected: bool) -> None:
    assert already(operation, now) is expected


def batch(*targets: Target, operation: Operation = "watch") -> Batch:
    rows = [BatchRow(target) for target in targets]
    return Batch("0123456789abcdef", operation, "continue", "c:443", rows, started_at="t", updated_at="t")


def at(group: str, name: str | None = None, member: str | None = None, **more: Any) -> Target:
    return Target(group, group, name, member, **more)


class TestOrder:
    """Which rows begin when."""

    @pytest.mark.parametrize(
        ("targets", "under_way", "expected"),
        [
            ([at("a", "u"), at("a", "v")], [], [0, 1]),
            ([at("a", "u", "1"), at("a", "u", "2")], [], [0]),
            ([at("a", "u", "1"), at("a", "u", "2"), at("a", "v")], [0], [2]),
            ([at("a", "u"), at("a"), at("a", "v")], [], [0]),
            ([at("a"), at("a", "u"), at("b", "u")], [], [0, 2]),
            ([at("a", "u"), at("b")], [], [0, 1]),
            ([at(name, "u") for name in "abcdefg"], [], [0, 1, 2, 3]),
            ([at(name, "u") for name in "abcdefg"], [0, 1, 2], [3]),
            ([at(name, "u") for name in "abcdefg"], [0, 1, 2, 3], []),
        ],
    )
    def test_in_turn(self, targets: list[Target], under_way: list[int], expected: list[int]) -> None:
        assert list(startable(batch(*targets), under_way)) == expected

    def test_disks_last(self) -> None:
        deletion = batch(at("d", "u", "1", storage=True), at("a", "u"), operation="delete")
        assert list(startable(deletion, [])) == [1]
        assert list(startable(deletion, [1])) == []
        deletion.rows[1].state = "failed"
        assert list(startable(deletion, [])) == [0]
        assert list(startable(batch(at("d", "u", storage=True), at("a", "u")), [])) == [0, 1], "of a deletion only"

    def test_what_waits_for_compute_holds_up_no_compute(self) -> None:
        """One group, called storage in one target and compute in the other: each would wait for the other for ever."""
        assert list(startable(batch(at("a", "u", storage=True), at("a"), operation="delete"), [])) == [1]


def test_no_target_twice() -> None:
    """A second back-up of one node would be a second order."""
    with pytest.raises(VcpFailure, match="twice") as caught:
        check_order("backup", None, [at("g", "u", "1"), at("g", "u", "2"), at("g", "u", "1", privileged=True)])
    assert (caught.value.code, caught.value.path) == ("bad_request", "targets.2")
    check_order("watch", None, [at("g", "u"), at("h", "u"), at("g", "u", "1")])


def test_given_up() -> None:
    """What was ordered has failed as far as anybody knows, what was not was never sent."""
    found = batch(at("a", "u"), at("b", "u"), at("c", "u"))
    found.rows[0].state, found.rows[1].state = "done", "ordered"
    found.give_up({"code": "internal"}, "t2")
    assert found.ended
    assert [row.state for row in found.rows] == ["done", "failed", "skipped"]
    assert [row.ended_at for row in found.rows] == [None, "t2", "t2"]
    assert found.rows[1].failure == {"code": "internal"}


@pytest.mark.parametrize("operation", sorted(LEVELS))
def test_levels(operation: Operation) -> None:
    owner = "hanako" if operation == "change_owner" else None
    for target in (at("g"), at("g", "u"), at("g", "u", "n")):
        if target.level in LEVELS[operation]:
            check_order(operation, owner, [target])
        else:
            with pytest.raises(VcpFailure, match=f"no {operation} for a {target.level}") as caught:
                check_order(operation, owner, [target])
            assert (caught.value.code, caught.value.path) == ("bad_request", "targets.0")


class TestJournal:
    """What is written comes back."""

    def test_there_and_back(self) -> None:
        whole = batch(at("g", "u", "n", number=3, privileged=True), at("h"), operation="delete")
        whole.rows[0].state, whole.rows[0].before = "ordered", node("RUNNING", watched=True, error="e", applying=True)
        whole.rows[1].failure = {"code": "refused"}
        read = batch_from_journal(json.loads(json.dumps(whole.to_journal())))
        assert read == whole

    @pytest.mark.parametrize(
        "changes",
        [
            {"format": 2}, {"kind": "job"}, {"operation": "reboot"}, {"state": "lost"}, {"id": 3}, {"more": 1},
            {"rows": [{"target": {}}]}, {"rows": [{"target": {"group": "g", "group_name": "g"}, "state": "lost"}]},
            {"rows": [{"target": {"group": "g", "group_name": "g"}, "state": "waiting", "before": {}}]},
        ],
    )  # fmt: skip
    def test_what_does_not_fit(self, changes: dict[str, Any]) -> None:
        with pytest.raises((ValueError, TypeError)):
            batch_from_journal({**batch(at("g")).to_journal(), **changes})
