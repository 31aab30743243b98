"""Names that hide a value: the table that the composer is tested with, too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyterlab_vcp.core.secret_names import looks_secret

_CASES = json.loads((Path(__file__).parents[1] / "fixtures/secret-names.json").read_text())


@pytest.mark.parametrize("name", _CASES["secret"])
def test_a_value_is_hidden(name: str) -> None:
    assert looks_secret(name)


@pytest.mark.parametrize("name", _CASES["plain"])
def test_a_value_is_shown(name: str) -> None:
    assert not looks_secret(name)
