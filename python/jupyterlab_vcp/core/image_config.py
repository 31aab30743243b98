"""What the config of an image tells (registry-api.md 7). Odd parts become empty; nothing here fails."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from jupyterlab_vcp.core.image_manifest import NamedValues, clean, named_values, platform_of, read_object
from jupyterlab_vcp.core.redaction import MASK, MIN_IN_VALUES
from jupyterlab_vcp.core.secret_names import looks_secret
from jupyterlab_vcp.core.shape import as_map, as_sequence, as_strings

MAX_CONFIG = 8 * 1024 * 1024
"""Bytes."""
CREATED = "org.opencontainers.image.created"
"""Annotation or label with the time at which an image was made."""

_VERSION = "VCP_CONTAINER_VERSION"
_MOST = 1000
_MOST_SECRETS = 50
"""Values that are looked for in the other texts; an image with thousands of them wants to keep the server busy."""
# Images made before containers were known: reproducible builds write 1970-01-01 or 0001-01-01.
_FIRST_YEAR = 1980
_ASSIGNMENT = re.compile(r"\b(?P<name>[A-Za-z_]\w*)=")


@dataclass(frozen=True)
class Variable:
    """One entry of the environment; the value is None where the name says that it is a secret."""

    name: str
    value: str | None


@dataclass(frozen=True)
class Step:
    """One line of the history; an empty one made no layer."""

    created_by: str
    created: str | None
    comment: str
    empty: bool


@dataclass(frozen=True)
class ImageConfig:
    """The config of one platform's image. Values of secrets are in none of its texts."""

    created: str | None
    """RFC 3339, UTC; None when missing or before 1980."""
    platform: str | None
    environment: tuple[Variable, ...]
    labels: NamedValues
    entrypoint: tuple[str, ...] | None
    command: tuple[str, ...] | None
    working_directory: str
    user: str
    ports: tuple[str, ...]
    volumes: tuple[str, ...]
    history: tuple[Step, ...]

    @property
    def version(self) -> str | None:
        """``VCP_CONTAINER_VERSION``; an image made from a base container has inherited that of its parent."""
        return next((each.value for each in self.environment if each.name == _VERSION), None)


def read_config(body: bytes) -> ImageConfig | None:
    """The config that some bytes are; None when it is none of an image."""
    document = read_object(body)
    if document is None or not document.keys() & {"architecture", "os", "rootfs", "config"}:
        return None
    run = as_map(document.get("config"))
    variables = [clean(entry).partition("=") for entry in as_strings(run.get("Env"))[:_MOST]]
    secrets = sorted({value for name, _, value in variables if looks_secret(name)}, key=len, reverse=True)
    hidden = _Hidden([each for each in secrets if len(each) >= MIN_IN_VALUES][:_MOST_SECRETS])
    return ImageConfig(
        created=to_created(document.get("created")),
        platform=platform_of(document),
        environment=tuple(
            Variable(name, None if looks_secret(name) else hidden.within(value)) for name, _, value in variables
        ),
        labels=tuple((name, hidden.within(value)) for name, value in named_values(run.get("Labels"))),
        entrypoint=_words(run.get("Entrypoint"), hidden),
        command=_words(run.get("Cmd"), hidden),
        working_directory=_text(run, "WorkingDir", hidden),
        user=_text(run, "User", hidden),
        ports=_keys(run.get("ExposedPorts")),
        volumes=_keys(run.get("Volumes")),
        history=tuple(_step(as_map(each), hidden) for each in as_sequence(document.get("history"))[:_MOST]),
    )


def to_created(value: object) -> str | None:
    """A time as RFC 3339 in UTC, whole seconds; None when it is none, or before 1980."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        if moment is None:
            return None
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return None if moment.year < _FIRST_YEAR else moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def created_of(config: ImageConfig | None, *annotations: NamedValues) -> str | None:
    """When an image was made: as its config says, else the first of the annotations given, else its label."""
    labels = () if config is None else config.labels
    values = (config.created if config else None, *(dict(each).get(CREATED) for each in (*annotations, labels)))
    return next((created for created in map(to_created, values) if created), None)


def layer_steps(history: Sequence[Step], layers: int) -> tuple[int | None, ...]:
    """For each layer the index of the step that made it; all None when the counts differ: no pair would be sure."""
    made = [index for index, step in enumerate(history) if not step.empty]
    return tuple(made) if len(made) == layers else (None,) * layers


class _Hidden:
    """Masks in other texts what the environment hides: the builder writes every ``ENV`` into the history, too."""

    def __init__(self, secrets: Sequence[str]) -> None:
        """``secrets``: the longest first, so that one inside another leaves no rest."""
        self._secrets = secrets

    def within(self, text: str) -> str:
        """The text without the values of the environment's secrets."""
        # One after the other: time grows with the text, whatever it is; that of an alternation also with how much of
        # each secret stands at each place.
        for secret in self._secrets:
            text = text.replace(secret, MASK)
        return text

    def within_step(self, text: str) -> str:
        """The same, and without what is given to a name that looks secret, as build arguments are.

        Such a value ends where the next assignment begins: builders write values with blanks without quotes.
        """
        text = self.within(text)
        names = list(_ASSIGNMENT.finditer(text))
        parts: list[str] = []
        place = 0
        for index, found in enumerate(names):
            if not looks_secret(found["name"]):
                continue
            end = names[index + 1].start() if index + 1 < len(names) else len(text)
            blank = " " if index + 1 < len(names) else ""
            parts += [text[place : found.end()], MASK, blank]
            place = end
        return "".join([*parts, text[place:]])


def _step(source: Mapping[str, object], hidden: _Hidden) -> Step:
    return Step(
        hidden.within_step(clean(_string(source, "created_by"))),
        to_created(source.get("created")),
        hidden.within(clean(_string(source, "comment"))),
        source.get("empty_layer") is True,
    )


def _text(source: Mapping[str, object], key: str, hidden: _Hidden) -> str:
    return hidden.within(clean(_string(source, key)))


def _string(source: Mapping[str, object], key: str) -> str:
    value = source.get(key)
    return value if isinstance(value, str) else ""


def _words(value: object, hidden: _Hidden) -> tuple[str, ...] | None:
    """A command: null is none, and a lone string, which old builders wrote, one word."""
    if isinstance(value, str):
        return (hidden.within(clean(value)),)
    return tuple(hidden.within(clean(each)) for each in as_strings(value)[:_MOST]) if isinstance(value, list) else None


def _keys(value: object) -> tuple[str, ...]:
    """The keys of an object, whose values mean nothing."""
    return tuple(clean(each) for each in list(as_map(value))[:_MOST])
