"""Unit groups, units, nodes and disks: orders to the controller, and what stands behind a refusal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from jupyterlab_vcp.clients.controller import ControllerClient
from jupyterlab_vcp.clients.objects import Disk, Node, Unit, UnitGroup, UnitType
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.services.unit_work import may_be_at_work


@dataclass(frozen=True)
class _Place:
    """Where an order went; ``unit`` None: to the whole group."""

    group: str
    unit: str | None
    privileged: bool


class CloudService:
    """Every method raises VcpFailure; ``privileged`` asks for the rights of a super user, for that call only."""

    def __init__(self, controller: Callable[[], ControllerClient]) -> None:
        self._controller = controller

    # Reading

    async def tree(self, privileged: bool) -> Sequence[UnitGroup]:
        """All unit groups with everything in them."""
        return await self._controller().unit_groups(privileged=privileged)

    async def group(self, group: str, privileged: bool) -> UnitGroup:
        """One unit group."""
        return await self._controller().unit_group(group, privileged=privileged)

    async def unit(self, group: str, unit: str, privileged: bool) -> Unit:
        """One unit."""
        return await self._controller().unit(group, unit, privileged=privileged)

    async def member(self, group: str, unit: str, member: str, privileged: bool) -> Node | Disk:
        """One node or disk."""
        return await self._controller().member(group, unit, member, privileged=privileged)

    # Unit groups

    async def create_group(self, name: str, unit_type: UnitType, privileged: bool) -> str:
        """Make a unit group; answers its id.

        :raises VcpFailure: ``exists`` when the user has one of that name. The controller's own answer to a double
            name is not public, so the names are looked at first, as the SDK does.
        """
        client = self._controller()
        await _require_free(client, name)
        return await client.create_unit_group(name, unit_type, privileged=privileged)

    async def rename_group(self, group: str, name: str, privileged: bool) -> None:
        """Give another name; ``exists`` when it is taken."""
        client = self._controller()
        before = await client.unit_group(group, privileged=privileged)
        if before.name == name:
            return
        await _require_free(client, name)
        # The controller takes a whole group CCI for a new name, so the type must be the one it has.
        await client.rename_unit_group(group, name, before.type, privileged=privileged)

    async def change_owner(self, group: str, owner: str, privileged: bool) -> None:
        """Give to another user."""
        await self._controller().change_owner(group, owner, privileged=privileged)

    async def delete_group(self, group: str, force: bool, privileged: bool) -> None:
        """Delete; with ``force`` everything in it."""
        client = self._controller()
        order = client.delete_unit_group(group, force=force, privileged=privileged)
        await _explained(order, client, _Place(group, None, privileged))

    # Units

    async def delete_unit(self, group: str, unit: str, force: bool, privileged: bool) -> None:
        """Delete; with ``force`` its nodes or disks too."""
        client = self._controller()
        order = client.delete_unit(group, unit, force=force, privileged=privileged)
        await _explained(order, client, _Place(group, unit, privileged))

    async def operate_unit(self, group: str, unit: str, operation: str, privileged: bool) -> None:
        """Order an operation on all nodes."""
        client = self._controller()
        order = client.operate_unit(group, unit, operation, privileged=privileged)
        await _explained(order, client, _Place(group, unit, privileged))

    async def add_nodes(
        self,
        group: str,
        unit: str,
        count: int,
        addresses: Sequence[str],
        mac_addresses: Sequence[str],
        privileged: bool,
    ) -> None:
        """Add nodes or disks of the unit's own spec.

        :raises VcpFailure: ``bad_request`` when both lists are given and differ in length, as in the SDK.
        """
        if addresses and mac_addresses and len(addresses) != len(mac_addresses):
            message = f"There are {len(addresses)} addresses but {len(mac_addresses)} MAC addresses."
            raise VcpFailure("bad_request", message, path="macAddresses")
        client = self._controller()
        order = client.add_nodes(group, unit, count, addresses, mac_addresses, privileged=privileged)
        await _explained(order, client, _Place(group, unit, privileged))

    # Nodes and disks

    async def delete_member(self, group: str, unit: str, member: str, privileged: bool) -> None:
        """Delete a node or disk."""
        client = self._controller()
        order = client.delete_member(group, unit, member, privileged=privileged)
        await _explained(order, client, _Place(group, unit, privileged))

    async def operate_node(self, group: str, unit: str, node: str, operation: str, privileged: bool) -> None:
        """Order an operation on one node."""
        client = self._controller()
        order = client.operate_node(group, unit, node, operation, privileged=privileged)
        await _explained(order, client, _Place(group, unit, privileged))


async def _require_free(client: ControllerClient, name: str) -> None:
    if any(each.name == name for each in await client.unit_groups()):
        raise VcpFailure("exists", f"There is a unit group {name} already. Choose another name.", path="name")


async def _explained(order: Awaitable[None], client: ControllerClient, place: _Place) -> None:
    """Carry out an order; a refusal while something is changing means "busy", whatever the status was.

    Which status and words the controller has for a unit with work in hand is not public.
    """
    try:
        await order
    except VcpFailure as failure:
        if failure.code == "refused" and await _changing(client, place):
            failure.code = "busy"
            failure.message = "The controller refused it while work on it is still going on. Try again when it is done."
        raise


async def _changing(client: ControllerClient, place: _Place) -> bool:
    try:
        group = await client.unit_group(place.group, privileged=place.privileged)
    except VcpFailure:
        return False
    return may_be_at_work(group, place.unit)
