"""Follows one order from look to look: come true, gone wrong, without effect, or too slow."""

from __future__ import annotations

import time
from dataclasses import dataclass

from jupyterlab_vcp.core.batch import Batch, BatchRow
from jupyterlab_vcp.core.batch_verdict import Scope, Verdict, judge
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.job import still
from jupyterlab_vcp.services.batch_looks import Look
from jupyterlab_vcp.services.batch_scope import find_scope

TOKEN_LOST = frozenset({"no_token", "token_refused"})


@dataclass(frozen=True)
class Times:
    """Seconds: between two looks at a group; without any effect; in work altogether."""

    poll: float
    effect: float
    wait: float


class OrderWatch:
    """What was seen since an order; ``doubt`` is why it may not have arrived."""

    def __init__(
        self,
        batch: Batch,
        row: BatchRow,
        before: Scope,
        doubt: VcpFailure | None,
        times: Times,
        *,
        patient: bool = False,
    ) -> None:
        """``patient``: a token may still come, as after a restart of the server, which forgets one that was entered."""
        self._patient = patient
        self._batch = batch
        self._row = row
        self._before = before
        self._doubt = doubt
        self._times = times
        self._last = before
        self._moved: set[str] = set()
        self._worked = False
        self._start = self._changed = self._quiet = time.monotonic()

    @property
    def needs_no_look(self) -> bool:
        """Whether the controller's answer is all there is to know."""
        return self._batch.operation == "clear_processing" and self._row.taken

    def done(self, look: Look) -> bool:
        """Whether it has come true; False: look again.

        :raises VcpFailure: it has not, and will not any more as far as one can see.
        """
        if look.failure is not None:
            return self._unanswered(look.failure)
        scope = find_scope(look.group, self._row.target, self._row.node)
        verdict = judge(
            self._batch.operation,
            self._before,
            scope,
            frozenset(self._moved),
            owner=self._batch.owner or "",
            taken=self._row.taken or self._worked,
        )
        if verdict.failure is not None:
            raise verdict.failure
        if verdict.kind == "done" or scope is None:
            return True
        self._note(scope, verdict)
        self._check_clocks(look.at)
        return False

    def _unanswered(self, failure: VcpFailure) -> bool:
        """A look without an answer says nothing about the order, unless nobody will be able to look any more."""
        if failure.code == "not_permitted" and self._batch.operation == "change_owner":
            return True
        if failure.code in TOKEN_LOST and not self._patient:
            message = f"{failure.message} What was ordered goes on at the controller, but cannot be watched."
            raise VcpFailure(failure.code, message, upstream_message=failure.upstream_message)
        if not still(failure) or failure.code in ("not_permitted", "not_configured"):
            raise failure
        moment = time.monotonic()
        self._quiet = moment
        if moment - self._start >= self._times.wait:
            raise VcpFailure("timeout", f"{failure.message} What was ordered goes on at the controller.")
        return False

    def _note(self, scope: Scope, verdict: Verdict) -> None:
        moment = time.monotonic()
        prior = {member.id: member.state for member in self._before.members}
        self._moved |= {member.id for member in scope.members if member.state != prior.get(member.id)}
        if scope.state != self._last.state:
            self._changed = moment
        if verdict.kind == "working" or scope.differs(self._last):
            self._quiet = moment
        self._worked = self._worked or verdict.kind == "working"
        self._last = scope

    def _check_clocks(self, at: float) -> None:
        if at - self._quiet >= self._times.effect:
            raise self._without_effect()
        if at - self._start >= self._times.wait:
            state, seconds = self._last.state, max(self._changed, self._start)
            message = (
                f"{state} for {at - seconds:,.0f} s. The operation goes on at the controller; look again later before "
                "you repeat it."
            )
            raise VcpFailure("timeout", message, upstream_message=self._last.error or None)

    def _without_effect(self) -> VcpFailure:
        quiet = f"nothing has changed for {self._times.effect:,g} s"
        if self._doubt is None:
            return VcpFailure("no_effect", f"The controller took the order, but {quiet}.")
        return VcpFailure(
            self._doubt.code,
            f"{self._doubt.message} It may have arrived all the same, but {quiet}; it was not sent again.",
            upstream_status=self._doubt.upstream_status,
            upstream_message=self._doubt.upstream_message,
        )
