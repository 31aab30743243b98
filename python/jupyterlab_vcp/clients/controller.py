"""The VC Controller's REST API (controller-api.md 1 to 6): its oddities are known here and nowhere else."""

from __future__ import annotations

import asyncio
import base64
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar
from urllib.parse import quote

from jupyterlab_vcp.clients.beside import beside
from jupyterlab_vcp.clients.http import HttpClient, Reply
from jupyterlab_vcp.clients.objects import (
    Authority,
    ControllerVersion,
    Disk,
    Node,
    Unit,
    UnitGroup,
    UnitType,
    VpnEntry,
    parse_authority,
    parse_created,
    parse_member,
    parse_public_key,
    parse_unit,
    parse_unit_group,
    parse_unit_groups,
    parse_version,
    parse_vpn_catalog,
)
from jupyterlab_vcp.clients.upstream import error_text, parse_json
from jupyterlab_vcp.core.cci import write_group_cci
from jupyterlab_vcp.core.errors import Code, VcpFailure

SDK_VERSION = "25.10.0"
"""What unit group CCIs name as ``cci_version``: the SDK release whose client the pages describe."""
BASE_PATH = "/vcp/v1/occtr"


RETRY_PAUSE = (0.1, 0.5)
"""Seconds before a second try, spread so that a hundred polling browsers do not come back in the same moment."""

_ACCEPTED = frozenset({202})
_READ = frozenset({200})
_PROXY_ERRORS = frozenset({502, 503})
T = TypeVar("T")


class ControllerClient:
    """One token's view of the controller.

    Every method raises :class:`VcpFailure`. Reads are tried a second time when the connection broke; writes never are,
    because an order that got through twice makes nodes twice. ``on_outcome`` hears of each call: its failure, or None.
    """

    def __init__(
        self, http: HttpClient, token: str, on_outcome: Callable[[Code | None], None] = lambda code: None
    ) -> None:
        self._http = http
        self._token = token.strip()
        self._on_outcome = on_outcome
        self._authority: Authority | None = None

    # Controller level

    async def alive(self) -> int:
        """The status of the probe of the base URL, whatever it is."""
        return (await self._send("GET", [], None, False)).status

    async def authority(self) -> Authority:
        """Who the token is.

        :raises VcpFailure: ``token_refused`` when the controller does not take it.
        """
        with self._reporting():
            reply = await self._resend(["accounts", "authority"])
            if reply.status in (400, 401, 403):
                message = "The controller does not accept the access token. Enter another one; tokens expire."
                raise _failure("token_refused", message, reply)
            self._authority = _value(self._settled(reply, _READ), parse_authority)
            return self._authority

    async def version(self) -> ControllerVersion:
        """Versions of the controller and its plugins."""
        return await self._read(["version"], parse_version)

    async def public_key(self) -> str:
        """The controller's SSH public key, one line."""
        return await self._read(["publickey"], parse_public_key)

    async def vpn_catalog(self) -> tuple[VpnEntry, ...]:
        """The networks of all providers."""
        return await self._read(["vpn_catalog"], parse_vpn_catalog)

    # Unit groups

    async def unit_groups(self, *, privileged: bool = False) -> tuple[UnitGroup, ...]:
        """The user's unit groups with all that is in them; everybody's when privileged."""
        return await self._read(["vcs"], parse_unit_groups, privileged)

    async def unit_group(self, group: str, *, privileged: bool = False) -> UnitGroup:
        """One unit group; ``not_found`` once it is deleted."""
        return await self._read(["vcs", group], parse_unit_group, privileged)

    async def create_unit_group(self, name: str, unit_type: UnitType, *, privileged: bool = False) -> str:
        """Make a unit group; answers its id."""
        reply = await self._write("POST", ["vcs"], {"cci": _group_cci(name, unit_type)}, privileged)
        return _value(reply, parse_created)

    async def rename_unit_group(self, group: str, name: str, unit_type: UnitType, *, privileged: bool = False) -> None:
        """Give a unit group another name; the type must be the one it has."""
        await self._write("PUT", ["vcs", group], {"cci": _group_cci(name, unit_type)}, privileged)

    async def change_owner(self, group: str, owner: str, *, privileged: bool = False) -> None:
        """Give a unit group to another user."""
        await self._write("PATCH", ["vcs", group], {"owner": owner, "operation": "change_owner"}, privileged)

    async def delete_unit_group(self, group: str, *, force: bool, privileged: bool = False) -> None:
        """Delete a unit group; with ``force`` everything in it too."""
        await self._write("DELETE", ["vcs", group], _force(force), privileged)

    async def add_unit(self, group: str, unit: str, cci: str, *, privileged: bool = False) -> None:
        """Add a unit from its CCI text."""
        await self._write("POST", ["vcs", group], {"info": _base64(cci), "unit_name": unit}, privileged)

    # Units

    async def unit(self, group: str, unit: str, *, privileged: bool = False) -> Unit:
        """One unit with its nodes or disks."""
        return await self._read(["vcs", group, unit], parse_unit, privileged)

    async def add_nodes(
        self,
        group: str,
        unit: str,
        count: int,
        addresses: Sequence[str] = (),
        mac_addresses: Sequence[str] = (),
        *,
        privileged: bool = False,
    ) -> None:
        """Add nodes or disks of the unit's own spec; a list that is given decides the count, as in the SDK."""
        body = {
            "ip_address_list": list(addresses),
            "mac_address_list": list(mac_addresses),
            "num_nodes": len(addresses) or len(mac_addresses) or count,
        }
        await self._write("PUT", ["vcs", group, unit], body, privileged)

    async def delete_unit(self, group: str, unit: str, *, force: bool, privileged: bool = False) -> None:
        """Delete a unit; with ``force`` its nodes or disks too."""
        await self._write("DELETE", ["vcs", group, unit], _force(force), privileged)

    async def operate_unit(self, group: str, unit: str, operation: str, *, privileged: bool = False) -> None:
        """Apply an operation (openapi.yaml, UnitOperation) to all nodes of a unit."""
        # The status of clear_processing is only inferred from a generated page, so both it names count.
        expected = _ACCEPTED | _READ if operation == "clear_processing" else _ACCEPTED
        reply = await self._write("PATCH", ["vcs", group, unit, operation], {}, privileged, expected)
        if reply.status == 200:
            # A login page of a proxy has that status too.
            _value(reply, lambda value: value)

    # Nodes and disks

    async def member(self, group: str, unit: str, member: str, *, privileged: bool = False) -> Node | Disk:
        """One node or disk."""
        return await self._read(["vcs", group, unit, member], parse_member, privileged)

    async def delete_member(self, group: str, unit: str, member: str, *, privileged: bool = False) -> None:
        """Delete one node or disk."""
        await self._write("DELETE", ["vcs", group, unit, member], {}, privileged)

    async def operate_node(self, group: str, unit: str, node: str, operation: str, *, privileged: bool = False) -> None:
        """Apply an operation (openapi.yaml, NodeOperation) to one node; ``backup`` is a GET with a side effect."""
        path = ["vcs", group, unit, node, operation]
        if operation == "backup":
            await self._write("GET", path, None, privileged)
        else:
            await self._write("PATCH", path, {}, privileged)

    # Transport

    @contextmanager
    def _reporting(self) -> Iterator[None]:
        """Tell the owner of this client how a call went: what it knows of the controller may no longer be so."""
        try:
            yield
        except VcpFailure as failure:
            self._on_outcome(failure.code)
            raise
        self._on_outcome(None)

    async def _read(self, path: Sequence[str], parse: Callable[[object], T], privileged: bool = False) -> T:
        with self._reporting():
            reply = await self._resend(path, privileged=privileged)
            if reply.status in (401, 403):
                raise await self._explain(reply, writing=False)
            settled = self._settled(reply, _READ)
            # Ten thousand nodes take half a second to narrow.
            return await beside(len(settled.body), lambda: _value(settled, parse))

    async def _resend(self, path: Sequence[str], *, privileged: bool = False) -> Reply:
        """A read, once more after a broken connection or a proxy without a controller behind it."""
        try:
            reply = await self._send("GET", path, None, privileged)
            if reply.status not in _PROXY_ERRORS:
                return reply
        except VcpFailure as failure:
            if failure.code != "unreachable":
                raise
        await asyncio.sleep(random.uniform(*RETRY_PAUSE))  # noqa: S311
        return await self._send("GET", path, None, privileged)

    async def _write(
        self,
        method: str,
        path: Sequence[str],
        body: Mapping[str, object] | None,
        privileged: bool,
        expected: frozenset[int] = _ACCEPTED,
    ) -> Reply:
        authority = self._authority or await self.authority()
        if authority.role == "readonly":
            raise VcpFailure("readonly_token", "The access token may only read. Enter one with full access.")
        with self._reporting():
            reply = await self._send(method, path, body, privileged)
            if reply.status in (401, 403):
                raise await self._explain(reply, writing=True)
            return self._settled(reply, expected)

    async def _send(
        self, method: str, path: Sequence[str], body: Mapping[str, object] | None, privileged: bool
    ) -> Reply:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._token:
            headers["x-vcc-access-token"] = self._token
        if privileged:
            headers["x-vcc-privileged"] = "True"
        url = "".join([BASE_PATH, *(f"/{quote(segment, safe='')}" for segment in path)])
        return await self._http.send(method, url, headers, None if body is None else json.dumps(body).encode())

    async def _explain(self, reply: Reply, *, writing: bool) -> VcpFailure:
        """What a 401 or 403 means: the pages do not say, so the controller is asked who the token is now."""
        try:
            authority = await self.authority()
        except VcpFailure as failure:
            if failure.code == "token_refused":
                return failure
        else:
            if writing and authority.role == "readonly":
                return _failure("readonly_token", "The access token may only read. Enter one with full access.", reply)
        return _failure("not_permitted", "The controller does not permit this to the owner of the access token.", reply)

    def _settled(self, reply: Reply, expected: frozenset[int]) -> Reply:
        """The reply, when its status is the one that the pages promise."""
        if reply.status in expected:
            return reply
        if reply.status == 404:
            raise _failure("not_found", "The controller does not know it (any more).", reply)
        if reply.status in _PROXY_ERRORS:
            raise _failure("unreachable", f"{self._http.address} answers, but no controller behind it.", reply)
        if reply.status in (408, 504):
            raise _failure("timeout", "The controller did not answer its proxy in time.", reply)
        if 400 <= reply.status < 500:
            raise _failure("refused", "The controller refused the request.", reply)
        raise _failure("not_understood", f"The controller answered with HTTP {reply.status}.", reply)


def _failure(code: Code, message: str, reply: Reply) -> VcpFailure:
    """A failure with the controller's own status and words."""
    return VcpFailure(code, message, upstream_status=reply.status, upstream_message=error_text(reply))


def _value(reply: Reply, parse: Callable[[object], T]) -> T:
    value = parse_json(reply)
    if value is None:
        message = f"The answer is not JSON but {reply.media_type or 'of no type'}. Is a controller at this address?"
        raise _failure("not_understood", message, reply)
    return parse(value)


def _group_cci(name: str, unit_type: UnitType) -> str:
    return _base64(write_group_cci(name, unit_type, SDK_VERSION))


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _force(force: bool) -> dict[str, object]:
    """The controller takes the *words* true and false."""
    return {"force": "true" if force else "false"}
