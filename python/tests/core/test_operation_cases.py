"""The checked-in table of operations is what its module says."""

from __future__ import annotations

from tests.core import operation_cases
from tests.core.operation_cases import Member, Situation, verdict


def test_the_file_is_what_the_pages_give() -> None:
    assert operation_cases.CASES.read_text("utf-8") == operation_cases.text()


def test_every_operation_meets_every_node_state_and_provider_class() -> None:
    met = {(each.members[0].provider, each.state) for each in operation_cases.situations() if each.place == "node"}
    wanted = {(provider, state) for provider in operation_cases.CLASSES for state in operation_cases.STATES}
    assert wanted <= met


def test_no_two_cases_are_the_same() -> None:
    every = list(operation_cases.situations())
    assert len(every) == len(set(every))


def test_reasons_come_in_their_order() -> None:
    def reason(role: str, state: str, provider: str) -> str | None:
        return verdict("power_on", Situation("node", "compute", state, (Member(provider, state),), role=role))

    assert reason("readonly", "DELETING", "vmware") == "readonly"
    assert reason("fullaccess", "DELETING", "vmware") == "deleting"
    assert reason("fullaccess", "BOOTING", "vmware") == "busy"
    assert reason("fullaccess", "RUNNING", "vmware") == "feature"
    assert reason("fullaccess", "RUNNING", "aws") == "state"
    assert reason("fullaccess", "POWER_OFF", "aws") == "allowed"
