"""What the handlers are given."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from jupyterlab_vcp.core.redaction import Redactor
from jupyterlab_vcp.services.batches import BatchService
from jupyterlab_vcp.services.catalog import CatalogService
from jupyterlab_vcp.services.checks import CheckService
from jupyterlab_vcp.services.clouds import CloudService
from jupyterlab_vcp.services.connection import ConnectionService
from jupyterlab_vcp.services.credentials_copy import CredentialCopyService
from jupyterlab_vcp.services.credentials_store import CredentialService
from jupyterlab_vcp.services.flavors import FlavorService
from jupyterlab_vcp.services.image_catalog import ImageCatalogService
from jupyterlab_vcp.services.jobs import JobService
from jupyterlab_vcp.services.keys import KeyService
from jupyterlab_vcp.services.listings import Listings
from jupyterlab_vcp.services.schedule import ScheduleService
from jupyterlab_vcp.services.specs import SpecService


@dataclass(frozen=True)
class Services:
    """One of each per server."""

    version: str
    connection: ConnectionService
    checks: CheckService
    clouds: CloudService
    catalog: CatalogService
    flavors: FlavorService
    credentials: CredentialService
    credential_copy: CredentialCopyService
    keys: KeyService
    specs: SpecService
    jobs: JobService
    batches: BatchService
    schedule: ScheduleService
    images: ImageCatalogService
    redactor: Redactor
    log: logging.Logger
    listings: Listings = field(default_factory=Listings)
