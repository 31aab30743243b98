"""OpenSSH public keys on their way into the environment of the base container."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable

_TYPES = (
    "ssh-ed25519",
    "ssh-rsa",
    "ssh-dss",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ssh-ed25519@openssh.com",
    "sk-ecdsa-sha2-nistp256@openssh.com",
)
# Options of authorized_keys may stand before the type; their quoted values may hold spaces.
_LINE = re.compile(rf"^(?:\S.*\s)??(?P<type>{'|'.join(map(re.escape, _TYPES))})\s+(?P<blob>[A-Za-z0-9+/]+=*)(?:\s.*)?$")


def is_public_key(line: str) -> bool:
    """Whether a line is a public key in the format of ``authorized_keys``, judged by its key blob too."""
    match = _LINE.match(line.strip())
    if match is None:
        return False
    try:
        blob = base64.b64decode(match["blob"], validate=True)
    except binascii.Error:
        return False
    # RFC 4253: the blob begins with the length of the type's name in four bytes, and the name.
    name = match["type"].encode()
    return blob.startswith(len(name).to_bytes(4, "big") + name) and len(blob) > len(name) + 4


def are_public_keys(text: str) -> bool:
    """Whether every line is a public key, a comment or empty, and one at least is a key."""
    lines = [line.strip() for line in text.splitlines()]
    keys = [line for line in lines if line and not line.startswith("#")]
    return bool(keys) and all(is_public_key(line) for line in keys)


def authorized_keys(content: bytes) -> str:
    """The ``params_e`` entry for a file: base64 of all of it, including its final line feed (``set_ssh_pubkey``)."""
    return "AUTHORIZED_KEYS=" + base64.b64encode(content).decode("ascii")


def join_keys(texts: Iterable[str]) -> bytes:
    """The content of ``authorized_keys`` for several keys: a line each, the last one ended too."""
    return ("\n".join(text.strip() for text in texts) + "\n").encode("utf-8")
