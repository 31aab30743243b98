"""``vcp_config.yml`` and ``vcp_flavor.yml`` as values, with every finding at its line.

The format is that of the SDK (node-spec.md 3). Unlike the SDK, an unknown key is a warning and kept: users' files carry
keys of several generations. Values of provider sections are credentials: they never appear in a message or a repr.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from jupyterlab_vcp.core.providers import Provider, config_keys, flavor_keys, open_config_keys
from jupyterlab_vcp.core.shape import as_map
from jupyterlab_vcp.core.source import Source, SourceError, read_source
from jupyterlab_vcp.core.vault_reference import SCHEME

CONFIG_FILE = "vcp_config.yml"
FLAVOR_FILE = "vcp_flavor.yml"
DEFAULT_PORT = 443
DEFAULT_WAIT_SECONDS = 1000.0

_VCC_TYPES: Mapping[str, tuple[type, ...]] = {
    "host": (str,),
    "name": (str,),
    "private_ip": (str,),
    "vcc_port": (int,),
    "vault_port": (int,),
    "insecure_request_warning": (bool,),
    "wait_timeout_sec": (int, float),
}
_OPTION_TYPES: Mapping[str, tuple[type, ...]] = {
    "hostname": (str,),
    "dns": (list, str),
    "dns_search": (list, str),
    "options": (list, str),
    "add_host": (list, str),
}
_TYPE_NAMES = {str: "text", int: "an integer", float: "a number", bool: "true or false", list: "a list"}


@dataclass(frozen=True)
class Problem:
    """Something wrong with what was found; ``path`` is a place such as ``vcp_config.yml:12``. Codes: openapi.yaml."""

    code: str
    message: str
    severity: Literal["error", "warning"]
    path: str | None = None


@dataclass(frozen=True)
class Configuration:
    """What the two files say. Ports are TCP ports, ``wait_timeout`` is in seconds.

    ``insecure_request_warning`` is the key as found; it never switches verification of certificates off.
    """

    directory: Path | None = None
    host: str | None = None
    port: int = DEFAULT_PORT
    name: str | None = None
    vault_port: int | None = None
    """None: the file does not say."""
    private_ip: str | None = None
    wait_timeout: float = DEFAULT_WAIT_SECONDS
    insecure_request_warning: bool | None = None
    spec_options: Mapping[str, object] = field(default_factory=dict)
    sections: Mapping[str, Mapping[str, object]] = field(default_factory=dict, repr=False)
    """Provider sections as found, incl. ``private_network``; numbers among them as the text that the file has."""
    flavors: Mapping[str, Mapping[str, Mapping[str, object]]] = field(default_factory=dict)
    """provider -> flavor -> key -> value."""
    flavors_path: Path | None = None
    config_version: str | None = None
    """Hash of the bytes of ``vcp_config.yml``, whatever they hold; None when there is no such file."""
    flavors_version: str | None = None
    problems: tuple[Problem, ...] = ()
    open_keys: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False)
    """(section, key) of values that are no secrets, besides private_network."""

    def secrets(self) -> frozenset[str]:
        """Every literal credential value, for redaction; ``vault://`` references are paths, not secrets."""
        return frozenset(
            text
            for section, values in self.sections.items()
            for key, value in values.items()
            if not key.endswith("private_network") and (section, key) not in self.open_keys
            for text in _texts(value)
            if text.strip() and not text.startswith(SCHEME)
        )


@dataclass(frozen=True)
class Files:
    """The texts of the two files, and hashes of their bytes; None where there is none."""

    directory: Path | None
    config: str | None
    flavor: str | None
    config_version: str | None = None
    flavor_version: str | None = None


def parse_configuration(files: Files, providers: Iterable[Provider]) -> Configuration:
    """The configuration that the files hold. Never raises for bad content: what is wrong becomes a problem."""
    plugins = tuple(providers)
    problems: list[Problem] = []
    config = _read(CONFIG_FILE, files.config, "config_broken", problems)
    flavor = _read(FLAVOR_FILE, files.flavor, "flavor_broken", problems)
    vcc = _typed_section(config, "vcc", _VCC_TYPES, problems)
    options = _typed_section(config, "spec_options", _OPTION_TYPES, problems)
    sections = _provider_sections(config, plugins, problems)
    _note_vcc(config, vcc, files, problems)
    return Configuration(
        directory=files.directory,
        host=_text(vcc, "host"),
        port=_port(vcc, "vcc_port") or DEFAULT_PORT,
        name=_text(vcc, "name"),
        vault_port=_port(vcc, "vault_port"),
        private_ip=_text(vcc, "private_ip"),
        wait_timeout=_seconds(vcc),
        insecure_request_warning=_flag(vcc),
        spec_options=options,
        sections=sections,
        flavors=_flavors(flavor, plugins, problems),
        flavors_path=None if files.flavor is None or files.directory is None else files.directory / FLAVOR_FILE,
        config_version=files.config_version,
        flavors_version=files.flavor_version,
        problems=tuple(problems),
        open_keys=frozenset((p.section, key) for p in plugins if p.section for key in open_config_keys(p)),
    )


def _read(name: str, text: str | None, code: str, problems: list[Problem]) -> Source:
    try:
        return read_source(text or "")
    except SourceError as error:
        place = name if error.line is None else f"{name}:{error.line}"
        problems.append(Problem(code, f"{place}: {error}", "error", place))
        return Source({}, {}, {})


def _at(name: str, source: Source, *path: str) -> str:
    line = source.lines.get(path)
    return name if line is None else f"{name}:{line}"


def _map_of(source: Source, section: str, problems: list[Problem]) -> Mapping[str, object]:
    value = source.data.get(section)
    if value is not None and not isinstance(value, Mapping):
        place = _at(CONFIG_FILE, source, section)
        problems.append(Problem("config_broken", f"{place}: {section} must be a map of keys", "error", place))
    return as_map(value)


def _typed_section(
    source: Source, section: str, types: Mapping[str, tuple[type, ...]], problems: list[Problem]
) -> Mapping[str, object]:
    """The section without values of a wrong type; an empty value counts as not given."""
    good: dict[str, object] = {}
    for key, value in _map_of(source, section, problems).items():
        place = _at(CONFIG_FILE, source, section, key)
        if key not in types:
            message = f"{place}: unknown key {section}.{key}"
            problems.append(Problem("config_unknown_key", message, "warning", place))
            good[key] = value
        elif _fits(key, value, types[key]):
            good[key] = value
        elif value is not None:
            wanted = " or ".join(_TYPE_NAMES[kind] for kind in types[key])
            message = f"{place}: {section}.{key} must be {wanted}"
            problems.append(Problem("config_broken", message, "error", place))
    return good


def _fits(key: str, value: object, types: tuple[type, ...]) -> bool:
    if isinstance(value, bool):
        return bool in types
    if key.endswith("_port"):
        return isinstance(value, int) and 0 < value < 65536
    if isinstance(value, list):
        return list in types and all(isinstance(entry, str) for entry in value)
    return isinstance(value, types)


def _provider_sections(
    source: Source, providers: Iterable[Provider], problems: list[Problem]
) -> Mapping[str, Mapping[str, object]]:
    known: dict[str, frozenset[str]] = {}
    for provider in providers:
        if provider.section is not None:
            known[provider.section] = known.get(provider.section, frozenset()) | config_keys(provider)
    sections: dict[str, Mapping[str, object]] = {}
    for section in source.data:
        if section in ("vcc", "spec_options"):
            continue
        if section not in known:
            place = _at(CONFIG_FILE, source, section)
            message = f"{place}: no provider plugin reads the section {section}"
            problems.append(Problem("config_unknown_key", message, "warning", place))
        sections[section] = _section(source, section, known.get(section), problems)
    return sections


def _section(
    source: Source, section: str, known: frozenset[str] | None, problems: list[Problem]
) -> Mapping[str, object]:
    values: dict[str, object] = {}
    for key, value in _map_of(source, section, problems).items():
        place = _at(CONFIG_FILE, source, section, key)
        if known is not None and key not in known:
            message = f"{place}: unknown key {section}.{key}"
            problems.append(Problem("config_unknown_key", message, "warning", place))
        elif known is not None and isinstance(value, Mapping | list):
            problems.append(Problem("config_broken", f"{place}: {section}.{key} must be text", "error", place))
        # An unquoted 0123 is a password with four characters, not the number 123.
        number = isinstance(value, int | float) or (value is not None and not isinstance(value, str | Mapping | list))
        values[key] = source.written.get((section, key), value) if number else value
    return values


def _note_vcc(source: Source, vcc: Mapping[str, object], files: Files, problems: list[Problem]) -> None:
    broken = any(problem.code == "config_broken" for problem in problems)
    if files.config is not None and not broken and _text(vcc, "host") is None:
        place = _at(CONFIG_FILE, source, "vcc")
        message = f"{place}: vcc.host is missing: the address of the VC Controller"
        problems.append(Problem("host_missing", message, "error", place))
    if _flag(vcc) is False:
        place = _at(CONFIG_FILE, source, "vcc", "insecure_request_warning")
        message = (
            f"{place}: insecure_request_warning: False switches the check of the certificate off in the SDK;"
            " here it is ignored. Name the CA certificate instead."
        )
        problems.append(Problem("insecure_key_ignored", message, "warning", place))


def _flavors(
    source: Source, providers: Iterable[Provider], problems: list[Problem]
) -> Mapping[str, Mapping[str, Mapping[str, object]]]:
    plugins = {provider.name: provider for provider in providers}
    return {
        name: dict(_provider_flavors(source, name, flavors, plugins.get(name), problems))
        for name, flavors in source.data.items()
    }


def _provider_flavors(
    source: Source, name: str, flavors: object, provider: Provider | None, problems: list[Problem]
) -> Iterator[tuple[str, Mapping[str, object]]]:
    place = _at(FLAVOR_FILE, source, name)
    if provider is None:
        message = f"{place}: there is no provider plugin {name}"
        problems.append(Problem("flavor_unknown_key", message, "warning", place))
    if flavors is not None and not isinstance(flavors, Mapping):
        problems.append(Problem("flavor_broken", f"{place}: {name} must be a map of flavors", "error", place))
    known = None if provider is None else flavor_keys(provider)
    for flavor, values in as_map(flavors).items():
        place = _at(FLAVOR_FILE, source, name, flavor)
        if values is not None and not isinstance(values, Mapping):
            message = f"{place}: {name}.{flavor} must be a map of keys"
            problems.append(Problem("flavor_broken", message, "error", place))
        for key in as_map(values):
            if known is not None and key not in known:
                spot = _at(FLAVOR_FILE, source, name, flavor, key)
                message = f"{spot}: {name}.{flavor} has the unknown key {key}; it has no effect"
                problems.append(Problem("flavor_unknown_key", message, "warning", spot))
        yield flavor, as_map(values)


def _texts(value: object, depth: int = 3) -> Iterator[str]:
    # The depth ends the walk in a map that contains itself by an alias.
    if isinstance(value, str):
        yield value
        # A private key may come back line by line in someone else's message.
        yield from (line for line in value.splitlines() if line != value and len(line) >= 16)
    elif isinstance(value, Mapping | list) and depth:
        for entry in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(entry, depth - 1)


def _text(values: Mapping[str, object], key: str) -> str | None:
    value = values.get(key)
    return value if isinstance(value, str) and value else None


def _port(values: Mapping[str, object], key: str) -> int | None:
    value = values.get(key)
    return value if isinstance(value, int) else None


def _seconds(vcc: Mapping[str, object]) -> float:
    value = vcc.get("wait_timeout_sec")
    return float(value) if isinstance(value, int | float) and value > 0 else DEFAULT_WAIT_SECONDS


def _flag(vcc: Mapping[str, object]) -> bool | None:
    value = vcc.get("insecure_request_warning")
    return value if isinstance(value, bool) else None
