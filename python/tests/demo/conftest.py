"""Fixtures: one simulation for the folder, put back before every test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from jupyterlab_vcp.demo.generations import DEFAULT

from .support import Api, Running, running


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Running]:
    generation = getattr(request, "param", DEFAULT)
    with running(tmp_path_factory.mktemp("demo"), generation=generation) as services:
        yield services


@pytest.fixture
def sim(shared: Running) -> Running:
    shared.control("POST", "/reset")
    return shared


@pytest.fixture
def user(sim: Running) -> Iterator[Callable[..., Api]]:
    made: list[Api] = []

    def make(label: str = "regular", privileged: bool = False) -> Api:
        made.append(Api(sim, label, privileged))
        return made[-1]

    yield make
    for api in made:
        api.close()


@pytest.fixture
def api(user: Callable[..., Api]) -> Api:
    return user()
