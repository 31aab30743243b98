"""What each provider plugin puts into ``cloud_params``: the simulator's own table, written from the public pages."""

from __future__ import annotations

from dataclasses import dataclass

from jupyterlab_vcp.demo.choices import POWER_PROVIDERS


@dataclass(frozen=True)
class Plugin:
    """One plugin: which keys, of which type, and what the cloud can do."""

    name: str
    version: str
    strings: tuple[str, ...] = ()
    ints: tuple[str, ...] = ()
    credentials: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    """Strings that may be empty or the bare word None."""
    minutes: tuple[str, ...] = ()
    """Integers that may be 0."""
    ip: bool = False
    needs_ip: bool = False
    mac: bool = False
    disks: str = ""
    vc_disks: bool = True
    tags: bool = False
    own_network: bool = True
    """Whether the plugin sets private_network."""

    @property
    def storage(self) -> bool:
        """Whether units of this plugin are disks."""
        return self.name.endswith("_disk")

    @property
    def provider(self) -> str:
        """The value of ``cloud_provider``."""
        return self.name.removesuffix("_disk")

    @property
    def disk_provider(self) -> str:
        """The provider whose VC disks can be attached."""
        return "aws" if self.provider == "aws_spot" else self.provider

    @property
    def power(self) -> bool:
        """Whether instances can be powered on and off."""
        return self.provider in POWER_PROVIDERS and not self.storage

    @property
    def keys(self) -> frozenset[str]:
        """Every key of ``cloud_params``."""
        names = {"cci_version", *self.strings, *self.ints, *self.credentials, *self.optional, *self.minutes}
        extra = {"ip_address_list": self.ip, "mac_address_list": self.mac, "tags": self.tags, self.disks: self.disks}
        return frozenset(names | {key for key, present in extra.items() if present})


_AWS = ("access_key", "secret_key")
_AZURE = ("subscription_id", "client_id", "client_secret", "tenant_id")
_ORACLE = ("user_ocid", "fingerprint", "private_key")
_PASSWORD = ("user_name", "password")

_PLUGINS = (
    Plugin(
        "aws", "1.2", ("instance_type", "volume_type", "cloud_image"), ("volume_size",), _AWS,
        ip=True, disks="volume_id", tags=True,
    ),
    Plugin(
        "aws_spot", "1.1", ("instance_type", "volume_type", "cloud_image", "spot_type"), ("volume_size",), _AWS,
        optional=("spot_price",), minutes=("block_duration_minutes",), ip=True, disks="volume_id", tags=True,
    ),
    Plugin(
        "azure", "1.2", ("vm_size", "managed_disk_type", "cloud_image"), ("disk_size_gb",), _AZURE,
        ip=True, disks="ext_managed_disk", tags=True,
    ),
    Plugin(
        "sakura", "1.1", ("sakuracloud_disk_plan", "cloud_image"), ("core", "memory", "sakuracloud_disk_size"),
        ("token", "secret"), ip=True, disks="server_disks",
    ),
    Plugin(
        "oracle", "1.0", ("shape", "cloud_image"), ("boot_volume_size_in_gbs",), _ORACLE,
        ip=True, disks="volume_id", tags=True,
    ),
    Plugin(
        "gcp", "1.0", ("machine_type", "disk_type", "cloud_image"), ("disk_size_gb",), ("credentials",),
        ip=True, disks="attached_disk", vc_disks=False,
    ),
    Plugin(
        "vmware", "1.1", ("cloud_image",), ("num_cpus", "disk_size", "memory"), ("user", "password"),
        ip=True, mac=True,
    ),
    Plugin(
        "proxmox", "1.0", ("cloud_image", "user_name"), ("num_cpus", "disk_size", "memory"),
        ("token_id", "token_secret"), ip=True, mac=True, tags=True,
    ),
    Plugin(
        "mdx2", "1.0", ("flavor_name", "volume_type", "cloud_image"), ("volume_size",), _PASSWORD,
        ip=True, disks="volume_id", tags=True,
    ),
    Plugin("hokudai", "1.1", ("flavor_name", "cloud_image"), ("volume_size",), _PASSWORD, ip=True),
    Plugin("abc", "1.3", ("flavor_name", "cloud_image"), (), _PASSWORD, ip=True),
    Plugin("aic", "1.2", ("flavor_name", "cloud_image"), (), _PASSWORD, ip=True),
    Plugin(
        "chameleon", "1.0", ("cloud_image", "reservation"), (),
        ("application_credential_id", "application_credential_secret"),
    ),
    Plugin(
        "onpremises", "1.0", optional=("user_name", "network_if"), ip=True, needs_ip=True, own_network=False,
    ),
    Plugin("aws_disk", "1.0", ("type", "cloud_image"), ("size",), _AWS, tags=True),
    Plugin("azure_disk", "1.0", ("storage_account_type", "cloud_image"), ("disk_size_gb",), _AZURE, tags=True),
    Plugin(
        "sakura_disk", "1.0", ("sakuracloud_disk_plan", "cloud_image"), ("sakuracloud_disk_size",),
        ("secret", "token"), tags=True, own_network=False,
    ),
    Plugin("oracle_disk", "1.0", ("cloud_image",), ("size_in_gbs",), _ORACLE, tags=True, own_network=False),
    Plugin("mdx2_disk", "1.0", ("type", "cloud_image"), ("size",), _PASSWORD, tags=True),
)  # fmt: skip

PLUGINS: dict[str, Plugin] = {plugin.name: plugin for plugin in _PLUGINS}
PROVIDERS: tuple[str, ...] = tuple(plugin.name for plugin in _PLUGINS if not plugin.storage)


def plugin_for(provider: str, storage: bool) -> Plugin | None:
    """The plugin of a provider for one type of group."""
    return PLUGINS.get(f"{provider}_disk" if storage else provider)
