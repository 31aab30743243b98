"""A unit that tests put into one situation of the operation table after the other."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Any

import httpx

from jupyterlab_vcp.demo.generations import DEFAULT, GENERATIONS
from jupyterlab_vcp.demo.samples import Sample, sample_cci
from tests.conftest import Answer, Api, Simulator
from tests.core.operation_cases import Situation

ADDRESS = "192.168.77.{}"


@dataclass
class Stage:
    """A unit that is put into one situation after the other."""

    api: Api
    simulator: Simulator
    controller: httpx.Client
    provider: str
    size: int = 1
    group: str = ""
    made: int = 0
    locked: bool = False
    ids: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        return f"/unit-groups/{self.group}/units/u"

    def settle(self) -> None:
        self.simulator.control("POST", "/advance", {"all": True})

    def build(self) -> None:
        """A new group with a unit that has come up."""
        self.made += 1
        name = f"t{self.made}-{self.provider}"
        kind = "storage" if self.provider.endswith("_disk") else "compute"
        group = f'\n- vc:\n    cci_version: "25.10.0"\n    type: {kind}\n    description: "{name}"\n    name: {name}'
        self.group = self._order("/vcs", cci=_base64(group))["vcid"]
        info = sample_cci(Sample("u", self.provider, self.size), GENERATIONS[DEFAULT])
        if self.provider == "onpremises":
            addresses = [ADDRESS.format(10 * self.made + number) for number in range(self.size)]
            info = info.replace("ip_address_list: []", f"ip_address_list: {addresses}")
        self._order(f"/vcs/{self.group}", info=_base64(info), unit_name="u")
        self.settle()
        self.locked = False

    def _order(self, path: str, **body: str) -> Any:
        reply = self.controller.post(path, json=body)
        assert reply.status_code == 202, reply.text
        return reply.json()

    async def members(self) -> list[dict[str, Any]]:
        """What the unit has now; empty when it is gone."""
        answer = await self.api("GET", self.path)
        return [] if answer.status == 404 else [*answer.body["nodes"], *answer.body["disks"]]

    async def empty(self) -> None:
        """A new group whose unit has lost its only member."""
        self.build()
        (member,) = await self.members()
        assert (await self.order("delete", f"{self.path}/nodes/{member['id']}")).status == 202
        self.settle()
        assert await self.members() == []

    async def state(self) -> str:
        return str((await self.api("GET", self.path)).body["state"])

    async def fail(self) -> None:
        """A change that goes wrong: the unit shows ERROR, its members stay as they are."""
        if await self.state() == "ERROR":
            return
        self.simulator.control("POST", "/fail-units", {"unit": "u", "count": 1})
        assert (await self.order("add_nodes", self.path)).status == 202
        self.settle()
        assert await self.state() == "ERROR"

    async def enter(self, situation: Situation) -> None:
        """Put the unit into the situation."""
        if len(self.ids) != len(situation.members):
            self.build()
            self.ids = [each["id"] for each in await self.members()]
        for number, wanted in enumerate(situation.members, 1):
            body = {"vc": self.group, "node_no": number, "state": wanted.state, "watched": bool(wanted.watched)}
            self.simulator.control("POST", "/node-state", body)
        # Work in hand has the lock, and a state that nobody writes by hand.
        locked = situation.moving is not None
        if locked or self.locked:
            self.locked = locked
            self.simulator.control("POST", "/processing", {"vc": self.group, "value": locked})
        if situation.unit == "ERROR":
            await self.fail()

    async def look(self) -> list[tuple[str, bool]]:
        """State and watching of each node, and how many there are now."""
        found = await self.members()
        self.ids = [each["id"] for each in found]
        return [(each["state"], each["watched"]) for each in found]

    async def order(self, operation: str, place: str) -> Answer:
        """Send it as the browser would; ``place`` is the path of a unit, a node or a disk."""
        if operation == "delete":
            return await self.api("DELETE", place, query={} if "/nodes/" in place else {"force": "1"})
        if operation == "add_nodes":
            addresses = [ADDRESS.format(200 + self.made)] if self.provider == "onpremises" else []
            return await self.api("POST", f"{place}/nodes", {"count": 1, "addresses": addresses})
        return await self.api("POST", f"{place}/operations/{operation}")


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
