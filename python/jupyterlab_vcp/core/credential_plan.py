"""What storing credentials means: which values are good, where they go, and what vcp_config.yml must say then."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jupyterlab_vcp.core.providers import Credential, Provider
from jupyterlab_vcp.core.refusal import Refusal
from jupyterlab_vcp.core.vault_reference import SCHEME, Reference, parse_reference, usual_reference
from jupyterlab_vcp.core.yaml_edit import set_value

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_CONTROL_IN_LINES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True)
class Section:
    """A section of vcp_config.yml with credentials; several plugins may read it, as aws and aws_disk do."""

    name: str
    plugins: tuple[Provider, ...]
    credentials: tuple[Credential, ...]

    @property
    def main(self) -> Provider:
        """The plugin after which the section is named, else the first."""
        return next((plugin for plugin in self.plugins if plugin.name == self.name), self.plugins[0])


def sections_of(plugins: Iterable[Provider]) -> tuple[Section, ...]:
    """The sections that provider files name, each with the credentials of all its plugins."""
    by_section: dict[str, list[Provider]] = {}
    for plugin in plugins:
        if plugin.section is not None and plugin.credentials:
            by_section.setdefault(plugin.section, []).append(plugin)
    return tuple(Section(name, tuple(found), _credentials(name, found)) for name, found in by_section.items())


def _credentials(section: str, plugins: list[Provider]) -> tuple[Credential, ...]:
    found: dict[str, Credential] = {}
    for plugin in sorted(plugins, key=lambda plugin: plugin.name != section):
        for credential in plugin.credentials:
            found.setdefault(credential.key, credential)
    return tuple(found.values())


@dataclass(frozen=True)
class Slot:
    """One key: its reference in the file, where a value goes, and the name under which the file must refer to it.

    ``name`` is None when the file refers to that place already.
    """

    credential: Credential
    reference: str | None
    target: Reference
    name: str | None


def slot_of(section: str, credential: Credential, values: Mapping[str, object]) -> Slot:
    """Where a value of a key goes: to the file's own reference when something can be stored there."""
    name, value = _written(credential, values)
    own = parse_reference(value)
    text = value if isinstance(value, str) and value.startswith(SCHEME) else None
    if own is not None:
        return Slot(credential, text, own, None)
    return Slot(credential, text, usual_reference(section, credential.key), name)


def _written(credential: Credential, values: Mapping[str, object]) -> tuple[str, object]:
    """The name that the file uses and what it says, as services.credentials.value_of finds it."""
    for name in (credential.key, *credential.aliases):
        if values.get(name):
            return name, values[name]
    return credential.key, None


def find_clash(slots: Iterable[Slot], values: Mapping[str, str]) -> Refusal | None:
    """A key whose value would be written over that of another key, because the file has one reference for both."""
    every = tuple(slots)
    for slot in every:
        key = slot.credential.key
        for other in every:
            shared = other.target == slot.target and other is not slot and (other.name is None or slot.name is None)
            if key in values and shared and values.get(other.credential.key) != values[key]:
                message = f"{key} and {other.credential.key} would have one place, {slot.target}, for two values"
                return Refusal(f"values.{key}", "bad_value", message)
    return None


def with_references(text: str, section: str, slots: Iterable[Slot]) -> str:
    """The text of vcp_config.yml with the references that it lacks. Raises SourceError, EditRefused."""
    for slot in slots:
        if slot.name is not None:
            text = set_value(text, (section, slot.name), str(slot.target))
    return text


def clean(credential: Credential, value: str) -> str:
    """The value without what pasting adds: blanks around a line, line ends of another system."""
    return value.replace("\r\n", "\n") if credential.multiline else value.strip()


def check_credential(credential: Credential, value: str) -> Refusal | None:
    """What is wrong with a cleaned value; the value itself is not told."""
    path = f"values.{credential.key}"
    if not value.strip():
        return Refusal(path, "missing_value", f"{credential.key} is empty")
    if _HALF_CHARACTER.search(value):
        return Refusal(path, "bad_value", f"{credential.key} has half of a character, which cannot be sent")
    if (_CONTROL_IN_LINES if credential.multiline else _CONTROL).search(value):
        lines = "" if credential.multiline else "line breaks or "
        return Refusal(path, "bad_value", f"{credential.key} has {lines}control characters in it")
    return None
