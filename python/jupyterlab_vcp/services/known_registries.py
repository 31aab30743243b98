"""The registries that a controller has by itself, and NII's Harbor (registry-api.md 1)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jupyterlab_vcp.core.configuration import CONFIG_FILE, Configuration
from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.registry_settings import (
    HARBOR_PROJECTS,
    HARBOR_URL,
    WELL_KNOWN,
    RegistrySettings,
    parse_origin,
)
from jupyterlab_vcp.core.settings import (
    REGISTRY_HARBOR_VARIABLE,
    REGISTRY_OFFICIAL_VARIABLE,
    REGISTRY_USER_VARIABLE,
    Settings,
)
from jupyterlab_vcp.core.web_address import Origin
from jupyterlab_vcp.services.target import Found, Source

OFFICIAL_PORT = 5000
USER_PORT = 5001


@dataclass(frozen=True)
class KnownRegistry:
    """A registry that needs no configuration, and what its address was taken from."""

    settings: RegistrySettings
    source: Source


def known_registries(settings: Settings, configuration: Configuration, found: Found) -> tuple[KnownRegistry, ...]:
    """Official, user, Harbor; each at the address of its variable, else at the usual one."""
    official = RegistrySettings("official", "official", prefix="", repositories=WELL_KNOWN)
    user = RegistrySettings("user", "user")
    harbor = RegistrySettings("harbor", "harbor", "harbor", repositories=WELL_KNOWN, projects=HARBOR_PROJECTS)
    return (
        _stated(settings, REGISTRY_OFFICIAL_VARIABLE, official)
        or _at_controller(official, OFFICIAL_PORT, configuration, found),
        _stated(settings, REGISTRY_USER_VARIABLE, user) or _at_controller(user, USER_PORT, configuration, found),
        _stated(settings, REGISTRY_HARBOR_VARIABLE, harbor)
        or KnownRegistry(_with(harbor, parse_origin(HARBOR_URL, tls=True)), Source("default")),
    )


def _stated(settings: Settings, variable: str, registry: RegistrySettings) -> KnownRegistry | None:
    text = settings.environ.get(variable, "").strip()
    if not text:
        return None
    origin = parse_origin(text, tls=registry.kind == "harbor")
    fault = VcpFailure(
        "config_broken", f"{variable} is no address: HOST:PORT or https://HOST is needed.", path=variable
    )
    return KnownRegistry(_with(registry, origin, fault), Source("environment", variable))


def _at_controller(registry: RegistrySettings, port: int, configuration: Configuration, found: Found) -> KnownRegistry:
    host, source = _registry_host(configuration, found)
    if not host:
        fault = VcpFailure("not_configured", "No controller is configured, so its registry is not known.")
        return KnownRegistry(_with(registry, None, fault), source)
    literal = f"[{host}]" if ":" in host else host
    origin = parse_origin(f"{literal}:{port}", tls=False)
    fault = VcpFailure("config_broken", f"{source.name} holds no host name or address.", path=source.name or None)
    return KnownRegistry(_with(registry, origin, fault), source)


def _registry_host(configuration: Configuration, found: Found) -> tuple[str, Source]:
    """``vcc.private_ip``, under which nodes reach the controller and which their images name; else its host."""
    host = found.target.host if found.target else ""
    # The address in the file is that of the file's controller, not of one that a trait or a variable names.
    if configuration.private_ip and (not host or host == configuration.host):
        folder = configuration.directory
        return configuration.private_ip, Source("file", str(folder / CONFIG_FILE) if folder else CONFIG_FILE)
    return host, found.host_source


def _with(registry: RegistrySettings, origin: Origin | None, fault: VcpFailure | None = None) -> RegistrySettings:
    return replace(registry, origin=origin, problem=fault if origin is None else None)
