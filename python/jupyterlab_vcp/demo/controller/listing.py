"""The list of groups as JSON text, made again only where something changed: ten thousand nodes are polled often."""

from __future__ import annotations

import json
from collections.abc import Iterable

from jupyterlab_vcp.demo.controller import views
from jupyterlab_vcp.demo.controller.state import State, Vc


class Listing:
    """Remembers the text of each group; whoever changes a record of a group has to :meth:`touch` it."""

    def __init__(self) -> None:
        self._texts: dict[str, bytes] = {}

    def text(self, vc: Vc, state: State) -> bytes:
        """VC as JSON."""
        text = self._texts.get(vc.vcid)
        if text is None:
            text = self._texts[vc.vcid] = json.dumps(views.vc_view(vc, state), ensure_ascii=False).encode()
        return text

    def touch(self, vc: Vc) -> None:
        """The group is not what it was."""
        self.forget(vc.vcid)

    def forget(self, vcid: str) -> None:
        """As :meth:`touch`, for an id that may be nobody's."""
        self._texts.pop(vcid, None)

    def clear(self) -> None:
        """Nothing is what it was."""
        self._texts.clear()

    @staticmethod
    def join(texts: Iterable[bytes]) -> bytes:
        """The answer of ``GET /vcs``."""
        return b'{"vcs": [' + b", ".join(texts) + b"]}"
