"""A long job as it stands in the journal: what was ordered and how far it is. No spec, no secret."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Literal, get_args

from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.record import Record

JobState = Literal["preparing", "creating_group", "adding_unit", "waiting", "succeeded", "failed", "interrupted"]
ENDED = frozenset({"succeeded", "failed", "interrupted"})
FORMAT = 1


@dataclass
class Job(Record):
    """Creation of one unit."""

    id: str
    """The idempotency key."""
    unit_group: str
    unit: str
    unit_type: str
    provider: str
    node_count: int
    controller: str
    """``host:port`` that the order goes to; after a change of configuration another one must not be asked."""
    state: JobState = "preparing"
    group_id: str | None = None
    sent: bool = False
    """Whether the order to add the unit may have left this server; set before it leaves."""
    unit_state: str | None = None
    addresses: tuple[str, ...] = ()
    failure: Mapping[str, object] | None = None
    """The schema Failure, secrets removed; while the job waits: why it cannot look at the moment."""
    started_at: str = ""
    updated_at: str = ""

    @property
    def ended(self) -> bool:
        """Whether nothing will change any more."""
        return self.state in ENDED

    def to_journal(self) -> dict[str, object]:
        """Plain data for the file."""
        return {"format": FORMAT, **asdict(self)}

    def to_reply(self) -> dict[str, object]:
        """The schema Job."""
        return {
            "id": self.id,
            "kind": "create",
            "state": self.state,
            "unitGroup": {"id": self.group_id, "name": self.unit_group},
            "unit": self.unit,
            "provider": self.provider,
            "nodeCount": self.node_count,
            "unitState": self.unit_state,
            "addresses": list(self.addresses),
            "failure": self.failure,
            "startedAt": self.started_at,
            "updatedAt": self.updated_at,
        }


_TEXTS = ("id", "unit_group", "unit", "unit_type", "provider", "controller", "started_at", "updated_at")


def job_from_journal(value: object) -> Job:
    """The reverse of :meth:`Job.to_journal`.

    :raises ValueError: the file is not a job of this format.
    """
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise ValueError("not a job of this format")
    known = {name: value[name] for name in (each.name for each in fields(Job)) if name in value}
    job = Job(**{**known, "addresses": tuple(known.get("addresses", ()))})
    texts = all(isinstance(getattr(job, name), str) for name in _TEXTS)
    if not texts or value.get("sent") not in (True, False) or value.get("state") not in get_args(JobState):
        raise ValueError("a field of the job has the wrong type")
    return job


def still(failure: VcpFailure) -> bool:
    """Whether a failure to look says nothing about the unit: the job goes on when it has passed."""
    return failure.code in {
        "no_token", "token_refused", "not_permitted", "not_configured", "config_broken", "ca_missing", "name_failed",
        "unreachable", "tls_failed", "timeout", "not_understood", "too_large", "redirected",
    }  # fmt: skip


def uncertain(failure: VcpFailure) -> bool:
    """Whether an order that failed so may have reached the controller all the same."""
    return failure.code in {"unreachable", "timeout", "not_understood", "too_large", "redirected", "tls_failed"}
