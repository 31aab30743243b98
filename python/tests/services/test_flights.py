"""Equal questions are asked once; what nobody waits for is given up."""

from __future__ import annotations

import asyncio

import pytest

from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.services.flights import Flights


class Question:
    """Answers when it is told to; notes how often it was asked and given up."""

    def __init__(self) -> None:
        self.asked = 0
        self.given_up = 0
        self.answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def __call__(self) -> str:
        self.asked += 1
        try:
            return await asyncio.shield(self.answer)
        except asyncio.CancelledError:
            self.given_up += 1
            raise


async def begun(question: Question, flights: Flights[str], count: int, key: object = "k") -> list[asyncio.Task[str]]:
    waiting = [asyncio.ensure_future(flights.join(key, question)) for _ in range(count)]
    await asyncio.sleep(0.01)
    return waiting


async def test_equal_questions_are_asked_once() -> None:
    flights, question, other = Flights[str](), Question(), Question()
    waiting = [*await begun(question, flights, 3), *await begun(other, flights, 1, key="another")]
    question.answer.set_result("yes")
    other.answer.set_result("no")
    assert await asyncio.gather(*waiting) == ["yes", "yes", "yes", "no"]
    assert (question.asked, other.asked) == (1, 1)
    assert await flights.join("k", question) == "yes"
    assert question.asked == 2, "what was answered is asked anew"


async def test_a_failure_is_everybodys_and_not_remembered() -> None:
    flights, question = Flights[str](), Question()
    waiting = await begun(question, flights, 2)
    question.answer.set_exception(VcpFailure("unreachable", "nobody there"))
    for each in waiting:
        with pytest.raises(VcpFailure, match="nobody there"):
            await each
    again = Question()
    again.answer.set_result("now")
    assert await flights.join("k", again) == "now"


async def test_one_who_goes_away_leaves_the_question_to_the_others() -> None:
    flights, question = Flights[str](), Question()
    first, second = await begun(question, flights, 2)
    first.cancel()
    await asyncio.sleep(0.01)
    assert first.cancelled()
    assert question.given_up == 0
    question.answer.set_result("yes")
    assert await second == "yes"


async def test_the_last_one_ends_it_and_the_next_begins_anew() -> None:
    flights, question = Flights[str](), Question()
    waiting = await begun(question, flights, 2)
    for each in waiting:
        each.cancel()
    again = Question()
    again.answer.set_result("second")
    await asyncio.sleep(0)
    assert await flights.join("k", again) == "second"
    await asyncio.sleep(0.01)
    assert (question.given_up, again.asked) == (1, 1)
