"""The controller's memory and its plan: records, identifiers, addresses, and the work to come (done in ``work``)."""

from __future__ import annotations

import heapq
import random
import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network
from typing import Any

from jupyterlab_vcp.demo import choices
from jupyterlab_vcp.demo.clock import Clock, format_date
from jupyterlab_vcp.demo.controller import catalog as catalogs
from jupyterlab_vcp.demo.controller.listing import Listing
from jupyterlab_vcp.demo.controller.state import Event, Member, State, Unit, Vc
from jupyterlab_vcp.demo.generations import Generation
from jupyterlab_vcp.demo.secrets_store import SecretStore

RESERVED_HOSTS = 4
"""Clouds keep the first addresses of a range for themselves."""


@dataclass
class UnitRule:
    """What is to happen to the next orders on units of some name."""

    pattern: str
    """The whole name of the unit, as a regular expression."""
    message: str | None = None
    """Of a boot that fails; None: of one that never ends."""
    count: int | None = None


def take_rule(rules: list[UnitRule], unit: str) -> UnitRule | None:
    """The rule for this unit, used up by the asking."""
    for rule in rules:
        if re.fullmatch(rule.pattern, unit) and rule.count != 0:
            if rule.count is not None:
                rule.count -= 1
            return rule
    return None


class World:
    """One simulated controller; every change goes through here or through ``operations``."""

    def __init__(
        self, clock: Clock, rng: random.Random, store: SecretStore, generation: Generation, large: bool = False
    ) -> None:
        self.clock = clock
        self.rng = rng
        self.store = store
        self.generation = generation
        self.large = large
        self.catalog: dict[str, Any] = catalogs.vpn_catalog(generation, large)
        self.state = State(vcc_id=self.new_id())
        self.listing = Listing()
        self.boot_rules: list[UnitRule] = []
        self.deaf_rules: list[UnitRule] = []
        """Units that take orders and do nothing."""
        self.at = clock.now()
        """The moment that is being simulated: now, or when the work being finished became due."""

    def clear(self) -> None:
        """Forget all groups and boot rules."""
        self.state = State(vcc_id=self.new_id())
        self.listing.clear()
        self.boot_rules.clear()
        self.deaf_rules.clear()
        self.at = self.clock.now()

    def new_id(self) -> str:
        """A fresh identifier of 32 hex digits."""
        return f"{self.rng.getrandbits(128):032x}"

    def date(self) -> str:
        """The present moment as the controller writes it."""
        return format_date(self.at)

    # -- time -----------------------------------------------------------------------------------------------------

    def schedule(self, seconds: float, kind: str, vc: Vc, unit: Unit | None = None, **more: Any) -> None:
        """Plan work that is done so many (unscaled) seconds from now."""
        self.state.last_seq += 1
        due = self.at + self.clock.scaled(seconds)
        event = Event(due, self.state.last_seq, kind, vc.vcid, unit.name if unit else "", **more)
        heapq.heappush(self.state.events, event)

    def take_due(self, now: float) -> Event | None:
        """The first work that is due by then, taken off the plan; its moment becomes the one that is simulated."""
        if not self.state.events or self.state.events[0].due > now:
            return None
        event = heapq.heappop(self.state.events)
        self.at = event.due
        return event

    def pending(self, vcid: str, unit: str) -> bool:
        """Whether work on the unit is planned."""
        return any(event.vcid == vcid and event.unit == unit for event in self.state.events)

    def cancel(self, vcid: str, unit: str) -> None:
        """Drop the work planned on the unit."""
        self.state.events = [event for event in self.state.events if (event.vcid, event.unit) != (vcid, unit)]
        heapq.heapify(self.state.events)

    def release(self, event: Event) -> None:
        """Take the lock off the event's unit when no other work on it is planned."""
        vc = self.state.vcs.get(event.vcid)
        unit = vc.units.get(event.unit) if vc else None
        if vc and unit and not self.pending(event.vcid, event.unit):
            unit.processing = False
            self.listing.touch(vc)

    # -- disks ----------------------------------------------------------------------------------------------------

    def mark_disk(self, volume: str, *, in_use: bool) -> None:
        """Note that a VC disk was attached or released; nothing for a volume of the provider's own."""
        found = self.state.vc_disk(volume)
        if found is not None:
            vc, disk = found
            disk.in_use = in_use
            self.listing.touch(vc)

    # -- boots ----------------------------------------------------------------------------------------------------

    def plan_boot(self, vc: Vc, unit: Unit, members: list[Member], problem: str = "") -> None:
        """Plan how members come up: or fail, or hang."""
        unit.processing, unit.failed, unit.error_message = True, False, ""
        rule = take_rule(self.boot_rules, unit.name)
        if rule and rule.message is None:
            return
        ids = [member.id for member in members]
        text = problem or (rule.message if rule else None)
        if text:
            self.schedule(choices.DURATIONS["boot"] / 3, "boot-failed", vc, unit, ids=ids, text=text)
            return
        for member in members:
            seconds = choices.DURATIONS["disk" if unit.storage else "boot"]
            seconds += self.rng.random() * choices.DURATIONS["boot_jitter"] * (not unit.storage)
            self.schedule(seconds / 2, "host-up", vc, unit, ids=[member.id])
            self.schedule(seconds, "booted", vc, unit, ids=[member.id])

    # -- addresses ------------------------------------------------------------------------------------------------

    def used_addresses(self) -> set[str]:
        """Every address of every node."""
        return {member.address for _, _, member in self.state.members() if member.address}

    def choose_addresses(self, unit: Unit, given: list[str], count: int) -> tuple[list[str], str]:
        """Addresses for new nodes, and the problem that makes their boot fail ("" when there is none)."""
        network = catalogs.network_of(self.catalog, unit.provider, unit.network)
        used = self.used_addresses()
        if given:
            outside = [a for a in given if network is not None and not _is_host(a, network)]
            if outside:
                return given, f"address {outside[0]} is not in the range {network} of [{unit.provider}]"
            taken = [a for a in given if a in used]
            return given, f"address {taken[0]} is already in use" if taken else ""
        if network is None:
            return [""] * count, f"no addresses given for [{unit.provider}]"
        free: list[str] = []
        for number in range(int(network[RESERVED_HOSTS]), int(network.broadcast_address)):
            if len(free) == count:
                break
            address = str(IPv4Address(number))
            if address not in used:
                free.append(address)
        short = count - len(free)
        return free + [""] * short, f"no free address in {network}" if short else ""


def _is_host(address: str, network: IPv4Network) -> bool:
    ip = IPv4Address(address)
    return ip in network and ip not in (network.network_address, network.broadcast_address)


def terraform_text(problem: str) -> str:
    """The kind of log the controller keeps when the cloud refuses."""
    return f"Error: creating instance failed\n\n  on main.tf line 12, in resource:\n  12: resource\n\n{problem}\n"
