"""The secrets behind the Vault simulator; the controller resolves ``vault://`` references against it."""

from __future__ import annotations

from typing import Any

Secret = dict[str, Any]


class SecretStore:
    """``cubbyhole/`` per token and the shared ``secret/``."""

    def __init__(self, cubbyholes: dict[str, dict[str, Secret]] | None = None) -> None:
        self._cubbyholes = cubbyholes or {}

    def _mount(self, mount: str, token: str) -> dict[str, Secret]:
        return self._cubbyholes.setdefault(token if mount == "cubbyhole" else "", {})

    def read(self, mount: str, token: str, path: str) -> Secret | None:
        """The secret at a path, or None."""
        return self._mount(mount, token).get(path)

    def write(self, mount: str, token: str, path: str, secret: Secret) -> None:
        """Replace the secret at a path."""
        self._mount(mount, token)[path] = secret

    def delete(self, mount: str, token: str, path: str) -> None:
        """Remove the secret at a path, if there is one."""
        self._mount(mount, token).pop(path, None)

    def list(self, mount: str, token: str, folder: str) -> list[str]:
        """Names below a folder; folders end with a slash."""
        prefix = f"{folder.strip('/')}/" if folder.strip("/") else ""
        names = set()
        for path in self._mount(mount, token):
            if path.startswith(prefix):
                head, slash, _ = path[len(prefix) :].partition("/")
                names.add(head + slash)
        return sorted(names)

    def resolves(self, reference: str, token: str) -> bool:
        """Whether ``vault://<mount>/<path>/<key>`` names a value this token can read."""
        mount, _, rest = reference.removeprefix("vault://").partition("/")
        path, _, key = rest.rpartition("/")
        if mount not in ("cubbyhole", "secret") or not path:
            return False
        return bool((self.read(mount, token, path) or {}).get(key))

    def replace(self, cubbyholes: dict[str, dict[str, Secret]]) -> None:
        """Take over what was saved."""
        self._cubbyholes = cubbyholes

    def clear(self) -> None:
        """Forget everything."""
        self._cubbyholes.clear()

    def to_json(self) -> dict[str, Any]:
        """Plain data for the state file."""
        return self._cubbyholes
