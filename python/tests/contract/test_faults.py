"""Every row of controller-api.md 3, client against simulator, with the faults of section 6 and worse."""

from __future__ import annotations

import re
from typing import Any

import pytest

from jupyterlab_vcp.core.errors import VcpFailure
from tests.conftest import Simulator
from tests.contract.conftest import Connect
from tests.contract.rows import ROWS, N, U, V

FAULTS: list[tuple[str, dict[str, Any], str, str]] = [
    ("status", {"status": 400, "message": "the reason"}, "refused", "refused"),
    ("status", {"status": 403, "message": "the reason"}, "not_permitted", "not_permitted"),
    ("status", {"status": 404, "message": "the reason"}, "not_found", "not_found"),
    ("status", {"status": 409, "message": "the reason"}, "refused", "refused"),
    ("status", {"status": 500, "message": "the reason"}, "not_understood", "not_understood"),
    ("html", {}, "not_understood", "not_understood"),
    ("oversize", {"bytes": 200_000, "status": 500}, "not_understood", "not_understood"),
    ("redirect", {"location": "https://elsewhere.invalid/"}, "redirected", "redirected"),
    ("cut", {}, "unreachable", "unreachable"),
]
ROWS_OF_FAULTS = [row for row in ROWS if not row.path.endswith("authority")]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault[0]}-{fault[1].get('status', '')}")
async def test_every_row_with(
    simulator: Simulator, connect: Connect, fault: tuple[str, dict[str, Any], str, str]
) -> None:
    kind, options, on_read, on_write = fault
    for row in ROWS_OF_FAULTS:
        simulator.control("DELETE", "/faults")
        simulator.control("DELETE", "/requests")
        simulator.fault(kind, path=re.escape(row.path) + "$", method=row.method, **options)
        with pytest.raises(VcpFailure) as caught:
            await row.call(connect("regular"))
        failure = caught.value
        assert failure.code == (on_write if row.writes else on_read), row.name
        if "message" in options:
            assert (failure.upstream_status, failure.upstream_message) == (options["status"], "the reason"), row.name
        sent = len(simulator.requests(row.method, row.path))
        assert sent == (2 if kind == "cut" and not row.writes else 1), row.name


async def test_expired_token(simulator: Simulator, connect: Connect) -> None:
    for row in ROWS_OF_FAULTS:
        with pytest.raises(VcpFailure) as caught:
            await row.call(connect("expired"))
        assert caught.value.code == "token_refused", row.name


async def test_readonly_token_sends_nothing(simulator: Simulator, connect: Connect) -> None:
    for row in (each for each in ROWS if each.writes):
        with pytest.raises(VcpFailure) as caught:
            await row.call(connect("readonly"))
        assert caught.value.code == "readonly_token", row.name
        assert simulator.requests(row.method, row.path) == []


async def test_another_users_group(simulator: Simulator, connect: Connect) -> None:
    group = next(each for each in await connect("other").unit_groups() if each.name == "hanako-genome")
    unit, node = group.units[0], group.units[0].nodes[0]
    for row in ROWS_OF_FAULTS:
        if V not in row.path:
            continue
        client = connect("regular")
        names = {V: group.id, U: unit.name, N: node.id}
        with pytest.raises(VcpFailure) as caught:
            await row.call(Renamed(client, names))  # type: ignore[arg-type]
        assert caught.value.code == "not_permitted", row.name


class Renamed:
    """The client, with other names in the place of the table's."""

    def __init__(self, client: object, names: dict[str, str]) -> None:
        self._client = client
        self._names = names

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._client, name)

        def call(*arguments: Any, **options: Any) -> Any:
            return method(
                *(self._names.get(each, each) if isinstance(each, str) else each for each in arguments), **options
            )

        return call
