"""The two lists of a registry and their pages."""

from __future__ import annotations

import hashlib
from urllib.parse import urlencode

from jupyterlab_vcp.demo.registry.dialect import Answer, Dialect, error, json_answer

MOST = 1000
"""``catalog.maxentries``, and the most tags of one page."""
USUAL = 100
"""Repositories of a page that nobody gave a length for."""

Query = dict[str, str]


def _number(dialect: Dialect, query: Query) -> int | Answer | None:
    """``n``; None when it is missing or means nothing to this version."""
    text = query.get("n", "")
    if not text:
        return None
    try:
        number = int(text)
    except ValueError:
        return error(dialect, "PAGINATION_NUMBER_INVALID", {"n": text}) if dialect.strict_numbers else None
    return number


def _link(path: str, last: str, number: int) -> str:
    return f'<{path}?{urlencode({"last": last, "n": number})}>; rel="next"'


def _walked(name: str) -> list[str]:
    """Repositories come in the order in which folders are walked: ``vcp/x`` before ``vcp-x``."""
    return name.split("/")


def catalog(dialect: Dialect, names: list[str], query: Query) -> Answer:
    """``GET /v2/_catalog``."""
    number = _number(dialect, query)
    if isinstance(number, Answer):
        return number
    if number is not None and number < 0:
        if dialect.strict_numbers:
            return error(dialect, "PAGINATION_NUMBER_INVALID", {"n": query["n"]})
        number = None
    if number is not None and number > MOST:
        return error(dialect, "PAGINATION_NUMBER_INVALID", {"n": number})
    length = USUAL if number is None else number
    after = _walked(query["last"]) if query.get("last") else []
    rest = [name for name in sorted(names, key=_walked) if _walked(name) > after]
    page = rest[:length]
    more = {"Link": _link("/v2/_catalog", page[-1], length)} if page and len(rest) > length else {}
    return json_answer(dialect, {"repositories": page}, **more)


def tags(dialect: Dialect, name: str, found: list[str], query: Query) -> Answer:
    """``GET /v2/{name}/tags/list`` of a repository that is there."""
    if not dialect.pages_tags:
        return json_answer(dialect, {"name": name, "tags": sorted(found, key=_scattered) or None})
    number = _number(dialect, query)
    if isinstance(number, Answer):
        # Unlike the catalog it names the number that the text became.
        return error(dialect, "PAGINATION_NUMBER_INVALID", {"n": 0})
    last = query.get("last", "")
    rest = [tag for tag in sorted(found) if not last or tag > last]
    if number is None:
        return json_answer(dialect, {"name": name, "tags": rest})
    if number < 0:
        return error(dialect, "PAGINATION_NUMBER_INVALID", {"n": number})
    length = min(number, MOST)
    page = rest[:length]
    # A full page has a Link even when nothing follows: the last page may be empty.
    more = {"Link": _link(f"/v2/{name}/tags/list", page[-1], length)} if page and len(page) == length else {}
    return json_answer(dialect, {"name": name, "tags": page}, **more)


def _scattered(tag: str) -> str:
    """An order that says nothing and stays the same, as that of a folder's entries."""
    return hashlib.sha256(tag.encode()).hexdigest()


def endless(answer: Answer, path: str) -> Answer:
    """The answer of a server that promises another page for ever, and gives the same one again."""
    return Answer(answer.status, answer.body, {**answer.headers, "Link": _link(path, "again", MOST)})
