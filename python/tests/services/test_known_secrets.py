"""Which token was the former one, and values that are odd but must be masked all the same."""

from __future__ import annotations

from jupyterlab_vcp.core.redaction import MASK, Redactor
from jupyterlab_vcp.services.known_secrets import KnownSecrets


def test_the_former_token_is_the_last_other_one() -> None:
    known = KnownSecrets()
    assert known.former_token(None) is None
    for token in ("s.first", "s.second", "s.second", "s.first"):
        known.in_force(token)
    assert known.former_token("s.first") == "s.second"
    assert known.former_token("s.second") == "s.first"
    assert known.former_token(None) == "s.first", "after the present one was forgotten"
    assert known.former_token("s.refused") == "s.first"


def test_a_token_that_was_only_tried_is_masked_and_no_former_one() -> None:
    known = KnownSecrets()
    known.add(["s.refused"])
    assert (known.former_token(None), known.all()) == (None, {"s.refused"})


def test_half_a_character_of_a_secret_store_breaks_no_reply() -> None:
    known = KnownSecrets()
    known.add(["half-\ud800-secret", "whole-secret"])
    assert Redactor(known.all).text("with half-\ud800-secret and whole-secret") == f"with {MASK} and {MASK}"
