"""The generations of controllers that the simulator plays, as data: what differs between them stands here only.

What the pages say: node-spec 3.1 and 9, appendix-facts 9, controller-api 3.1 and 7. What they leave open: ``choices``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jupyterlab_vcp.demo.controller.table import PLUGINS, Plugin, plugin_for

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Generation:
    """One generation of controller, secret store and SDK files."""

    name: str
    version: str
    git_tag: str
    released: str
    """Date of the plugins, as it stands behind their versions."""
    image: str
    """Base container of the sample units."""
    flavors: Path
    """The sample ``vcp_flavor.yml``."""
    store_health: Mapping[str, object]
    """Answer of ``/v1/sys/health``."""
    retired: frozenset[str] = frozenset()
    """Providers without a plugin."""
    absent: frozenset[str] = frozenset()
    """Paths below the base URL that the generation does not have."""
    own_store_address: bool = False
    """Whether the secret store is reached by ``VAULT_URL`` and not at the controller's host."""
    plugins: Mapping[str, Plugin] = field(init=False)

    def __post_init__(self) -> None:
        """Take the plugins that are left."""
        left = {name: plugin for name, plugin in PLUGINS.items() if plugin.provider not in self.retired}
        object.__setattr__(self, "plugins", left)

    @property
    def providers(self) -> tuple[str, ...]:
        """Providers with a plugin for nodes."""
        return tuple(name for name, plugin in self.plugins.items() if not plugin.storage)

    def plugin_for(self, provider: str, storage: bool) -> Plugin | None:
        """The plugin of a provider for one type of group, if this generation has it."""
        return None if provider in self.retired else plugin_for(provider, storage)


_ACTIVE = {"initialized": True, "sealed": False, "standby": False}

GENERATIONS: dict[str, Generation] = {
    "25": Generation(
        "25",
        version="25.10.0+20251001",
        git_tag="release-25.10-0-g5ab1e00",
        released="20251001",
        image="vcp/base:1.8.1-ubuntu20.04-x86_64",
        flavors=TEMPLATES / "vcp_flavor.yml",
        store_health={**_ACTIVE, "version": "1.15.6"},
        absent=frozenset({"/health"}),
    ),
    "26.10": Generation(
        "26.10",
        version="26.10.0+20261001",
        git_tag="release-26.10-0-g7c0ffee",
        released="20261001",
        image="harbor.vcloud.nii.ac.jp/vcp/base:3.0.0-alpine3.22",
        flavors=TEMPLATES / "vcp_flavor_26_10.yml",
        store_health={
            **_ACTIVE,
            "version": "2.5.0",
            "cluster_name": "openbao-cluster-demo",
            "cluster_id": "5f7c3e0a-4f0e-4f5e-9a59-2d8f0b7f6a10",
        },
        retired=frozenset({"hokudai", "abc", "aic", "chameleon"}),
        absent=frozenset({"/ccts", "/ccis/candidate"}),
        own_store_address=True,
    ),
}
DEFAULT = "25"
