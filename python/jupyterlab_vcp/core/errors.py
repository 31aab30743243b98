"""Everything that can go wrong, as one exception with a code of contract/openapi.yaml (schema Failure)."""

from __future__ import annotations

from typing import Literal

Code = Literal[
    "bad_request", "bad_spec", "not_found", "exists", "busy", "not_configured", "config_broken", "no_token",
    "token_refused", "readonly_token", "not_permitted", "refused", "unknown_in_cci", "name_failed", "unreachable",
    "tls_failed", "ca_missing", "timeout", "not_understood", "too_large", "redirected", "vault_failed", "key_exists",
    "no_ssh_keygen", "job_running", "changed", "no_effect", "unexpected_state", "interrupted", "file_failed",
    "internal", "forbidden", "method_not_allowed", "login_needed", "login_refused", "not_listed", "use_https",
    "rate_limited", "wrong_digest", "old_format", "not_an_image",
]  # fmt: skip

GATEWAY: frozenset[Code] = frozenset(
    {"name_failed", "unreachable", "tls_failed", "not_understood", "too_large", "redirected", "vault_failed"}
)
"""What stands between us and a good answer, whoever's fault it is; ``timeout`` has a status of its own."""


class VcpFailure(Exception):
    """A failure that the user is told about: what, where and what to do, in English; the browser translates by code."""

    def __init__(
        self,
        code: Code,
        message: str,
        *,
        upstream_status: int | None = None,
        upstream_message: str | None = None,
        path: str | None = None,
    ) -> None:
        super().__init__(message)
        self.code: Code = code
        self.message = message
        self.upstream_status = upstream_status
        """HTTP status of the controller's answer; None when there was no answer."""
        self.upstream_message = upstream_message
        """The controller's own words (see :func:`core.limits.cut`), not yet redacted."""
        self.path = path
        """The field or file concerned."""

    def to_reply(self) -> dict[str, object]:
        """The schema Failure; still to be redacted by whoever lets it out."""
        return {
            "code": self.code,
            "message": self.message,
            "upstreamStatus": self.upstream_status,
            "upstreamMessage": self.upstream_message,
            "path": self.path,
        }
