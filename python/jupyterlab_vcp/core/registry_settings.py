"""Which image registries there are: the trait ``VcpExtension.registries`` laid over the ones that are known anyway.

Nothing is read and nobody is asked here. A broken entry keeps its place and says why it cannot be used, so that the
others go on working. No message repeats a value: a password may stand in the wrong place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.image_reference import is_repository
from jupyterlab_vcp.core.web_address import Origin, parse_address

Role = Literal["official", "user", "harbor", "other"]
Kind = Literal["registry", "harbor"]

TRAIT = "VcpExtension.registries"
WELL_KNOWN = ("vcp/base", "vcp/gpu")
"""Repositories of the base containers (registry-api.md 1): a pull-through cache lists only what it has fetched."""
HARBOR_URL = "https://harbor.vcloud.nii.ac.jp"
HARBOR_PROJECTS = ("vcp",)

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
_HOST_AND_PORT = re.compile(r"(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")


@dataclass(frozen=True)
class RegistrySettings:
    """One registry as configured."""

    id: str
    role: Role = "other"
    kind: Kind = "registry"
    title: str | None = None
    origin: Origin | None = None
    """None only together with a problem."""
    stated: bool = False
    """The trait names the address; else it is the one that is known anyway."""
    prefix: str | None = None
    """What stands before the repository in a spec's image, with a slash at its end; None: the address."""
    username: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    password_file: str = ""
    ca_file: str = ""
    """Empty: the CA that the controller is checked against."""
    verify: bool = True
    token_hosts: frozenset[str] = frozenset()
    """Hosts of token services that may get the account, besides the registry itself."""
    repositories: tuple[str, ...] = ()
    """Well-known ones, shown whether the registry lists them or not."""
    projects: tuple[str, ...] = ()
    """Projects of a Harbor."""
    problem: VcpFailure | None = None


def parse_origin(text: str, *, tls: bool) -> Origin | None:
    """The origin that ``http://HOST:PORT``, ``https://HOST`` or ``HOST:PORT`` names; None when it is none to be used.

    User names, folders, queries and fragments are refused: nothing of them would be sent.

    :param tls: what is meant where the text does not begin with a scheme.
    """
    address = parse_address(text if "://" in text else f"{'https' if tls else 'http'}://{text}")
    return address.origin if address and address.path == "/" and not {"?", "#"} & set(text) else None


def parse_registries(
    entries: Mapping[Any, object], defaults: Sequence[RegistrySettings]
) -> tuple[RegistrySettings, ...]:
    """The registries in the order of the defaults, then of the entries.

    :param entries: id to a map of settings, which go over those of the default with that id; None: not that one.
    """
    known = {each.id: each for each in defaults}
    found: dict[str, RegistrySettings] = dict(known)
    for number, (name, entry) in enumerate(entries.items(), start=1):
        if not isinstance(name, str) or not _ID.fullmatch(name):
            fault = _broken("The name of a registry has at most 32 characters: a-z, 0-9, _ and -.", TRAIT)
            found[f"entry-{number}"] = RegistrySettings(f"entry-{number}", problem=fault)
        elif entry is None:
            found.pop(name, None)
        else:
            found[name] = _laid_over(known.get(name, RegistrySettings(name)), entry)
    return tuple(found.values())


def literal_passwords(entries: Mapping[Any, object]) -> frozenset[str]:
    """Every password that the trait holds, also of entries that are broken otherwise: for masking."""
    maps = (entry for entry in entries.values() if isinstance(entry, Mapping))
    found = {str(entry.get("password") or "").strip() for entry in maps}
    urls = (str(entry.get("url") or "") for entry in entries.values() if isinstance(entry, Mapping))
    found |= {url.rpartition("@")[0].rpartition(":")[2] for url in urls if "@" in url}
    return frozenset(found - {""})


def _laid_over(default: RegistrySettings, entry: object) -> RegistrySettings:
    place = f"{TRAIT}.{default.id}"
    if not isinstance(entry, Mapping):
        return replace(default, problem=_broken(f"{place} is a map of settings, or None.", place))
    changes: dict[str, Any] = {"problem": None} if "url" in entry else {}
    for key, value in entry.items():
        reader = _READERS.get(key) if isinstance(key, str) else None
        if reader is None:
            return replace(default, problem=_broken(f"{place} knows only: {', '.join(_READERS)}.", place))
        good = reader.take(value)
        if good is None:
            where = f"{place}.{key}"
            return replace(default, problem=_broken(f"{where} must be {reader.wanted}.", where))
        changes[reader.field] = good
    merged = replace(default, **changes, stated="url" in entry)
    return merged if merged.problem else replace(merged, problem=_fault(merged, place))


def _fault(settings: RegistrySettings, place: str) -> VcpFailure | None:
    """What is wrong with settings that are good one by one."""
    if settings.origin is None:
        return _broken(f"{place}.url is missing: http://HOST:PORT or https://HOST.", f"{place}.url")
    if bool(settings.username) != bool(settings.password or settings.password_file):
        return _broken(f"{place} needs username together with password or password_file.", place)
    if settings.password and settings.password_file:
        return _broken(f"{place} has both password and password_file.", place)
    if settings.kind == "harbor" and not settings.projects:
        return _broken(f"{place}.projects is missing: the projects of Harbor to be listed.", f"{place}.projects")
    return None


def _broken(message: str, path: str) -> VcpFailure:
    return VcpFailure("config_broken", message, path=path)


@dataclass(frozen=True)
class _Reader:
    """How a value of the trait becomes a field; ``take`` gives None for what cannot be used."""

    field: str
    take: Callable[[object], object | None]
    wanted: str


def _text(value: object) -> str | None:
    return value.strip() if isinstance(value, str) and value.strip().isprintable() else None


def _user_name(value: object) -> str | None:
    # The first colon of "user:password" ends the name (RFC 7617).
    return value if isinstance(value, str) and value.isprintable() and ":" not in value else None


def _secret(value: object) -> str | None:
    return value if isinstance(value, str) and value.isprintable() else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _kind(value: object) -> str | None:
    return value if value in ("registry", "harbor") else None


def _origin(value: object) -> Origin | None:
    return parse_origin(value.strip(), tls=True) if isinstance(value, str) else None


def _prefix(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    host, _, folder = value.strip("/").partition("/")
    if not host:
        return ""
    return f"{value.strip('/')}/" if is_host(host) and (not folder or is_repository(folder)) else None


def is_host(text: str) -> bool:
    """Whether it may be ``HOST`` or ``HOST:PORT``."""
    return _HOST_AND_PORT.fullmatch(text) is not None


def _is_project(text: str) -> bool:
    return "/" not in text and is_repository(text)


def _list_of(good: Callable[[str], bool], kind: type) -> Callable[[object], object | None]:
    def take(value: object) -> object | None:
        names = list(value) if isinstance(value, list | tuple | set | frozenset) else [None]
        return kind(dict.fromkeys(names)) if all(isinstance(each, str) and good(each) for each in names) else None

    return take


_READERS: Mapping[str, _Reader] = {
    "url": _Reader("origin", _origin, "http://HOST:PORT or https://HOST, without a user name and a folder"),
    "title": _Reader("title", _text, "text"),
    "kind": _Reader("kind", _kind, "registry or harbor"),
    "username": _Reader("username", _user_name, "text without a colon"),
    "password": _Reader("password", _secret, "text"),
    "password_file": _Reader("password_file", _text, "the path of a file"),
    "ca_file": _Reader("ca_file", _text, "the path of a PEM bundle"),
    "verify": _Reader("verify", _flag, "True or False"),
    "token_hosts": _Reader("token_hosts", _list_of(is_host, frozenset), "a list of HOST or HOST:PORT"),
    "repositories": _Reader("repositories", _list_of(is_repository, tuple), "a list of names such as vcp/base"),
    "projects": _Reader("projects", _list_of(_is_project, tuple), "a list of names of projects"),
    "prefix": _Reader("prefix", _prefix, "what stands before the repository in the name of an image"),
}  # fmt: skip
