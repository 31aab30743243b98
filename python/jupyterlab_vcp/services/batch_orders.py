"""One row's order as a call of the controller."""

from __future__ import annotations

from jupyterlab_vcp.clients.controller import ControllerClient
from jupyterlab_vcp.core.batch import Batch, Target


async def send_order(client: ControllerClient, batch: Batch, target: Target, node: str | None) -> None:
    """Send it, once.

    :param node: the node to order instead of the target's own, where a unit's nodes are ordered one by one.
    :raises VcpFailure: see :func:`core.job.uncertain` for those after which it may have arrived.
    """
    chosen = node or target.node
    if target.unit is None:
        await _group_order(client, batch, target)
    elif chosen is None:
        await _unit_order(client, batch, target, target.unit)
    elif batch.operation == "delete":
        await client.delete_member(target.group, target.unit, chosen, privileged=target.privileged)
    else:
        await client.operate_node(target.group, target.unit, chosen, batch.operation, privileged=target.privileged)


async def _group_order(client: ControllerClient, batch: Batch, target: Target) -> None:
    if batch.operation == "change_owner":
        await client.change_owner(target.group, batch.owner or "", privileged=target.privileged)
    else:
        await client.delete_unit_group(target.group, force=batch.force, privileged=target.privileged)


async def _unit_order(client: ControllerClient, batch: Batch, target: Target, unit: str) -> None:
    if batch.operation == "delete":
        await client.delete_unit(target.group, unit, force=batch.force, privileged=target.privileged)
    else:
        await client.operate_unit(target.group, unit, batch.operation, privileged=target.privileged)
