"""What an answer of a registry that is none means (registry-api.md 9), as a failure with a code."""

from __future__ import annotations

import re
import time
from email.utils import parsedate_to_datetime

from jupyterlab_vcp.clients.http import Reply
from jupyterlab_vcp.clients.upstream import error_text, parse_json
from jupyterlab_vcp.core.errors import Code, VcpFailure
from jupyterlab_vcp.core.limits import cut
from jupyterlab_vcp.core.shape import as_map, as_sequence, as_text

# Go: "Client sent an HTTP request to an HTTPS server."; nginx: "The plain HTTP request was sent to HTTPS port".
_NEEDS_TLS = re.compile(rb"HTTP request (?:to an HTTPS server|was sent to (?:an )?HTTPS port)", re.IGNORECASE)
_SECONDS = re.compile(r"[0-9]{1,6}")
MAX_WORD = 100
"""Characters of a header that go into a message."""
_LONGEST_WAIT = 24 * 3600


def registry_error(reply: Reply) -> tuple[str, str] | None:
    """Code and message of the first error that a registry names; None when the answer is not of that form.

    Never its ``detail``: that holds addresses and paths of the server.
    """
    errors = as_sequence(as_map(parse_json(reply)).get("errors"))
    first = as_map(errors[0]) if errors else {}
    code = as_text(first.get("code"))
    return (code, as_text(first.get("message")) or "") if code else None


def words(reply: Reply) -> str | None:
    """What the server says, to be shown as its own words."""
    error = registry_error(reply)
    if error is not None:
        return cut(": ".join(part for part in error if part))
    # Other JSON may hold anything, the addresses that detail does among it.
    return None if isinstance(parse_json(reply), dict | list) else error_text(reply)


def failure(code: Code, message: str, reply: Reply) -> VcpFailure:
    """A failure with the status and the words of a registry."""
    return VcpFailure(code, message, upstream_status=reply.status, upstream_message=words(reply))


def failure_of(reply: Reply, address: str, subject: str) -> VcpFailure:
    """What an answer means that is not the one asked for, logins aside.

    :param address: of the server, for the message.
    :param subject: what was asked for, such as ``the tags of vcp/base``.
    """
    error = registry_error(reply)
    status = reply.status
    if status == 400 and _NEEDS_TLS.search(reply.body):
        return failure("use_https", f"{address} speaks HTTPS only. Begin its address with https://.", reply)
    if 300 <= status < 400:
        message = f"{address} answered with a redirect ({status}), which is not followed. Check its address."
        return failure("redirected", message, reply)
    if status == 403:
        return failure("not_permitted", f"{address} does not permit to read {subject}.", reply)
    if status == 404 and error is not None:
        return failure("not_found", f"{address} does not have {subject} (any more).", reply)
    if status == 429:
        return failure("rate_limited", f"{address} is asked too often.{_wait(reply)}", reply)
    if status in (408, 504):
        return failure("timeout", f"{address} did not get {subject} in time.", reply)
    if status >= 500:
        # A pull-through cache says "unknown error" when it cannot reach what it caches.
        message = f"{address} answered with HTTP {status}: it, or the registry behind it, is out of order."
        return failure("unreachable", message, reply)
    if status >= 400 and error is not None:
        return failure("refused", f"{address} refused to give {subject} (HTTP {status}).", reply)
    return no_registry(reply, address)


def no_registry(reply: Reply, address: str) -> VcpFailure:
    """The failure for an answer that no registry would give: a web page, a login form, other JSON."""
    kind = cut(reply.media_type, MAX_WORD) or "no type"
    message = f"What answers at {address} is not a registry (HTTP {reply.status}, {kind}). Check its address and port."
    return failure("not_understood", message, reply)


def _wait(reply: Reply) -> str:
    """``Retry-After`` in words: seconds, or a date (RFC 9110, section 10.2.3)."""
    text = reply.headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(text):
        seconds = int(text)
    else:
        try:
            seconds = round(parsedate_to_datetime(text).timestamp() - time.time())
        except (ValueError, OverflowError, OSError):
            return " Try again later."
    return f" Try again in {seconds} seconds." if 0 < seconds <= _LONGEST_WAIT else " Try again later."
