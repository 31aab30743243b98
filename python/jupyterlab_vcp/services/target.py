"""Which controller, with which trust and token, and where each of these was found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from jupyterlab_vcp.core.configuration import Configuration, Problem
from jupyterlab_vcp.core.secret_store import StoreAddress, parse_store_url
from jupyterlab_vcp.core.settings import (
    CA_VARIABLE,
    HOST_VARIABLE,
    PORT_VARIABLE,
    TOKEN_FILE_VARIABLE,
    TOKEN_VARIABLE,
    VAULT_PORT_VARIABLE,
    VAULT_URL_VARIABLE,
    Settings,
    expanded,
)
from jupyterlab_vcp.services.secret_file import SecretFileError, read_secret_file

_PORT = re.compile(r"[0-9]{1,5}")
_DEFAULT_VAULT_PORT = 8443


@dataclass(frozen=True)
class Source:
    """Where a setting was found; the name of the trait, variable or file, never the value."""

    kind: Literal["trait", "environment", "file", "dialog", "default", "none"]
    name: str = ""


@dataclass(frozen=True)
class Target:
    """Where requests go and what they trust."""

    host: str
    port: int
    store: StoreAddress | None
    """The secret store; None when an address was given that cannot be used."""
    verify: bool
    ca_file: Path | None


@dataclass(frozen=True)
class Token:
    """An access token and where it came from."""

    value: str = field(repr=False)
    source: Source


@dataclass(frozen=True)
class Found:
    """Everything that the settings, the environment and vcp_config.yml say about the connection."""

    target: Target | None
    """None while no host is known."""
    port: int
    host_source: Source
    ca_source: Source
    store: StoreAddress | None
    store_source: Source
    problems: tuple[Problem, ...]
    """Those of the files too."""


def find_target(settings: Settings, configuration: Configuration) -> Found:
    """Traits before environment before vcp_config.yml."""
    host, host_source = _host(settings, configuration)
    port = settings.port or _number(settings, PORT_VARIABLE) or configuration.port
    store, store_source, store_problems = _store(settings, configuration, host)
    ca_file, ca_source = _ca(settings)
    problems = [*_configuration_problems(configuration, bool(host)), *store_problems]
    if ca_file is not None and not ca_file.exists():
        text = f"The CA file {ca_file} does not exist. Set VcpExtension.ca_file or REQUESTS_CA_BUNDLE."
        problems.append(Problem("ca_missing", text, "error", str(ca_file)))
    if not settings.verify:
        text = "Certificates are not checked (VcpExtension.verify is False). Set VcpExtension.ca_file instead."
        problems.append(Problem("verification_off", text, "warning", None))
    target = Target(host, port, store, settings.verify, ca_file) if host else None
    return Found(target, port, host_source, ca_source, store, store_source, tuple(problems))


def _configuration_problems(configuration: Configuration, host_known: bool) -> list[Problem]:
    """What is wrong with the files, seen in the light of a host that may have been found elsewhere."""
    problems = [each for each in configuration.problems if not (host_known and each.code == "host_missing")]
    if host_known:
        # Without the files there are no credentials and flavors, but the explorer works.
        return [replace(each, severity="warning") if each.code == "config_missing" else each for each in problems]
    if not any(each.severity == "error" for each in problems):
        text = "No controller is configured. Set vcc.host in vcp_config.yml, VCP_HOST or VcpExtension.host."
        problems.append(Problem("host_missing", text, "error", _config_path(configuration)))
    return problems


def _config_path(configuration: Configuration) -> str | None:
    return str(configuration.directory / "vcp_config.yml") if configuration.directory else None


def _host(settings: Settings, configuration: Configuration) -> tuple[str, Source]:
    if settings.host:
        return settings.host, Source("trait", "VcpExtension.host")
    if host := settings.environ.get(HOST_VARIABLE, "").strip():
        return host, Source("environment", HOST_VARIABLE)
    if configuration.host:
        return configuration.host, Source("file", _config_path(configuration) or "vcp_config.yml")
    return "", Source("none")


def _store(
    settings: Settings, configuration: Configuration, host: str
) -> tuple[StoreAddress | None, Source, tuple[Problem, ...]]:
    """The secret store. Both traits come before ``VAULT_URL``, which a container sets for everything in it.

    An address that cannot be used is no reason to send the access token to another one instead.
    """
    if settings.vault_url:
        return _stated_store(settings.vault_url, Source("trait", "VcpExtension.vault_url"))
    url = settings.environ.get(VAULT_URL_VARIABLE, "").strip()
    if url and settings.vault_port is None:
        return _stated_store(url, Source("environment", VAULT_URL_VARIABLE))
    port, source = _store_port(settings, configuration)
    return (StoreAddress(host, port), source, ()) if host else (None, Source("none"), ())


def _stated_store(url: str, source: Source) -> tuple[StoreAddress | None, Source, tuple[Problem, ...]]:
    address = parse_store_url(url)
    if address is not None:
        return address, source, ()
    text = f"{source.name} is no address of a secret store: https://HOST:PORT is needed, with or without /v1."
    return None, source, (Problem("vault_address", text, "error", source.name),)


def _store_port(settings: Settings, configuration: Configuration) -> tuple[int, Source]:
    if settings.vault_port is not None:
        return settings.vault_port, Source("trait", "VcpExtension.vault_port")
    if (port := _number(settings, VAULT_PORT_VARIABLE)) is not None:
        return port, Source("environment", VAULT_PORT_VARIABLE)
    if configuration.vault_port is not None:
        return configuration.vault_port, Source("file", _config_path(configuration) or "vcp_config.yml")
    return _DEFAULT_VAULT_PORT, Source("default")


def _ca(settings: Settings) -> tuple[Path | None, Source]:
    if settings.ca_file:
        return expanded(settings.ca_file), Source("trait", "VcpExtension.ca_file")
    if bundle := settings.environ.get(CA_VARIABLE, "").strip():
        return expanded(bundle), Source("environment", CA_VARIABLE)
    return None, Source("default", "system")


def _number(settings: Settings, variable: str) -> int | None:
    """A port from the environment; text that is no port counts as not given."""
    value = settings.environ.get(variable, "").strip()
    return int(value) if _PORT.fullmatch(value) and 0 < int(value) < 65536 else None


def is_token(text: str) -> bool:
    """Whether a text can be an access token: one word that fits into a header."""
    return text.isascii() and text.isprintable() and " " not in text and text != ""


def find_token(settings: Settings) -> tuple[Token | None, tuple[Problem, ...]]:
    """Trait, then file, then environment. One that cannot be a token is named and not sent anywhere."""
    if value := settings.token.strip():
        return _checked(Token(value, Source("trait", "VcpExtension.token")))
    problems: tuple[Problem, ...] = ()
    if name := settings.text(settings.token_file, TOKEN_FILE_VARIABLE):
        value, problems = _read_token_file(expanded(name))
        if value:
            return _checked(Token(value, Source("file", name)))
    if value := settings.environ.get(TOKEN_VARIABLE, "").strip():
        token, faults = _checked(Token(value, Source("environment", TOKEN_VARIABLE)))
        return token, (*problems, *faults)
    return None, problems


def _checked(token: Token) -> tuple[Token | None, tuple[Problem, ...]]:
    if is_token(token.value):
        return token, ()
    text = f"What {token.source.name} holds is no access token: one word of ASCII characters is needed."
    return None, (Problem("token_refused", text, "error", token.source.name),)


def _read_token_file(path: Path) -> tuple[str, tuple[Problem, ...]]:
    """The first word."""
    try:
        words = read_secret_file(path).split()
    except SecretFileError as error:
        return "", (_open_to_others(path) if error.open_to_others else _unreadable(path, str(error)),)
    return (words[0], ()) if words else ("", (_unreadable(path, "it is empty"),))


def _open_to_others(path: Path) -> Problem:
    text = f"The token file {path} is open to other users and was not read. Run chmod 600 on it."
    return Problem("token_file_mode", text, "error", str(path))


def _unreadable(path: Path, reason: str) -> Problem:
    return Problem("token_file_mode", f"The token file {path} cannot be read: {reason}.", "error", str(path))
