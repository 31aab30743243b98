"""Cloud construction information (CCI): the YAML texts in which a client tells the VC Controller what to make.

Layout and byte form: the pages' section "Unit CCI – how each setting travels" and the table of ``POST /vcs``. What
they leave open is decided here so that any YAML reader takes it:

* empty ``params.v`` and ``params.e`` are ``[]``;
* tags that are set stand in a flow map;
* storage units carry no ``docker_opt`` (their specs have no docker options);
* ``docker_opt`` is always ``{}``: its inner layout is not published, so :mod:`.spec` refuses docker options.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from jupyterlab_vcp.core.cci_document import CciError, CciLayout, GroupCci, UnitCci
from jupyterlab_vcp.core.cci_reader import read_group_cci, read_unit_cci
from jupyterlab_vcp.core.scalars import CciValue, double_quoted, plain, value_text
from jupyterlab_vcp.core.secret_names import looks_secret

__all__ = [
    "MASK",
    "CciError",
    "CciLayout",
    "GroupCci",
    "UnitCci",
    "mask",
    "read_group_cci",
    "read_unit_cci",
    "write_group_cci",
    "write_unit_cci",
]

UNIT_CCI_VERSION = "1.1"
MASK = "********"
_AUTHORIZED_KEYS = "AUTHORIZED_KEYS"
_SHORTEST_SECRET = 6


def write_group_cci(name: str, unit_type: str, sdk_version: str) -> str:
    """The text for ``POST /vcs`` (create) and ``PUT /vcs/{vcid}`` (rename)."""
    lines = (
        "",
        "- vc:",
        f"    cci_version: {double_quoted(sdk_version)}",
        f"    type: {plain(unit_type)}",
        f"    description: {double_quoted(name)}",
        f"    name: {plain(name)}",
    )
    return "\n".join(lines)


def write_unit_cci(unit: UnitCci, layout: CciLayout) -> str:
    """The text for ``POST /vcs/{vcid}``: begins with a line feed and has none after the last line.

    Only vmware's text ends with a line feed, because its template has one after ``password``.
    Raises ValueError for text that UTF-8 cannot carry.
    """
    lines = ["", "- unit:", f'    cci_version: "{UNIT_CCI_VERSION}"']
    # The SDK's cci("") leaves `name: ` with nothing after the space.
    lines += [f"    name: {plain(unit.name) if unit.name else ''}", '    description: ""']
    lines.append(f"    private_network: {plain(unit.private_network)}")
    lines += _compute_lines(unit) if unit.num_disks is None else _storage_lines(unit)
    lines += [f"    cloud_provider: {plain(unit.cloud_provider)}", "    cloud_params:"]
    for key, value in unit.cloud_params.items():
        lines.append(f"        {key}: {value_text(value, key in layout.quoted)}")
        if key in layout.newline_after:
            lines.append("")
    return "\n".join(lines)


def mask(unit: UnitCci, credentials: Collection[str], secrets: Collection[str] = ()) -> UnitCci:
    """The unit without secrets, for showing.

    Masked are literal values of the keys ``credentials``, environment values whose key looks secret and those that
    contain one of ``secrets``. ``vault://`` references stay: they are paths. AUTHORIZED_KEYS is public, and shortened.
    """
    params = {key: _mask_credential(value) if key in credentials else value for key, value in unit.cloud_params.items()}
    environment = tuple(_mask_variable(entry, secrets) for entry in unit.params_e)
    return replace(unit, cloud_params=params, params_e=environment)


def _compute_lines(unit: UnitCci) -> list[str]:
    lines = [f"    num_nodes: {unit.num_nodes}", f"    image: {plain(unit.image) if unit.image else ''}"]
    lines += ["    recovery_mode: none", "    docker_opt: {}", "    params:"]
    return lines + _block("v", unit.params_v) + _block("e", unit.params_e)


def _storage_lines(unit: UnitCci) -> list[str]:
    return [f"    num_disks: {unit.num_disks}", "    recovery_mode: none"]


def _block(key: str, entries: Sequence[str]) -> list[str]:
    if not entries:
        return [f"        {key}: []"]
    return [f"        {key}:", *(f"        - {plain(entry)}" for entry in entries)]


def _mask_credential(value: CciValue) -> CciValue:
    return value if isinstance(value, str) and value.startswith("vault://") else MASK


def _mask_variable(entry: str, secrets: Collection[str]) -> str:
    key, _, value = entry.partition("=")
    if key == _AUTHORIZED_KEYS:
        return entry if len(value) <= 24 else f"{key}={value[:16]}… ({len(value)} characters)"
    # Short credentials (a user name such as "vcp") would hide harmless words.
    known = any(secret in value for secret in secrets if len(secret) >= _SHORTEST_SECRET)
    if known or looks_secret(key):
        return f"{key}={MASK}"
    return entry
