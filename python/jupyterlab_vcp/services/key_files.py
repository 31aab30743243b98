"""Reads the public keys that a spec names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jupyterlab_vcp.core.refusal import Refusal
from jupyterlab_vcp.core.shape import as_map, as_text
from jupyterlab_vcp.core.ssh_keys import are_public_keys, authorized_keys, join_keys

_MAX_BYTES = 65_536


def keys_entry(entries: Sequence[object], unit_type: str, refusals: list[Refusal]) -> str | None:
    """The ``AUTHORIZED_KEYS=`` entry for ``sshKeys``, or None without keys; what is wrong goes into ``refusals``.

    One entry with a path is the SDK's ``set_ssh_pubkey(path)``: the whole file. Otherwise every entry's text counts.
    """
    if not entries:
        return None
    if unit_type != "compute":
        refusals.append(Refusal("sshKeys", "bad_value", "disks take no SSH keys"))
        return None
    only = as_text(as_map(entries[0]).get("path")) if len(entries) == 1 else None
    if only:
        return _from_file(only, refusals)
    texts = [_from_text(f"sshKeys.{index}", as_map(entry), refusals) for index, entry in enumerate(entries)]
    good = [text for text in texts if text is not None]
    return authorized_keys(join_keys(good)) if good else None


def _from_text(path: str, entry: object, refusals: list[Refusal]) -> str | None:
    text = as_text(as_map(entry).get("text"))
    if not text or not text.strip():
        message = "with several keys the line of each is needed, because the SDK reads one file only"
        refusals.append(Refusal(f"{path}.text", "missing_value", message))
        return None
    if not are_public_keys(text):
        refusals.append(Refusal(f"{path}.text", "bad_value", "is not an OpenSSH public key"))
        return None
    return text


def _from_file(name: str, refusals: list[Refusal]) -> str | None:
    try:
        content = _read(Path(name).expanduser())
        if are_public_keys(content.decode("utf-8")):
            return authorized_keys(content)
        reason = "is not a file of OpenSSH public keys; the public half usually ends in .pub"
    except ValueError:
        reason = "is not a file of OpenSSH public keys; the public half usually ends in .pub"
    except OSError as error:
        reason = f"cannot be read: {error.strerror or 'not a regular file'}"
    except RuntimeError:
        reason = "names a user that this machine does not know"
    refusals.append(Refusal("sshKeys.0.path", "key_file", f"the key file {reason}"))
    return None


def _read(path: Path) -> bytes:
    # A device or a pipe would never end.
    if path.exists() and not path.is_file():
        raise OSError("not a regular file")
    with path.open("rb") as file:
        content = file.read(_MAX_BYTES + 1)
    if len(content) > _MAX_BYTES:
        raise ValueError("too large for a file of public keys")
    return content
