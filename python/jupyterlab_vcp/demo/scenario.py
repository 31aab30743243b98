"""What the simulated controller holds at the start."""

from __future__ import annotations

from dataclasses import replace

from jupyterlab_vcp.demo import config_files, large
from jupyterlab_vcp.demo.accounts import Accounts
from jupyterlab_vcp.demo.controller.state import Unit, Vc
from jupyterlab_vcp.demo.controller.world import World
from jupyterlab_vcp.demo.samples import Sample, add_group, add_unit

NAMES = ("empty", "demo", "large")


_HARBOR = "harbor.vcloud.nii.ac.jp/vcp"
IMAGES: dict[str, dict[str, str]] = {
    "25": {
        "db": "vcp/base:1.8.0-centos7-x86_64",
        "workers": "vcp/gpu:1.8.1-ubuntu20.04-x86_64-gpu",
        "students": "{user}/lab/genome:2025.1",
        "gateway": "vcp/base:1.8.1-alpine3.13-x86_64",
        "pipeline": "{user}/lab/genome:2025.2",
        "bastion": "vcp/base:1.6.2-centos",
    },
    "26.10": {
        "db": "vcp/base:2.1.0-alpine3.21-x86_64",
        "workers": f"{_HARBOR}/base:3.0.0-ubuntu24.04-gpu-rc1",
        "students": "{user}/lab/genome:2025.1",
        "gateway": f"{_HARBOR}/base:3.0.0-ubuntu24.04-systemd",
        "pipeline": "{user}/lab/genome:2025.2",
        "bastion": f"{_HARBOR}/openhpc:master-3.2",
    },
}
"""Images of units that do not run the usual one, by generation; some are behind what the registries have."""


def fill(world: World, accounts: Accounts, name: str, nodes: int, user_registry: str) -> None:
    """Put a scenario into an empty controller and the secrets into the Vault.

    ``user_registry``: host:port in the images of the user registry.
    """
    regular = accounts.by_label["regular"]
    for path, secret in config_files.VAULT_SECRETS.items():
        world.store.write("cubbyhole", regular, path, dict(secret))
    world.store.write("secret", "", "demo/shared", {"note": "shared by all tokens"})
    if name == "demo":
        _demo(world, user_registry)
    elif name == "large":
        large.fill(world, nodes)


def _demo(world: World, user_registry: str) -> None:
    images = {unit: image.format(user=user_registry) for unit, image in IMAGES[world.generation.name].items()}

    def unit(vc: Vc, sample: Sample) -> Unit:
        return add_unit(world, vc, replace(sample, image=images.get(sample.name, "")))

    disks = add_group(world, "demo-disks", "nobody", 12, storage=True)
    data = unit(disks, Sample("data", "aws_disk", 2, 12))
    data.members[0].in_use = True
    volume = f"vcp:{disks.vcid}:{data.name}:{data.members[0].id}"
    demo = add_group(world, "demo", "nobody", 9)
    unit(demo, Sample("web", "aws", 2, 9))
    unit(demo, Sample("db", "aws", 1, 3, volumes=[volume]))
    azure = add_group(world, "analysis", "nobody", 2)
    quota = "Operation results in exceeding quota limits of Core. Maximum allowed: 10, Current in use: 8, Requested: 4"
    unit(azure, Sample("workers", "azure", 2, failure=quota))
    mixed = add_group(world, "lecture2026", "nobody", 41, zone="JST")
    unit(mixed, Sample("students", "mdx2", 4, 41, {2: "POWER_OFF", 4: "POWER_OFF"}))
    lost = {3: "serf: member-fail"}
    unit(mixed, Sample("gateway", "sakura", 3, 41, {2: "SUSPENDED", 3: "CONTAINER_ERROR"}, lost))
    add_group(world, "sandbox", "nobody", 0.1)
    other = add_group(world, "hanako-genome", "hanako", 5)
    unit(other, Sample("pipeline", "gcp", 2, 5))
    admin = add_group(world, "ops", "vcadmin", 200)
    unit(admin, Sample("bastion", "vmware", 1, 200))
