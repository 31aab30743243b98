"""The JSON objects of the pages, made from the records."""

from __future__ import annotations

from typing import Any

from jupyterlab_vcp.demo.controller.state import Member, Unit, Vc


def node_view(node: Member) -> dict[str, Any]:
    """NODE."""
    volumes = [{"volume_id": volume, "device_name": f"/dev/xvd{chr(102 + i)}"} for i, volume in enumerate(node.volumes)]
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


def member_view(unit: Unit, member: Member) -> dict[str, Any]:
    """NODE or DISK, as the unit is."""
    return disk_view(member) if unit.storage else node_view(member)


def unit_view(unit: Unit) -> dict[str, Any]:
    """UNIT."""
    return {
        "name": unit.name,
        "state": unit.state,
        "error_message": unit.error_message,
        "info": unit.info,
        "disk" if unit.storage else "node": [member_view(unit, member) for member in unit.members],
    }


def vc_view(vc: Vc, vcc_id: str) -> dict[str, Any]:
    """VC."""
    return {
        "vcid": vc.vcid,
        "vcc_id": vcc_id,
        "vcno": vc.vcno,
        "name": vc.name,
        "type": "storage" if vc.storage else "compute",
        "owner": vc.owner,
        "state": vc.state,
        "cdate": vc.cdate,
        "error_message": vc.error_message,
        "unit": [unit_view(unit) for unit in vc.units.values()],
    }
