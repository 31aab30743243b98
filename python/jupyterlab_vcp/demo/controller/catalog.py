"""What the controller says about itself: network catalog, versions, public key."""

from __future__ import annotations

from ipaddress import IPv4Network
from typing import Any

from jupyterlab_vcp.demo.controller.table import PROVIDERS
from jupyterlab_vcp.demo.generations import Generation

PUBLIC_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBfezxXTQC3UIm75CX/qzQ+73L5Pr5Lpoj48PBF1kzPu vcc-demo@localhost"

_AWS = {
    "aws_region": "ap-northeast-1",
    "aws_availability_zone": "ap-northeast-1a",
    "aws_vpc_subnet_id": "subnet-0f3a9c1d2e4b5a678",
    "aws_vpc_security_group_id": "sg-0a1b2c3d4e5f60718",
}
_OPENSTACK = {"network_uuid": "5f0e7b6c-3d1a-4c55-9a0e-7b2f4f6d8c10", "tenant_name": "vcp-demo", "region": "RegionOne"}

_KEYS: dict[str, dict[str, Any]] = {
    "aws": _AWS,
    "aws_spot": {**_AWS, "aws_vpc_subnet_id": "subnet-0f3a9c1d2e4b5a679"},
    "azure": {
        "azure_resource_group_name": "vcp-demo",
        "azure_vnet_name": "vcp-vnet",
        "azure_subnet_name": "vcp-subnet",
        "azure_security_group_name": "vcp-nsg",
        "azure_location": "japaneast",
        "azure_zone": "1",
    },
    "sakura": {
        "sakura_local_switch_id": "113100000001",
        "sakura_private_subnet_gateway_ip": "172.30.12.1",
        "sakura_zone": "tk1a",
    },
    "oracle": {
        "oracle_tenancy_ocid": "ocid1.tenancy.oc1..demo",
        "oracle_compartment_id": "ocid1.compartment.oc1..demo",
        "oracle_subnet_id": "ocid1.subnet.oc1.ap-tokyo-1.demo",
        "oracle_region": "ap-tokyo-1",
        "oracle_availability_domain": "demo:AP-TOKYO-1-AD-1",
    },
    "gcp": {
        "gcp_project": "vcp-demo",
        "gcp_subnetwork": "vcp-subnet",
        "gcp_region": "asia-northeast1",
        "gcp_zone": "asia-northeast1-a",
    },
    "vmware": {
        "vmware_vsphere_server": "vsphere.example.jp",
        "vmware_allow_unverified_ssl": False,
        "vmware_vsphere_datacenter_name": "dc1",
        "vmware_vsphere_resource_pool_name": "vcp",
        "vmware_vsphere_network_name": "VM Network",
        "vmware_vsphere_network_mask": 24,
        "vmware_template_virtual_machine_name": "niivcp-20181216",
        "vmware_ipv4_gateway": "172.30.15.1",
        "vmware_virtual_machine_domain": "example.jp",
    },
    "proxmox": {
        "proxmox_target_nodes": "pve1",
        "proxmox_template_virtual_machine_name": "vcp-ubuntu24",
        "proxmox_pm_api_url": "https://pve.example.jp:8006/api2/json",
        "proxmox_ipv4_gateway": "172.30.16.1",
        "proxmox_bridge": "vmbr0",
        "proxmox_storage": "local-lvm",
        "proxmox_pm_tls_insecure": False,
        "pm_parallel": 2,
    },
    "mdx2": {
        "tenant_name": "vcp-demo",
        "network_name": "vcp-net",
        "security_group": "default",
        "domain_id": "default",
    },
    "hokudai": _OPENSTACK,
    "abc": _OPENSTACK,
    "aic": _OPENSTACK,
    "chameleon": {"network_uuid": "8a6d0d9e-0f3b-4a7f-9d0c-3b1f6b8f2a11", "tenant_name": "CH-demo", "region": "CHI@UC"},
    "onpremises": {},
}
_SECOND: dict[str, tuple[str, str]] = {"aws": ("tokyo_subnet1", "172.30.3.0/24")}


def vpn_catalog(generation: Generation, large: bool = False) -> dict[str, Any]:
    """The network catalog; ``large`` gives every network room for tens of thousands of nodes."""
    catalog: dict[str, Any] = {"cci_version": "1.0"}
    for index, provider in enumerate(PROVIDERS):
        if provider not in generation.providers:
            continue
        entry = dict(_KEYS[provider])
        if provider != "onpremises":
            entry["private_network_ipmask"] = f"10.{32 + index}.0.0/16" if large else f"172.30.{_third(index)}.0/24"
            entry["ntp_servers"] = ["ntp.nict.jp"]
        catalog[provider] = {"default": entry}
        if provider in _SECOND and not large:
            name, mask = _SECOND[provider]
            catalog[provider][name] = {**entry, "private_network_ipmask": mask}
    return catalog


def _third(index: int) -> int:
    """Third byte of a provider's range: 2 for aws, as on the pages, then 10 and up."""
    return 2 if index == 0 else 9 + index


def network_of(catalog: dict[str, Any], provider: str, name: str) -> IPv4Network | None:
    """The address range of an entry, or None where it has none."""
    mask = catalog.get(provider, {}).get(name, {}).get("private_network_ipmask")
    return IPv4Network(mask) if mask else None


def version(generation: Generation) -> dict[str, Any]:
    """The answer of ``GET /version``."""
    return {
        "version": generation.version,
        "git_tag": generation.git_tag,
        "plugin": {name: f"{plugin.version}+{generation.released}" for name, plugin in generation.plugins.items()},
    }
