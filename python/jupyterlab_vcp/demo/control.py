"""The control endpoint: plain HTTP and JSON on 127.0.0.1, for tests and curious people.

Every answer is a JSON object, ``{}`` where nothing else is said; status 400 and ``{"error": text}`` for what makes no
sense, 404 with the list of actions for an unknown path. Requests of web pages (any ``Origin``) are refused.
``SERVICE`` is ``controller``, ``vault`` or a ``REGISTRY``: ``registry`` (port 5000 of a controller), ``registry_user``
(port 5001) or ``harbor``. ``TARGET`` stands for the keys ``"vc"`` (id or name of a group; left out:
all), ``"unit"`` (name; left out: all) and, for nodes and disks, ``"node_no"`` (number; left out: all). ``"count"`` is
how often a rule works; left out or null: until it is cleared. ``REGEX`` of a unit must match its whole name.

What is there
    GET    /                 -> {"controller", "vault", "registries", "control", "generation", "scenario", "speed",
                             "pending"}
    GET    /requests         ?since=NUMBER -> {"requests": [{"no", "time", "service", "method", "path", "privileged",
                             "user", "status", "fault"}]}
    DELETE /requests         forget them
    POST   /reset            back to the scenario: records, secrets, faults, tokens, certificates

Time
    POST   /advance          {"seconds": S} or {"all": true} -> {"pending": N}; clock seconds, or to the end of all work
    POST   /speed            {"speed": X}: of the work that is ordered from now on; ``/reset`` takes it back. With 1 and
                             ``/advance`` a test decides alone when something ends.

Faults of requests (kinds and options: ``faults``)
    POST   /faults           {"match": {"method", "path": REGEX, "service": SERVICE}, "count", "fault": {"kind", ...}}
    GET    /faults           -> {"faults": [...]}
    DELETE /faults           rules, refused listening, wrong certificates, connections kept without an answer, what was
                             done to registries
    POST   /listen           {"service": SERVICE, "on": false}: connections are refused; true: taken again
    POST   /certificate      {"service": SERVICE, "kind": "good" | "wrong-ca" | "wrong-host" | "expired"}
    POST   /expire           {"token": label or value, "after": N}: now, or once it was used N more times

Work that goes wrong
    POST   /fail-units       {"unit": REGEX, "message", "count"}: the next boots end in ERROR
    POST   /hang-units       {"unit": REGEX, "count"}: the next boots never end
    POST   /ignore-units     {"unit": REGEX, "count"}: the next orders answer 202, and nothing happens
    DELETE /fail-units, /hang-units, /ignore-units   clear these rules, all three

Registries (settings: ``registry.registries``, kinds: ``registry.breakage``)
    POST   /registry         {"service": REGISTRY, SETTING: VALUE, ...} -> its settings
    POST   /break-image      {"service": REGISTRY, "repository", "tag", "kind"}
    POST   /tags             {"service": REGISTRY, "repository", "count": N, "odd": true | false}: N more tags; odd:
                             also tags and repositories that break the grammar -> {"tags": how many there are}

What happens without anybody asking the controller
    POST   /processing       {TARGET unit, "value": true | false}: the lock without any work
    POST   /incidents        {TARGET node, "event": "container-lost" | "host-lost" | "recovered", "message"}
                             -> {"nodes": N}
    POST   /node-state       {TARGET node, "state", "watched": true | false}: what is stored only, as the
                             administrator's command writes it; watched left out: as it is
    POST   /vanish           {"vc", "unit", "node_no"}: the group, the unit or the member is gone at once
    POST   /attach           {TARGET disk, "in_use": true | false}: attached elsewhere, or released -> {"disks": N}
    POST   /churn            {"groups": N}: some nodes of N groups get another state
                             -> {"groups": [{"id", "unit", "nodes": [number]}]}
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from tornado.web import Application, RequestHandler

from jupyterlab_vcp.demo import control_actions as actions
from jupyterlab_vcp.demo import control_registry
from jupyterlab_vcp.demo.base_handler import json_object
from jupyterlab_vcp.demo.control_actions import Body
from jupyterlab_vcp.demo.services import Services

Action = Callable[[Services, Body], Awaitable[object]]

ACTIONS: dict[tuple[str, str], Action] = {
    ("GET", "/"): actions.status,
    ("POST", "/faults"): actions.add_fault,
    ("GET", "/faults"): actions.list_faults,
    ("DELETE", "/faults"): actions.clear_faults,
    ("POST", "/fail-units"): actions.fail_units,
    ("DELETE", "/fail-units"): actions.clear_rules,
    ("POST", "/hang-units"): actions.hang_units,
    ("DELETE", "/hang-units"): actions.clear_rules,
    ("POST", "/ignore-units"): actions.ignore_units,
    ("DELETE", "/ignore-units"): actions.clear_rules,
    ("POST", "/processing"): actions.processing,
    ("POST", "/incidents"): actions.incident,
    ("POST", "/node-state"): actions.node_state,
    ("POST", "/vanish"): actions.vanish,
    ("POST", "/attach"): actions.attach,
    ("POST", "/churn"): actions.churn,
    ("POST", "/reset"): actions.reset,
    ("POST", "/advance"): actions.advance,
    ("POST", "/speed"): actions.speed,
    ("POST", "/expire"): actions.expire,
    ("POST", "/certificate"): actions.certificate,
    ("POST", "/registry"): control_registry.set_registry,
    ("POST", "/break-image"): control_registry.break_image,
    ("POST", "/tags"): control_registry.add_tags,
    ("POST", "/listen"): actions.listen,
    ("GET", "/requests"): actions.requests,
    ("DELETE", "/requests"): actions.clear_requests,
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
