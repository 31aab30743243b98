"""From values to the text of a reply."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest

from jupyterlab_vcp.core.redaction import Redactor
from jupyterlab_vcp.handlers import base
from jupyterlab_vcp.handlers.replies import to_json
from tests.conftest import Api


def test_half_a_surrogate_pair_hides_nothing_else() -> None:
    """JSON can carry it, UTF-8 cannot."""
    value = {"names": ["\ud83d", "名前"]}
    text = to_json(value, Redactor(set))
    assert json.loads(text.encode()) == value


async def test_trees_are_written_beside_the_event_loop(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """They can be large, and Jupyter's own requests go through the same loop."""
    threads: list[str] = []

    def noted(*arguments: Any) -> str:
        threads.append(threading.current_thread().name)
        return to_json(*arguments)

    monkeypatch.setattr(base, "to_json", noted)
    group = (await api("GET", "/unit-groups")).body["unitGroups"][0]
    await api("GET", f"/unit-groups/{group['id']}")
    await api("GET", f"/unit-groups/{group['id']}/units/{group['units'][0]['name']}")
    assert len(threads) == 3
    assert threading.main_thread().name not in threads
