"""The catalog through a Jupyter server, against registries of the simulator or a server of a test's own."""

from __future__ import annotations

from typing import Any

from tests.conftest import Answer, Api, Simulator


def registries_of(simulator: Simulator) -> dict[str, Any]:
    """The trait for the three registries of the simulator."""
    return {name: {"url": url} for name, url in simulator.info["registries"].items()}


async def ask(api: Api, registry: str, what: str, **query: object) -> Answer:
    """``ask(api, "official", "tags", repository=["a", "b"])``; a list stands once for each value."""
    pairs = [(name, str(each)) for name, value in query.items() for each in _several(value)]
    return await api("GET", f"/images/registries/{registry}/{what}", query=pairs)


def _several(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
