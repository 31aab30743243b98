"""Registries for the tests of this folder: one of each kind, started when it is first needed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .registries import Fleet


@pytest.fixture(scope="session")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    made = Fleet(tmp_path_factory.mktemp("registries"))
    yield made
    made.close()
