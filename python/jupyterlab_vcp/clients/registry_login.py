"""Which login goes with which request to a registry (registry-api.md 4): none, Basic or Bearer, as it asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jupyterlab_vcp.clients.http import Reply
from jupyterlab_vcp.clients.registry_failures import MAX_WORD, failure, no_registry, registry_error
from jupyterlab_vcp.clients.registry_tokens import Account, RegistryTokens
from jupyterlab_vcp.core.challenge import Challenge, parse_challenges
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.limits import cut
from jupyterlab_vcp.core.redaction import MASK

_MOST_PURPOSES = 4096


@dataclass(frozen=True)
class Authorization:
    """The value of a header ``Authorization``; ``last`` when a refusal of it is the end."""

    value: str
    last: bool

    @property
    def token(self) -> str | None:
        """The token, when it is one."""
        return self.value.removeprefix("Bearer ") if self.value.startswith("Bearer ") else None

    def masked_in(self, reply: Reply) -> Reply:
        """The reply without our token, should the registry repeat what it was sent.

        Here, because tokens come and go by the minute: the redactor, who looks through every reply for what it knows,
        would soon look for thousands of them. It does know the password.
        """
        word = (self.token or "").encode()
        return replace(reply, body=reply.body.replace(word, MASK.encode())) if word and word in reply.body else reply


class RegistryLogin:
    """Remembers what a registry asked for, so that the next request of the same purpose has it with it.

    A purpose is what a token is for: a repository, the catalog, or the registry itself.
    """

    def __init__(self, address: str, account: Account | None, tokens: RegistryTokens) -> None:
        self._address = address
        self._account = account
        self._tokens = tokens
        self._basic = False
        self._challenges: dict[str, Challenge] = {}

    def known(self, purpose: str) -> Authorization | None:
        """What goes with a first request; nothing is sent that was not asked for."""
        if self._basic and self._account is not None:
            return Authorization(self._account.basic, last=True)
        challenge = self._challenges.get(purpose)
        token = None if challenge is None else self._tokens.known(challenge)
        return None if token is None else Authorization(f"Bearer {token}", last=False)

    async def answer(self, reply: Reply, purpose: str, sent: Authorization | None) -> Authorization:
        """What goes with the next request, after a 401.

        :param sent: what went with the request that was refused.
        :raises VcpFailure: ``login_needed``, ``login_refused``, ``not_permitted``, or why there is no token.
        """
        challenges = parse_challenges(reply.headers.get("www-authenticate", ""))
        if not challenges:
            raise self._asks_for_none(reply)
        bearer = next((each for each in challenges if each.scheme == "bearer" and each.get("realm")), None)
        basic_sent = sent is not None and sent.token is None
        if bearer is not None and basic_sent and all(each.scheme != "basic" for each in challenges):
            # It has been set up anew, and does not read passwords any more.
            self._basic, sent = False, None
        if sent is not None and sent.last:
            raise self._refused(reply, bearer)
        if bearer is not None:
            if len(self._challenges) >= _MOST_PURPOSES:
                self._challenges.clear()
            self._challenges[purpose] = bearer
            token, new = await self._tokens.token(bearer, sent.token if sent else None)
            # After one that was refused, the next is the last: other requests may fetch tokens without end.
            return Authorization(f"Bearer {token}", last=new or sent is not None)
        return self._answer_basic(reply, challenges)

    def _answer_basic(self, reply: Reply, challenges: Sequence[Challenge]) -> Authorization:
        if all(each.scheme != "basic" for each in challenges):
            known = cut(", ".join(each.scheme for each in challenges), MAX_WORD)
            message = f"{self._address} wants a login of a kind that is not known here ({known})."
            raise failure("login_refused", message, reply)
        if self._account is None:
            raise self._needed(reply)
        self._basic = True
        return Authorization(self._account.basic, last=True)

    def _asks_for_none(self, reply: Reply) -> VcpFailure:
        """No login is asked for, so none would help: a registry keeps this from everybody who may ask, or is none."""
        if registry_error(reply) is None:
            return no_registry(reply, self._address)
        return failure("not_permitted", f"{self._address} does not permit this, and asks for no other login.", reply)

    def _refused(self, reply: Reply, bearer: Challenge | None) -> VcpFailure:
        """Basic answers a wrong password as it answers none: what was sent tells the two apart."""
        if self._account is None:
            return self._needed(reply)
        server = self._tokens.withheld_from(bearer) if bearer else None
        if server is not None:
            return self._tokens.withheld(server, reply)
        if bearer is not None and bearer.get("error") == "insufficient_scope":
            message = f"{self._address} does not permit this to the configured account."
            return failure("not_permitted", message, reply)
        return failure("login_refused", f"{self._address} does not accept the configured account.", reply)

    def _needed(self, reply: Reply) -> VcpFailure:
        return failure("login_needed", f"{self._address} needs a login. Configure an account.", reply)
