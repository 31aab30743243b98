"""What happens at the time of a planned power-off: look at the group, and begin a bulk operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from jupyterlab_vcp.clients.objects import UnitGroup
from jupyterlab_vcp.core.batch import Target
from jupyterlab_vcp.core.batch_verdict import POWER_SOURCES
from jupyterlab_vcp.core.errors import GATEWAY, Code, VcpFailure
from jupyterlab_vcp.core.schedule import LATE, PlanState, PowerOff, owner_key
from jupyterlab_vcp.core.shape import as_map
from jupyterlab_vcp.services.batches import BatchRequest, BatchService
from jupyterlab_vcp.services.connection import ConnectionService
from jupyterlab_vcp.services.providers import ProviderCatalog

PATIENCE = LATE - timedelta(minutes=1)
"""How long a controller that does not answer is tried; then the reason is told, before the plan counts as missed."""
GRACE = timedelta(minutes=1)
"""How long a server that cannot do it leaves it to another one of the user, which may have a token."""
OWN_REASONS: frozenset[Code] = frozenset(
    {"no_token", "token_refused", "readonly_token", "not_permitted", "not_configured", "config_broken", "ca_missing"}
)


@dataclass(frozen=True)
class Outcome:
    """How a plan came out."""

    state: PlanState
    batch: str | None = None
    failure: VcpFailure | None = None


class PowerOffRun:
    """Carries plans out; whether it is time, and what is written down, is the business of the caller."""

    def __init__(
        self, connection: ConnectionService, batches: BatchService, catalog: Callable[[], ProviderCatalog]
    ) -> None:
        self._connection = connection
        self._batches = batches
        self._catalog = catalog

    async def carry_out(self, plan: PowerOff, late: timedelta, wanted: Callable[[], bool]) -> Outcome | None:
        """Begin it, once among all servers of the user; None: not decided yet, or by another server.

        :param late: how long its time has come already.
        :param wanted: whether it still stands in the file as planned.
        """
        try:
            if not self._batches.claim(plan.batch_key):
                return None
            try:
                return await self._begin(plan, wanted)
            finally:
                self._batches.release(plan.batch_key)
        except VcpFailure as failure:
            return None if late < _patience(failure) else Outcome("failed", failure=failure)

    async def _begin(self, plan: PowerOff, wanted: Callable[[], bool]) -> Outcome | None:
        if self._batches.begun(plan.batch_key):
            # A server that ended before it could write so.
            return Outcome("started", batch=plan.batch_key)
        client = self._connection.controller()
        user = (await client.authority()).user
        present = owner_key(self._connection.address(), user)
        if present != plan.owner:
            message = f"It was planned as {plan.owner}; the access token in force is of {present}."
            raise VcpFailure("not_permitted", message)
        group = await client.unit_group(plan.group, privileged=plan.privileged)
        targets = power_off_targets(group, plan.privileged, self._catalog())
        if not wanted():
            return None
        if not targets:
            return Outcome("nothing_to_do")
        await self._batches.start(plan.batch_key, BatchRequest("power_off", "continue", targets, planned_by=plan.id))
        return Outcome("started", batch=plan.batch_key)


def power_off_targets(group: UnitGroup, privileged: bool, catalog: ProviderCatalog) -> tuple[Target, ...]:
    """The units with a node that can be powered off, as far as state and provider tell."""
    return tuple(
        Target(group.id, group.name, unit.name, privileged=privileged)
        for unit in group.units
        if any(
            node.state in POWER_SOURCES["power_off"] and _may_have_power(catalog.schemas.get(node.provider, {}))
            for node in unit.nodes
        )
    )


def _patience(failure: VcpFailure) -> timedelta:
    if failure.code in GATEWAY or failure.code == "timeout":
        return PATIENCE
    return GRACE if failure.code in OWN_REASONS else timedelta(0)


def _may_have_power(schema: Mapping[str, object]) -> bool:
    """All but a clear no: where the manuals contradict each other, and of a provider without a file, one tries."""
    features = as_map(as_map(schema.get("x-vcp")).get("features"))
    return as_map(features.get("power")).get("support") != "no"
