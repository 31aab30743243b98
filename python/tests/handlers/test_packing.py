"""Who gets packed replies."""

from __future__ import annotations

import gzip
import json
import threading
from typing import Any

import pytest

from jupyterlab_vcp.core.redaction import MASK, Redactor
from jupyterlab_vcp.handlers import packing
from jupyterlab_vcp.handlers.packing import packed_json, takes_gzip
from jupyterlab_vcp.handlers.replies import to_json


@pytest.mark.parametrize(
    "header", ["gzip", "gzip, deflate, br", "br,GZIP;q=0.5", "*", "x-gzip", "deflate, gzip ; q=1.0"]
)
def test_takes_gzip(header: str) -> None:
    assert takes_gzip(header)


@pytest.mark.parametrize("header", ["", "identity", "br", "gzip;q=0", "gzip; q=0.000, br", "agzip", "gzipped", "*;q=0"])
def test_takes_no_gzip(header: str) -> None:
    assert not takes_gzip(header)


async def test_small_replies_are_sent_as_they_are() -> None:
    data, packed = await packed_json({"tags": ["1.0"]}, Redactor(list), "gzip")
    assert (json.loads(data), packed) == ({"tags": ["1.0"]}, False)


async def test_secrets_in_a_large_reply_are_masked_before_it_is_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    """And all of it happens beside the event loop."""
    threads: list[threading.Thread] = []

    def noted(*arguments: Any) -> str:
        threads.append(threading.current_thread())
        return to_json(*arguments)

    monkeypatch.setattr(packing, "to_json", noted)
    secret = "s.SECRET/with+odd=characters"
    tags = [f"1.{number}" for number in range(100_000)]
    data, packed = await packed_json({"tags": [*tags, f"x{secret}y"]}, Redactor(lambda: [secret]), "gzip")
    assert packed
    assert json.loads(gzip.decompress(data))["tags"] == [*tags, f"x{MASK}y"]
    assert threads
    assert threading.main_thread() not in threads
