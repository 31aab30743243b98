"""Public SSH keys of the user who runs the Jupyter server; private halves are never read."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from jupyterlab_vcp.core.errors import VcpFailure

MAX_KEY_BYTES = 16 * 1024
DEFAULT_NAME = "id_ed25519"
KEYGEN_SECONDS = 30.0
_TYPE = re.compile(r"^(ssh-|ecdsa-|sk-)[A-Za-z0-9@.-]+$")
_NOT_KEYS = frozenset({".", "..", "config", "known_hosts", "authorized_keys", "environment", "rc"})
"""Names that mean something else to ssh."""


@dataclass(frozen=True)
class SshKey:
    """One public key (schema SshKey)."""

    path: str
    type: str
    comment: str
    public_key: str
    fingerprint: str
    """``SHA256:`` and unpadded base64, as ``ssh-keygen -l`` prints it."""


class KeyService:
    """The folder ``~/.ssh``, or another one."""

    def __init__(self, folder: Path, keygen: str = "ssh-keygen") -> None:
        self.folder = folder
        self._keygen = keygen
        self._making = asyncio.Lock()

    def list(self) -> tuple[SshKey, ...]:
        """The public keys in files that end with .pub, by file name; files that hold something else are left out."""
        if not self.folder.is_dir():
            return ()
        found = (_read(path) for path in sorted(self.folder.glob("*.pub")))
        return tuple(key for key in found if key is not None)

    async def make(self, name: str | None, comment: str) -> SshKey:
        """Make an ed25519 pair without a passphrase.

        :raises VcpFailure: ``bad_request``, ``key_exists``, ``no_ssh_keygen``, ``internal``.
        """
        path = self.folder / _checked_name(name or DEFAULT_NAME, comment)
        # One at a time, so that of two for one name the second is told that it exists.
        async with self._making:
            return await self._make(path, comment)

    async def _make(self, path: Path, comment: str) -> SshKey:
        public = path.with_name(path.name + ".pub")
        for each in (path, public):
            if each.exists() or each.is_symlink():
                raise VcpFailure("key_exists", f"{each} exists and is not overwritten. Choose a name.", path=str(each))
        program = shutil.which(self._keygen)
        if program is None:
            raise VcpFailure("no_ssh_keygen", "ssh-keygen is not installed on the Jupyter server (package openssh).")
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise VcpFailure("internal", f"{self.folder} cannot be made: {error.strerror}.") from None
        await _run([program, "-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", str(path)])
        key = _read(public)
        if key is None:
            raise VcpFailure("internal", f"ssh-keygen left no public key at {public}.", path=str(public))
        return key


def _checked_name(name: str, comment: str) -> str:
    # A private key that ends with .pub would be listed as if it were public.
    if name in _NOT_KEYS or name.endswith(".pub") or "/" in name:
        raise VcpFailure("bad_request", f"{name} is not a name for a key.", path="name")
    if not comment.isprintable():
        raise VcpFailure("bad_request", "The comment is one line.", path="comment")
    return name


async def _run(arguments: list[str]) -> None:
    """Run ssh-keygen; without a terminal it overwrites nothing, should the file appear meanwhile."""
    process = await asyncio.create_subprocess_exec(
        *arguments,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(), KEYGEN_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()
        raise VcpFailure("internal", "ssh-keygen did not end.") from None
    if process.returncode != 0:
        raise VcpFailure("internal", f"ssh-keygen failed: {output.decode(errors='replace').strip()[:500]}")


def _read(path: Path) -> SshKey | None:
    """The key of a file in OpenSSH's one-line format; None when it holds anything else, a private key for instance."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_KEY_BYTES:
            return None
        line = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    kind, _, rest = line.partition(" ")
    encoded, _, comment = rest.partition(" ")
    if "\n" in line or not _TYPE.match(kind):
        return None
    try:
        blob = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return None
    digest = base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")
    return SshKey(str(path), kind, comment.strip(), line, f"SHA256:{digest}")
