"""What the simulated controller holds at the start."""

from __future__ import annotations

from jupyterlab_vcp.demo import config_files, large
from jupyterlab_vcp.demo.accounts import Accounts
from jupyterlab_vcp.demo.controller.world import World
from jupyterlab_vcp.demo.samples import Sample, add_group, add_unit

NAMES = ("empty", "demo", "large")


def fill(world: World, accounts: Accounts, name: str, nodes: int) -> None:
    """Put a scenario into an empty controller and the secrets into the Vault."""
    regular = accounts.by_label["regular"]
    for path, secret in config_files.VAULT_SECRETS.items():
        world.store.write("cubbyhole", regular, path, dict(secret))
    world.store.write("secret", "", "demo/shared", {"note": "shared by all tokens"})
    if name == "demo":
        _demo(world)
    elif name == "large":
        large.fill(world, nodes)


def _demo(world: World) -> None:
    disks = add_group(world, "demo-disks", "nobody", 12, storage=True)
    data = add_unit(world, disks, Sample("data", "aws_disk", 2, 12))
    data.members[0].in_use = True
    volume = f"vcp:{disks.vcid}:{data.name}:{data.members[0].id}"
    demo = add_group(world, "demo", "nobody", 9)
    add_unit(world, demo, Sample("web", "aws", 2, 9))
    add_unit(world, demo, Sample("db", "aws", 1, 3, volumes=[volume]))
    azure = add_group(world, "analysis", "nobody", 2)
    quota = "Operation results in exceeding quota limits of Core. Maximum allowed: 10, Current in use: 8, Requested: 4"
    add_unit(world, azure, Sample("workers", "azure", 2, failure=quota))
    mixed = add_group(world, "lecture2026", "nobody", 41, zone="JST")
    add_unit(world, mixed, Sample("students", "mdx2", 4, 41, {2: "POWER_OFF", 4: "POWER_OFF"}))
    lost = {3: "serf: member-fail"}
    add_unit(world, mixed, Sample("gateway", "sakura", 3, 41, {2: "SUSPENDED", 3: "CONTAINER_ERROR"}, lost))
    add_group(world, "sandbox", "nobody", 0.1)
    other = add_group(world, "hanako-genome", "hanako", 5)
    add_unit(world, other, Sample("pipeline", "gcp", 2, 5))
    admin = add_group(world, "ops", "vcadmin", 200)
    add_unit(world, admin, Sample("bastion", "vmware", 1, 200))
