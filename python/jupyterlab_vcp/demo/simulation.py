"""One simulation: the things all services share."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tornado.iostream import IOStream

from jupyterlab_vcp.demo import scenario
from jupyterlab_vcp.demo.accounts import Accounts
from jupyterlab_vcp.demo.clock import Clock
from jupyterlab_vcp.demo.controller import work
from jupyterlab_vcp.demo.controller.world import World
from jupyterlab_vcp.demo.faults import FaultRules
from jupyterlab_vcp.demo.generations import DEFAULT, GENERATIONS
from jupyterlab_vcp.demo.registry.registries import registries_of
from jupyterlab_vcp.demo.request_log import RequestLog
from jupyterlab_vcp.demo.secrets_store import SecretStore


@dataclass(frozen=True)
class Setup:
    """What a simulation starts from."""

    scenario: str = "demo"
    nodes: int = 10_000
    speed: float = 20.0
    seed: int | None = None
    generation: str = DEFAULT
    user_registry: str = "127.0.0.1:5001"
    """host:port of the registry whose images some units run."""


class Simulation:
    """Controller memory, registries, tokens, secrets, faults and the request log."""

    def __init__(self, setup: Setup, clock: Clock | None = None) -> None:
        self.setup = setup
        self.clock = clock or Clock(setup.speed)
        self.rng = random.Random()  # noqa: S311 - identifiers of a simulation
        self._seed("tokens")
        self.accounts = Accounts.fresh(self.rng)
        self._seed("world")
        self.store = SecretStore()
        generation = GENERATIONS[setup.generation]
        self.world = World(self.clock, self.rng, self.store, generation, large=setup.scenario == "large")
        self.registries = registries_of(setup.generation, setup.scenario)
        self.faults = FaultRules()
        self.log = RequestLog()
        self.held: set[IOStream] = set()
        """Connections that a fault keeps without an answer."""
        self.changed = True
        self._fill()

    def _fill(self) -> None:
        setup = self.setup
        scenario.fill(self.world, self.accounts, setup.scenario, setup.nodes, setup.user_registry)

    def _seed(self, purpose: str) -> None:
        """Start the generator anew: by the seed, or by chance when there is none."""
        self.rng.seed(None if self.setup.seed is None else f"{self.setup.seed}-{purpose}")

    def tick(self) -> None:
        """Finish the work that is due."""
        if work.run_due(self.world):
            self.changed = True

    def records_changed(self) -> None:
        """Something changed records without saying which."""
        self.changed = True
        self.world.listing.clear()

    def reset(self) -> None:
        """Back to the scenario: records, secrets, registries, faults, expired tokens, time; tokens stay the same."""
        self.let_go()
        self.faults.clear()
        self.restore_registries()
        self.accounts.restore()
        self.store.clear()
        self._seed("world")
        self.clock.offset = 0.0
        self.clock.speed = self.setup.speed
        self.world.clear()
        self._fill()
        self.changed = True

    def restore_registries(self) -> None:
        """Content and settings as at the start; caches are empty again."""
        for registry in self.registries.values():
            registry.restore()

    def let_go(self) -> None:
        """Close the connections kept without an answer."""
        for stream in list(self.held):
            stream.close()
        self.held.clear()
