"""The registries of one simulation and what can be set about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from jupyterlab_vcp.demo.registry import images, login
from jupyterlab_vcp.demo.registry.dialect import V2, V3, Dialect
from jupyterlab_vcp.demo.registry.store import Mirror, Store

NAMES = ("registry", "registry_user", "harbor")
"""Of the services: port 5000 and port 5001 of a controller, and Harbor."""

BENCH_TAGS = 5_000
"""Tags that the large scenario has on top of the published ones."""

SETTINGS: dict[str, tuple[str, ...]] = {
    "catalog": ("on", "denied", "missing"),
    "paging": ("normal", "endless"),
    "login": login.KINDS,
    "upstream": ("on", "off"),
}
"""What ``POST /registry`` sets; the first of each is usual, but for Harbor's login.

catalog: whether the list of repositories is there, answers 401, or is no route. paging: endless promises another page
for ever. login: with :data:`login.USER` and :data:`login.PASSWORD`. upstream: off cuts a cache from the registry
behind it; other registries do not care.
"""


@dataclass
class Registry:
    """One registry."""

    name: str
    dialect: Dialect
    make: Callable[[], Store]
    """What it holds at the start; of a cache, what its upstream holds."""
    cache: bool = False
    harbor: bool = False
    settings: dict[str, str] = field(init=False)
    tokens: login.Tokens = field(init=False)
    store: Store = field(init=False)
    mirror: Mirror | None = field(init=False)

    def __post_init__(self) -> None:
        """Begin as after a reset."""
        self.restore()

    def restore(self) -> None:
        """Back to the start: content, settings, nothing cached, no token."""
        self.settings = {key: values[0] for key, values in SETTINGS.items()}
        if self.harbor:
            self.settings["login"] = "bearer"
        self.tokens = login.Tokens()
        self.store = self.make().copy()
        self.mirror = Mirror(self.store) if self.cache else None

    def set(self, key: str, value: object) -> None:
        """Change a setting; raises ValueError."""
        if value not in SETTINGS.get(key, ()):
            raise ValueError(f"{key} must be one of " + " ".join(SETTINGS.get(key, ())))
        self.settings[key] = str(value)
        if self.mirror is not None:
            self.mirror.online = self.settings["upstream"] == "on"

    @property
    def source(self) -> Store | Mirror:
        """What requests are answered from."""
        return self.mirror or self.store


def _official(large: bool) -> Store:
    return _with_bench_tags(images.controller_store(), large)


def _harbor(large: bool) -> Store:
    return _with_bench_tags(images.harbor_store(), large)


def _with_bench_tags(store: Store, large: bool) -> Store:
    if large:
        store = store.copy()
        images.add_tags(store, "vcp/base", BENCH_TAGS)
    return store


def registries_of(generation: str, scenario: str) -> dict[str, Registry]:
    """The registries around a controller of a generation, by name of the service."""
    large = scenario == "large"
    modern = generation == "26.10"
    made = [
        Registry("registry", V3, lambda: _harbor(large), cache=True)
        if modern
        else Registry("registry", V2, lambda: _official(large)),
        Registry("registry_user", V3 if modern else V2, images.lab_store),
        Registry("harbor", V3, lambda: _harbor(large), harbor=True),
    ]
    return {registry.name: registry for registry in made}
