"""The control endpoint: plain HTTP and JSON on 127.0.0.1, for tests and curious people."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from tornado.web import Application, RequestHandler

from jupyterlab_vcp.demo import certs, faults
from jupyterlab_vcp.demo.base_handler import json_object
from jupyterlab_vcp.demo.controller import work
from jupyterlab_vcp.demo.controller.machine import INCIDENTS, NODE_STATES
from jupyterlab_vcp.demo.controller.state import Member, Unit
from jupyterlab_vcp.demo.controller.world import BootRule
from jupyterlab_vcp.demo.services import Services

Body = dict[str, Any]


class ControlError(ValueError):
    """A request that makes no sense; the text goes back with status 400."""


def _units(services: Services, body: Body) -> list[Unit]:
    """Units by group (id or name) and unit name."""
    wanted, name = str(body.get("vc", "")), body.get("unit")
    found = [
        unit
        for vc in services.sim.world.state.vcs.values()
        if wanted in ("", vc.vcid, vc.name)
        for unit in vc.units.values()
        if name in (None, unit.name)
    ]
    if not found:
        raise ControlError("no such unit")
    return found


def _nodes(services: Services, body: Body) -> list[Member]:
    """Nodes by group, unit and number; no number: all."""
    number = body.get("node_no")
    return [node for unit in _units(services, body) for node in unit.members if number in (None, node.no)]


async def add_fault(services: Services, body: Body) -> object:
    """POST /faults."""
    services.sim.faults.add(faults.parse(body))
    return {}


async def list_faults(services: Services, body: Body) -> object:
    """GET /faults."""
    return {"faults": services.sim.faults.describe()}


async def clear_faults(services: Services, body: Body) -> object:
    """DELETE /faults: rules, refused listening, wrong certificates, connections kept."""
    services.sim.faults.clear()
    services.sim.let_go()
    await services.restore()
    return {}


def _boot_rule(services: Services, body: Body, message: str | None) -> object:
    if not isinstance(body.get("unit"), str):
        raise ControlError("unit must be a name or a regular expression")
    re.compile(body["unit"])
    services.sim.world.boot_rules.append(BootRule(body["unit"], message, body.get("count")))
    return {}


async def fail_units(services: Services, body: Body) -> object:
    """POST /fail-units: the next boots in these units end in ERROR."""
    return _boot_rule(services, body, str(body.get("message") or "Error: injected failure"))


async def hang_units(services: Services, body: Body) -> object:
    """POST /hang-units: the next boots in these units never end."""
    return _boot_rule(services, body, None)


async def clear_rules(services: Services, body: Body) -> object:
    """DELETE /fail-units and /hang-units."""
    services.sim.world.boot_rules.clear()
    return {}


async def processing(services: Services, body: Body) -> object:
    """POST /processing: set (or clear) the lock of units without any work."""
    for unit in _units(services, body):
        unit.processing = bool(body.get("value", True))
    services.sim.changed = True
    return {}


async def incident(services: Services, body: Body) -> object:
    """POST /incidents: a container or a host is lost, or comes back."""
    if body.get("event") not in INCIDENTS:
        raise ControlError("event must be one of " + " ".join(INCIDENTS))
    sources, target = INCIDENTS[body["event"]]
    hit = [node for node in _nodes(services, body) if node.state in sources]
    for node in hit:
        node.state = target
        node.error_message = "" if target == "RUNNING" else str(body.get("message", body["event"]))
    services.sim.changed = True
    return {"nodes": len(hit)}


async def node_state(services: Services, body: Body) -> object:
    """POST /node-state: write the stored state only, as the administrator's command does."""
    if body.get("state") not in NODE_STATES:
        raise ControlError("state must be one of " + " ".join(sorted(NODE_STATES)))
    for node in _nodes(services, body):
        node.state = body["state"]
    services.sim.changed = True
    return {}


async def reset(services: Services, body: Body) -> object:
    """POST /reset: back to the scenario; tokens, ports and the numbers of requests go on."""
    services.sim.reset()
    services.sim.log.clear()
    await services.restore()
    return {}


async def advance(services: Services, body: Body) -> object:
    """POST /advance: jump by seconds, or to the end of all work."""
    if body.get("all"):
        work.run_all(services.sim.world)
    else:
        services.sim.clock.advance(float(body["seconds"]))
    services.sim.tick()
    services.sim.changed = True
    return {"pending": len(services.sim.world.state.events)}


async def expire(services: Services, body: Body) -> object:
    """POST /expire: a token by label or value, now or after some more requests."""
    if not services.sim.accounts.expire(str(body.get("token", "")), int(body.get("after", 0))):
        raise ControlError("no such token")
    services.sim.changed = True
    return {}


async def certificate(services: Services, body: Body) -> object:
    """POST /certificate: swap the certificate of a service."""
    if body.get("kind") not in certs.KINDS:
        raise ControlError("kind must be one of " + " ".join(certs.KINDS))
    services.certificate(_service(services, body), body["kind"])
    return {}


async def listen(services: Services, body: Body) -> object:
    """POST /listen: refuse connections to a service, or take them again."""
    name = _service(services, body)
    if name == "control":
        raise ControlError("the control endpoint stays")
    await services.listen(name, bool(body.get("on", True)))
    return {}


def _service(services: Services, body: Body) -> str:
    name = str(body.get("service", "controller"))
    if name not in services.servers:
        raise ControlError("service must be one of " + " ".join(services.servers))
    return name


async def requests(services: Services, body: Body) -> object:
    """GET /requests?since=N."""
    return {"requests": services.sim.log.since(int(body.get("since", 0)))}


async def clear_requests(services: Services, body: Body) -> object:
    """DELETE /requests."""
    services.sim.log.clear()
    return {}


async def status(services: Services, body: Body) -> object:
    """GET /: where the services are, without tokens."""
    sim = services.sim
    pending = len(sim.world.state.events)
    return {**services.info(), "scenario": sim.setup.scenario, "speed": sim.clock.speed, "pending": pending}


Action = Callable[[Services, Body], Awaitable[object]]

ACTIONS: dict[tuple[str, str], Action] = {
    ("GET", "/"): status,
    ("POST", "/faults"): add_fault,
    ("GET", "/faults"): list_faults,
    ("DELETE", "/faults"): clear_faults,
    ("POST", "/fail-units"): fail_units,
    ("DELETE", "/fail-units"): clear_rules,
    ("POST", "/hang-units"): hang_units,
    ("DELETE", "/hang-units"): clear_rules,
    ("POST", "/processing"): processing,
    ("POST", "/incidents"): incident,
    ("POST", "/node-state"): node_state,
    ("POST", "/reset"): reset,
    ("POST", "/advance"): advance,
    ("POST", "/expire"): expire,
    ("POST", "/certificate"): certificate,
    ("POST", "/listen"): listen,
    ("GET", "/requests"): requests,
    ("DELETE", "/requests"): clear_requests,
}


class ControlHandler(RequestHandler):
    """Looks the action up; refuses requests of web pages (any ``Origin``)."""

    def initialize(self, services: Services) -> None:
        """Tornado's hook for the arguments of the route."""
        self.services = services

    def data_received(self, chunk: bytes) -> None:
        """Unused: bodies are small."""

    async def _serve(self) -> None:
        action = ACTIONS.get((str(self.request.method), self.request.path))
        if action is None or "Origin" in self.request.headers:
            self.set_status(404)
            self.finish({"error": "no such action", "actions": [" ".join(key) for key in ACTIONS]})
            return
        self.services.sim.tick()
        try:
            body = json_object(self.request.body or b"{}")
            body |= {name: self.get_query_argument(name) for name in self.request.query_arguments}
            self.finish(dict(await action(self.services, body)))  # type: ignore[call-overload]
        except (ValueError, KeyError, TypeError, re.error) as error:
            self.set_status(400)
            self.finish({"error": f"{type(error).__name__}: {error}"})

    get = post = delete = _serve


def control_app(services: Services) -> Application:
    """All actions."""
    return Application([(r"/.*", ControlHandler, {"services": services})], log_function=lambda handler: None)
