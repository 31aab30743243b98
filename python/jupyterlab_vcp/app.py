"""The Jupyter server extension: it builds the services and lists the routes."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from jupyter_server.extension.application import ExtensionApp

from jupyterlab_vcp import __version__
from jupyterlab_vcp.config import SettingsTraits
from jupyterlab_vcp.core.batch import batch_from_journal
from jupyterlab_vcp.core.job import job_from_journal
from jupyterlab_vcp.core.redaction import RedactingFilter, Redactor
from jupyterlab_vcp.core.settings import Settings
from jupyterlab_vcp.handlers.routes import routes
from jupyterlab_vcp.handlers.services import Services
from jupyterlab_vcp.services.batches import BatchService
from jupyterlab_vcp.services.catalog import CatalogService
from jupyterlab_vcp.services.checks import CheckService
from jupyterlab_vcp.services.clouds import CloudService
from jupyterlab_vcp.services.connection import ConnectionService
from jupyterlab_vcp.services.credentials_copy import CredentialCopyService
from jupyterlab_vcp.services.credentials_store import CredentialService
from jupyterlab_vcp.services.disks import DiskLookup
from jupyterlab_vcp.services.files import WatchedConfiguration, WatchedProviders
from jupyterlab_vcp.services.flavors import FlavorService
from jupyterlab_vcp.services.image_catalog import ImageCatalogService
from jupyterlab_vcp.services.image_counts import ImageCounts
from jupyterlab_vcp.services.jobs import JobService
from jupyterlab_vcp.services.journal import Journal
from jupyterlab_vcp.services.keys import KeyService
from jupyterlab_vcp.services.register import Register
from jupyterlab_vcp.services.registries import RegistryService
from jupyterlab_vcp.services.schedule import ScheduleService
from jupyterlab_vcp.services.schedule_file import ScheduleFile
from jupyterlab_vcp.services.schedule_run import PowerOffRun
from jupyterlab_vcp.services.secret_merge import SecretMerge
from jupyterlab_vcp.services.specs import SpecService


class VcpExtension(SettingsTraits, ExtensionApp):
    """VCP for JupyterLab and Notebook: ``c.VcpExtension.host = "vcc.example.ac.jp"``."""

    name = "jupyterlab_vcp"
    description = "Clouds of NII's Virtual Cloud Provider in JupyterLab and Notebook"
    load_other_extensions = True

    def initialize_handlers(self) -> None:
        """Build the services and add the routes."""
        self.services = build_services(self.frozen_settings(os.environ), self.log)
        self._redaction = RedactingFilter(self.services.redactor)
        for log in self._logs():
            log.addFilter(self._redaction)
        self.handlers.extend(routes(self.services))
        if self.serverapp is not None:
            # Once the loop runs: Jupyter Server 2.13 has no start hook for extensions yet.
            self.serverapp.io_loop.add_callback(self.services.jobs.resume)
            self.serverapp.io_loop.add_callback(self.services.batches.resume)
            self.serverapp.io_loop.add_callback(self.services.schedule.resume)

    async def stop_extension(self) -> None:
        """Let go of the controller; jobs and bulk operations stay in the journal, plans in their file."""
        await self.services.schedule.stop()
        await self.services.jobs.stop()
        await self.services.batches.stop()
        await self.services.images.aclose()
        await self.services.connection.aclose()
        for log in self._logs():
            log.removeFilter(self._redaction)

    def _logs(self) -> list[logging.Logger]:
        """Our log and the server's, which prints configuration on DEBUG and errors of ours that got away."""
        logs = [self.log, *([self.serverapp.log] if self.serverapp is not None else [])]
        return [log for log in logs if isinstance(log, logging.Logger)]


def build_services(settings: Settings, log: logging.Logger) -> Services:
    """Wire everything up; nothing is asked and no file is read yet."""
    catalog = WatchedProviders(settings.providers_folder())
    configuration = WatchedConfiguration(settings, catalog)
    connection = ConnectionService(settings, configuration)
    redactor = Redactor(connection.secrets)
    merge = SecretMerge(connection.remember_secrets)
    credentials = CredentialService(connection, catalog, merge)
    specs = SpecService(configuration, catalog, lambda: DiskLookup(connection.controller).find, connection.generation)
    register = Register("bulk operation", Journal(settings.batches_folder(), log, batch_from_journal), redactor, log)
    batches = BatchService(connection, register, log, settings.job_poll_seconds, settings.batch_effect_seconds)
    power_offs = PowerOffRun(connection, batches, catalog)
    registries = RegistryService(
        settings, configuration, connection.found, connection.known_generation, connection.remember_secrets
    )
    jobs = Register("job", Journal(settings.jobs_folder(), log, job_from_journal), redactor, log)
    return Services(
        version=__version__,
        connection=connection,
        batches=batches,
        schedule=ScheduleService(ScheduleFile(settings.schedule_file(), log), connection, power_offs, redactor, log),
        images=ImageCatalogService(registries, ImageCounts(settings.image_counts_file(), log)),
        checks=CheckService(connection, catalog),
        clouds=CloudService(connection.controller),
        catalog=CatalogService(catalog, configuration, connection.version),
        flavors=FlavorService(catalog, configuration),
        credentials=credentials,
        credential_copy=CredentialCopyService(connection, catalog, merge, credentials),
        keys=KeyService(Path.home() / ".ssh"),
        specs=specs,
        jobs=JobService(connection, specs, jobs, log, settings.job_poll_seconds),
        redactor=redactor,
        log=log,
    )
