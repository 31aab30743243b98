"""What is kept of registries: bounded, and only as long as it counts."""

from __future__ import annotations

from jupyterlab_vcp.services.image_cache import FRESH_SECONDS, ByteCache, RecentAnswers


def test_the_one_longest_unused_goes_first() -> None:
    cache = ByteCache[str](100)
    for name in "abc":
        cache.put(name, name.upper(), 30)
    assert cache.get("a") == "A"
    cache.put("d", "D", 30)
    assert [cache.get(name) for name in "abcd"] == ["A", None, "C", "D"]


def test_a_value_that_is_put_again_counts_once() -> None:
    cache = ByteCache[str](100)
    for _ in range(10):
        cache.put("a", "A", 50)
    cache.put("b", "B", 50)
    assert (cache.get("a"), cache.get("b")) == ("A", "B")
    cache.drop("a")
    cache.drop("a")
    cache.put("c", "C", 50)
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == (None, "B", "C")


def test_one_that_would_push_out_everything_is_not_kept() -> None:
    cache = ByteCache[str](100)
    cache.put("a", "A", 30)
    cache.put("big", "B", 51)
    assert (cache.get("a"), cache.get("big")) == ("A", None)


def test_answers_age() -> None:
    now = [0.0]
    answers = RecentAnswers[str](100, lambda: now[0])
    answers.put("k", "old", 1)
    now[0] = FRESH_SECONDS - 1
    assert answers.fresh("k") == "old"
    now[0] = FRESH_SECONDS
    assert (answers.fresh("k"), answers.last("k")) == (None, "old")
    answers.put("k", "new", 1)
    assert answers.fresh("k") == "new"
    answers.forget("k")
    assert (answers.fresh("k"), answers.last("k"), answers.last("other")) == (None, None, None)
