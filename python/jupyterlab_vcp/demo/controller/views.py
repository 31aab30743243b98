"""The JSON objects of the pages, made from the records."""

from __future__ import annotations

from typing import Any

from jupyterlab_vcp.demo.controller.state import VC_DISK, Member, State, Unit, Vc


def _volume_id(volume: str, state: State) -> str:
    """The cloud's id of an attached volume: that of the VC disk's volume, or the provider's own as it was given."""
    if not volume.startswith(VC_DISK):
        return volume
    found = state.vc_disk(volume)
    return found[1].instance_id if found else ""


def node_view(node: Member, state: State) -> dict[str, Any]:
    """NODE; a VC disk that vanished is not attached any more."""
    ids = [each for volume in node.volumes if (each := _volume_id(volume, state))]
    volumes = [{"volume_id": each, "device_name": f"/dev/xvd{chr(102 + i)}"} for i, each in enumerate(ids)]
    return {
        "node_no": node.no,
        "node_id": node.id,
        "name": "",
        "provider": node.provider,
        "state": node.state,
        "cloud_instance_address": node.address if node.instance_id else "",
        "cloud_instance_id": node.instance_id,
        "volumes": volumes,
        "boot_date": node.boot_date,
        "container_date": node.container_date,
        "watch_mode": node.watch_mode,
        "error_message": node.error_message,
    }


def disk_view(disk: Member) -> dict[str, Any]:
    """DISK."""
    return {
        "disk_no": disk.no,
        "disk_id": disk.id,
        "name": "",
        "provider": disk.provider,
        "state": disk.state,
        "error_message": disk.error_message,
        "in_use": disk.in_use,
        "cdate": disk.cdate,
        "cloud_disk_id": disk.instance_id,
        "cloud_disk_size": disk.size,
    }


def member_view(unit: Unit, member: Member, state: State) -> dict[str, Any]:
    """NODE or DISK, as the unit is."""
    return disk_view(member) if unit.storage else node_view(member, state)


def unit_view(unit: Unit, state: State) -> dict[str, Any]:
    """UNIT."""
    return {
        "name": unit.name,
        "state": unit.state,
        "error_message": unit.error_message,
        "info": unit.info,
        "disk" if unit.storage else "node": [member_view(unit, member, state) for member in unit.members],
    }


def vc_view(vc: Vc, state: State) -> dict[str, Any]:
    """VC."""
    return {
        "vcid": vc.vcid,
        "vcc_id": state.vcc_id,
        "vcno": vc.vcno,
        "name": vc.name,
        "type": "storage" if vc.storage else "compute",
        "owner": vc.owner,
        "state": vc.state,
        "cdate": vc.cdate,
        "error_message": vc.error_message,
        "unit": [unit_view(unit, state) for unit in vc.units.values()],
    }
