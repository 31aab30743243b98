"""Where the next page of a listing is: the header ``Link`` (RFC 8288), as far as registries use it."""

from __future__ import annotations

import re

from jupyterlab_vcp.core.web_address import WebAddress, resolve

_LINK = re.compile(r'<(?P<target>[^<>]*)>(?P<parameters>(?:\s*;\s*[\w*-]+\s*(?:=\s*(?:"[^"]*"|[^\s";,]+))?)*)')
_REL = re.compile(r';\s*rel\s*=\s*(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s";,]+))', re.IGNORECASE)
# Dots and slashes that were quoted are such again for some servers, and lead out of the folder.
_QUOTED_DOTS = re.compile(r"(?:^|/|%2f|%5c)(?:\.|%2e){1,2}(?:/|%2f|%5c|$)", re.IGNORECASE)


def next_target(header: str) -> str | None:
    """The target of the first link that leads to the next page, as the header writes it; None when there is none."""
    for link in _LINK.finditer(header):
        rel = _REL.search(link["parameters"])
        if rel and "next" in (rel["quoted"] or rel["bare"] or "").lower().split():
            return link["target"]
    return None


def next_page(header: str, current: WebAddress, root: str) -> WebAddress | None:
    """The address of the next page, or None where none may be followed.

    Only on the origin of the page itself and below the folder ``root`` (``/v2/``): a link is a word of the server, and
    our login goes with every request.
    """
    target = next_target(header)
    address = None if target is None else resolve(current, target)
    if address is None or address.origin != current.origin:
        return None
    path = address.path.partition("?")[0]
    return address if path.startswith(root) and not _QUOTED_DOTS.search(path) else None
