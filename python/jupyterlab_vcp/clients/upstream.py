"""How a reply of the controller (or Vault) becomes JSON, or a text to show (controller-api.md 6)."""

from __future__ import annotations

import json
import re

from jupyterlab_vcp.clients.http import Reply
from jupyterlab_vcp.core.limits import MAX_ERROR_BODY, cut

_ESCAPES = re.compile(r"\\(['\"\\n])")
_TAGS = re.compile(r"(?is)<(script|style)\b.*?</\1\s*>|<[^>]*>")


def parse_json(reply: Reply) -> object | None:
    """The JSON value of a reply, whatever its media type says; None when it is none (NaN is none to a browser)."""
    try:
        return json.loads(reply.body, parse_constant=_refuse)  # type: ignore[no-any-return]
    except (ValueError, RecursionError):
        return None


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is not JSON")


def unescape(message: str) -> str:
    r"""Undo ``\'``, ``\"``, ``\\`` and the two characters ``\n``, in one pass: ``\\n`` stays a backslash and an n."""
    return _ESCAPES.sub(lambda found: "\n" if found[1] == "n" else found[1], message)


def error_text(reply: Reply) -> str | None:
    """The words of an error reply: its ``message`` when it is JSON, else the body as it is; None when it is empty.

    Of an HTML page (a proxy's, usually) the text remains, for it is shown as text.
    """
    value = parse_json(reply)
    if isinstance(value, dict) and isinstance(value.get("message"), str):
        return cut(unescape(value["message"])) or None
    shown = reply.body.decode("utf-8", "replace").strip()
    if len(reply.body) >= MAX_ERROR_BODY:
        # Its end was not read; who masks secrets must know that one may begin there.
        shown += "…"
    if reply.media_type == "text/html" or shown[:1] == "<":
        shown = " ".join(_TAGS.sub(" ", shown).split())
    return cut(shown) or None
