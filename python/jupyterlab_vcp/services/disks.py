"""Where the VC disks are that a spec names by unit group, unit and number."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jupyterlab_vcp.clients.controller import ControllerClient
from jupyterlab_vcp.clients.objects import UnitGroup
from jupyterlab_vcp.core.errors import VcpFailure


class DiskLookup:
    """Looks disks up in one look at the user's unit groups.

    For one spec only: the tree is asked for at the first disk and kept, so a spec with twenty disks costs what one
    with a single disk costs. A failure is kept too, because asking again would wait for the same time-out again.
    """

    def __init__(self, controller: Callable[[], ControllerClient]) -> None:
        self._controller = controller
        self._looked: Sequence[UnitGroup] | VcpFailure | None = None

    async def find(self, group: str, unit: str, disk_no: int | None) -> Sequence[str]:
        """What a spec names a VC disk by: ``vcp:{vcid}:{unit}:{disk_id}`` (node-spec.md 7, rule 9).

        :param group: name of a unit group of the user.
        :param disk_no: one disk of the unit; None: all.
        :raises LookupError: with a sentence for the user when there is none.
        """
        for each in await self._groups():
            for candidate in each.units if each.name == group else ():
                if candidate.name == unit:
                    found = [disk.id for disk in candidate.disks if disk_no in (None, disk.number)]
                    if found:
                        return [f"vcp:{each.id}:{unit}:{disk}" for disk in found]
        wanted = "disks" if disk_no is None else f"disk {disk_no}"
        raise LookupError(f"There are no {wanted} in {group}/{unit}.")

    async def _groups(self) -> Sequence[UnitGroup]:
        if self._looked is None:
            try:
                self._looked = await self._controller().unit_groups()
            except VcpFailure as failure:
                self._looked = failure
        if isinstance(self._looked, VcpFailure):
            # A preview works without a controller; this disk then is one of the things that stand in the way.
            raise LookupError(self._looked.message)
        return self._looked
