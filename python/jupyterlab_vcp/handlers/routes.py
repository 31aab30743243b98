"""The route table: paths of contract/openapi.yaml below the base URL of the Jupyter server."""

from __future__ import annotations

from jupyterlab_vcp.handlers.base import VcpHandler
from jupyterlab_vcp.handlers.batches import BatchesHandler, BatchHandler, BatchStopHandler
from jupyterlab_vcp.handlers.clouds import (
    NodeHandler,
    NodeOperationHandler,
    NodesHandler,
    UnitGroupHandler,
    UnitGroupsHandler,
    UnitHandler,
    UnitOperationHandler,
)
from jupyterlab_vcp.handlers.connection import (
    CheckHandler,
    ConnectionHandler,
    ProvidersHandler,
    PublicKeyHandler,
    TokenHandler,
    VersionHandler,
    VpnCatalogHandler,
)
from jupyterlab_vcp.handlers.credentials import CopyHandler, CredentialsHandler, SectionHandler
from jupyterlab_vcp.handlers.flavors import FlavorHandler
from jupyterlab_vcp.handlers.images import (
    ImageHandler,
    RegistriesHandler,
    RepositoriesHandler,
    SummariesHandler,
    TagsHandler,
)
from jupyterlab_vcp.handlers.schedule import PowerOffHandler, PowerOffsHandler, ReminderHandler, ScheduleHandler
from jupyterlab_vcp.handlers.services import Services
from jupyterlab_vcp.handlers.specs import CciHandler, JobHandler, JobsHandler, SshKeysHandler
from jupyterlab_vcp.handlers.unknown import UnknownHandler

PREFIX = "vcp/api"

# Patterns of the contract's path parameters, in ASCII: they become part of the controller's paths.
_GROUP = r"/unit-groups/(?P<group>[0-9A-Za-z_]+)"
_UNIT = _GROUP + r"/units/(?P<unit>[0-9A-Za-z_-]{1,128})"
_NODE = _UNIT + r"/nodes/(?P<node>[0-9A-Za-z_]+)"
_OPERATIONS = "suspend|resume|stop|start|watch|unwatch|power_on|power_off"
_FLAVOR = r"/flavors/(?P<provider>[A-Za-z0-9_]{1,64})/(?P<flavor>[A-Za-z][A-Za-z0-9_.-]{0,63})"
_JOB = r"(?P<job>[A-Za-z0-9-]{16,64})"
_REGISTRY = r"/images/registries/(?P<registry>[a-z0-9][a-z0-9_-]{0,31})"
_BATCH = r"(?P<batch>[A-Za-z0-9-]{16,64})"

ROUTES: tuple[tuple[str, type[VcpHandler]], ...] = (
    (r"/version", VersionHandler),
    (r"/connection", ConnectionHandler),
    (r"/connection/token", TokenHandler),
    (r"/connection/check", CheckHandler),
    (r"/controller/public-key", PublicKeyHandler),
    (r"/vpn-catalog", VpnCatalogHandler),
    (r"/providers", ProvidersHandler),
    (r"/credentials", CredentialsHandler),
    (r"/credentials/copy", CopyHandler),
    (r"/credentials/(?P<section>[A-Za-z0-9_]{1,64})", SectionHandler),
    (_FLAVOR, FlavorHandler),
    (r"/unit-groups", UnitGroupsHandler),
    (_GROUP, UnitGroupHandler),
    (_UNIT, UnitHandler),
    (_UNIT + rf"/operations/(?P<operation>{_OPERATIONS}|clear_processing)", UnitOperationHandler),
    (_UNIT + r"/nodes", NodesHandler),
    (_NODE, NodeHandler),
    (_NODE + rf"/operations/(?P<operation>{_OPERATIONS}|backup)", NodeOperationHandler),
    (r"/cci", CciHandler),
    (r"/ssh-keys", SshKeysHandler),
    (r"/jobs", JobsHandler),
    (rf"/jobs/{_JOB}", JobHandler),
    (r"/batches", BatchesHandler),
    (rf"/batches/{_BATCH}", BatchHandler),
    (rf"/batches/{_BATCH}/stop", BatchStopHandler),
    (r"/schedule", ScheduleHandler),
    (r"/schedule/reminders/(?P<group>[0-9A-Za-z_]+)", ReminderHandler),
    (r"/schedule/power-offs", PowerOffsHandler),
    (r"/schedule/power-offs/(?P<plan>[A-Za-z0-9-]{16,64})", PowerOffHandler),
    (r"/images/registries", RegistriesHandler),
    (_REGISTRY + r"/repositories", RepositoriesHandler),
    (_REGISTRY + r"/tags", TagsHandler),
    (_REGISTRY + r"/summaries", SummariesHandler),
    (_REGISTRY + r"/details", ImageHandler),
    (r"/(?P<path>.*)", UnknownHandler),
)


def routes(services: Services) -> list[tuple[str, type[VcpHandler], dict[str, Services]]]:
    """The handlers for :class:`jupyter_server.extension.application.ExtensionApp`, the catch-all last."""
    return [(PREFIX + pattern, handler, {"services": services}) for pattern, handler in ROUTES]
