"""The configuration folder a user of the demo has: ``vcp_config.yml`` and ``vcp_flavor.yml``."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from jupyterlab_vcp.demo.generations import Generation

LITERAL_SECRETS = ("LITERAL-SECRET-hokudai-5c1d9e07", "LITERAL-SECRET-abc-e41f88b2")
"""Values that stand in the ``vcp_config.yml`` of 25 as they are: whatever shows one of them anywhere has a leak."""

LITERAL_SECRETS_26_10 = ("LITERAL-SECRET-vmware-9a3cf6d1", "LITERAL-SECRET-proxmox-77b02e4c")
"""The same for 26.10."""

VAULT_SECRETS: dict[str, dict[str, str]] = {
    "aws": {"access_key": "VAULT-SECRET-aws-access", "secret_key": "VAULT-SECRET-aws-secret"},
    "azure": {
        "subscription_id": "VAULT-SECRET-azure-subscription",
        "client_id": "VAULT-SECRET-azure-client",
        "client_secret": "VAULT-SECRET-azure-client-secret",
        "tenant_id": "VAULT-SECRET-azure-tenant",
    },
    "sakura": {"token": "VAULT-SECRET-sakura-token", "secret": "VAULT-SECRET-sakura-secret"},
    "oracle": {
        "user_ocid": "VAULT-SECRET-oracle-user",
        "fingerprint": "VAULT-SECRET-oracle-fingerprint",
        "private_key": "VAULT-SECRET-oracle-key",
    },
    "gcp": {"credentials": "VAULT-SECRET-gcp-credentials"},
    "vmware": {"user": "VAULT-SECRET-vmware-user", "password": "VAULT-SECRET-vmware-password"},
    "proxmox": {"token_id": "VAULT-SECRET-proxmox-id", "token_secret": "VAULT-SECRET-proxmox-secret"},
    "mdx2": {"user_name": "VAULT-SECRET-mdx2-user", "password": "VAULT-SECRET-mdx2-password"},
    "chameleon": {
        "application_credential_id": "VAULT-SECRET-chameleon-id",
        "application_credential_secret": "VAULT-SECRET-chameleon-secret",
    },
}
"""What the regular token's cubbyhole holds: path to keys."""

INCOMPLETE = {"25": "aic", "26.10": "gcp"}
"""The provider whose section lacks credentials, so that the connection check has something to find."""

_BY_HAND: dict[str, dict[str, tuple[str, ...]]] = {
    "25": {
        "hokudai": ("user_name: demo", f"password: {LITERAL_SECRETS[0]}"),
        "abc": ("user_name: demo", f"password: {LITERAL_SECRETS[1]}"),
        "aic": ("user_name: demo   # no password, on purpose",),
    },
    "26.10": {
        "vmware": ("user: demo", f"password: {LITERAL_SECRETS_26_10[0]}"),
        "proxmox": ("token_id: demo", f"token_secret: {LITERAL_SECRETS_26_10[1]}"),
        "gcp": ("# no credentials, on purpose",),
    },
}
"""Sections that do not refer to the secret store, by generation."""

_OWN_NAMES = {"sakura": ("sakura_token", "sakura_secret", "sakura_private_network")}
"""The manual's sample file names the keys of sakura so."""


def config_text(generation: Generation, vcc_port: int, vault_port: int) -> str:
    """The text of ``vcp_config.yml``; where the secret store has an address of its own, its port is not in it."""
    lines = [_heading(generation), "vcc:", "  host: localhost"]
    lines += ["  name: VCP demo", f"  vcc_port: {vcc_port}"]
    lines += [] if generation.own_store_address else [f"  vault_port: {vault_port}"]
    by_hand = _BY_HAND[generation.name]
    for section, keys in VAULT_SECRETS.items():
        if section in by_hand or section in generation.retired:
            continue
        names = _OWN_NAMES.get(section, (*keys, "private_network"))
        lines += [f"{section}:"]
        lines += [f"  {name}: vault://cubbyhole/{section}/{key}" for name, key in zip(names, keys, strict=False)]
        lines += [f"  {names[-1]}: default"]
    for section, entries in by_hand.items():
        lines += [f"{section}:", *(f"  {entry}" for entry in entries), "  private_network: default"]
    return "\n".join(lines) + "\n"


def _heading(generation: Generation) -> str:
    return f"# The demo's controller of generation {generation.name}; its ports are put right at every start."


def _with_ports(text: str, ports: Mapping[str, int]) -> str:
    """The text of ``vcp_config.yml`` with other ports, and nothing else changed."""
    for key, port in ports.items():
        text = re.sub(rf"^(  {key}: )\d+", rf"\g<1>{port}", text, count=1, flags=re.MULTILINE)
    return text


def write_config(folder: Path, generation: Generation, vcc_port: int, vault_port: int) -> None:
    """Write both files; what there is already stays, for they are the user's to edit. Ports are put right.

    A ``vcp_config.yml`` of another generation is replaced: its sections are not those of this one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "vcp_config.yml"
    config.touch(mode=0o600)
    text = config.read_text(encoding="utf-8")
    if text.startswith(_heading(generation)):
        text = _with_ports(text, {"vcc_port": vcc_port, "vault_port": vault_port})
    else:
        text = config_text(generation, vcc_port, vault_port)
    config.write_text(text, encoding="utf-8")
    if not (folder / "vcp_flavor.yml").exists():
        shutil.copyfile(generation.flavors, folder / "vcp_flavor.yml")
