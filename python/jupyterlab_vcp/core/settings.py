"""What can be set, and the environment variables behind it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyterlab_vcp.core.limits import HttpLimits

TOKEN_VARIABLE = "VCP_ACCESS_TOKEN"  # noqa: S105
HOST_VARIABLE = "VCP_HOST"
PORT_VARIABLE = "VCP_PORT"
VAULT_PORT_VARIABLE = "VCP_VAULT_PORT"
VAULT_URL_VARIABLE = "VAULT_URL"
TOKEN_FILE_VARIABLE = "VCP_TOKEN_FILE"  # noqa: S105
CA_VARIABLE = "REQUESTS_CA_BUNDLE"
PROVIDERS_VARIABLE = "VCP_PROVIDERS_DIR"
JOBS_VARIABLE = "VCP_JOBS_DIR"
REGISTRY_OFFICIAL_VARIABLE = "VCP_REGISTRY_OFFICIAL"
REGISTRY_USER_VARIABLE = "VCP_REGISTRY_USER"
REGISTRY_HARBOR_VARIABLE = "VCP_REGISTRY_HARBOR"


def expanded(text: str) -> Path:
    """The path, ``~`` replaced; ``~nobody`` stays as it is, so that it is reported as not there and breaks nothing."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


@dataclass(frozen=True)
class Settings:
    """The traits as they were set; empty text and None mean "not set by a trait"."""

    host: str = ""
    port: int | None = None
    vault_url: str = ""
    vault_port: int | None = None
    token: str = field(default="", repr=False)
    token_file: str = ""
    config_dir: str = ""
    ca_file: str = ""
    verify: bool = True
    providers_dir: str = ""
    jobs_dir: str = ""
    default_jobs_dir: str = ""
    job_poll_seconds: float = 5.0
    batch_effect_seconds: float = 60.0
    registries: Mapping[Any, object] = field(default_factory=dict, repr=False)
    """As the trait has it: core.registry_settings reads it. It may hold passwords."""
    limits: HttpLimits = field(default_factory=HttpLimits)
    environ: Mapping[str, str] = field(default_factory=dict, repr=False)

    def text(self, trait: str, variable: str) -> str:
        """A trait's text, else the variable's."""
        return (trait or self.environ.get(variable, "")).strip()

    def providers_folder(self) -> Path | None:
        """A site's own provider schemas."""
        folder = self.text(self.providers_dir, PROVIDERS_VARIABLE)
        return expanded(folder) if folder else None

    def jobs_folder(self) -> Path:
        """Where the journal of long jobs is kept."""
        folder = self.text(self.jobs_dir, JOBS_VARIABLE)
        return expanded(folder or self.default_jobs_dir)

    def batches_folder(self) -> Path:
        """Where the journal of bulk operations is kept."""
        return self.jobs_folder() / "batches"

    def schedule_file(self) -> Path:
        """Where reminders and planned power-offs are kept."""
        return self._beside_jobs("vcp-schedule.json")

    def image_counts_file(self) -> Path:
        """Where the lengths of the lists of registries are kept."""
        return self._beside_jobs("vcp-image-counts.json")

    def _beside_jobs(self, name: str) -> Path:
        # Of "." or "/" there is no name to replace.
        return Path(os.path.normpath(self.jobs_folder().absolute())).parent / name
