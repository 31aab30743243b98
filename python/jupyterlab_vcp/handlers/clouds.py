"""Unit groups, units, nodes and disks."""

from __future__ import annotations

import asyncio
import re

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.handlers.base import VcpHandler
from jupyterlab_vcp.handlers.replies import to_json

_LINES = "application/x-ndjson"
_VERSION = re.compile("(?:[0-9a-f]{32})?")


class UnitGroupsHandler(VcpHandler):
    """All unit groups."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """UnitGroups; with ``since``, in lines and without those that the asker has."""
        since = self._since()
        groups = await self.services.clouds.tree(self.privileged)
        if since is None:
            await self.reply_large({"unitGroups": groups})
            return

        def lines() -> str:
            texts = [(group.id, to_json(group, self.services.redactor)) for group in groups]
            return self.services.listings.lines(texts, since)

        text = await asyncio.to_thread(lines)
        self.set_header("Cache-Control", "no-store")
        self.finish(text, set_content_type=_LINES)

    def _since(self) -> str | None:
        value = self.get_query_argument("since", None)
        if value is not None and not _VERSION.fullmatch(value):
            raise VcpFailure("bad_request", "The parameter since is the version of an answer, or empty.", path="since")
        return value

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Make one; its id."""
        body = self.body("createUnitGroup")
        self.reply({"id": await self.services.clouds.create_group(body["name"], body["type"], self.privileged)}, 202)


class UnitGroupHandler(VcpHandler):
    """One unit group."""

    @web.authenticated
    @authorized
    async def get(self, group: str) -> None:
        """UnitGroup."""
        await self.reply_large(await self.services.clouds.group(group, self.privileged))

    @web.authenticated
    @authorized
    async def patch(self, group: str) -> None:
        """Rename it or give it to another owner; the contract lets only one of the two through."""
        body = self.body("updateUnitGroup")
        if "name" in body:
            await self.services.clouds.rename_group(group, body["name"], self.privileged)
        else:
            await self.services.clouds.change_owner(group, body["owner"], self.privileged)
        self.accepted()

    @web.authenticated
    @authorized
    async def delete(self, group: str) -> None:
        """Delete it."""
        await self.services.clouds.delete_group(group, self.switch("force"), self.privileged)
        self.accepted()


class UnitHandler(VcpHandler):
    """One unit."""

    @web.authenticated
    @authorized
    async def get(self, group: str, unit: str) -> None:
        """Unit."""
        await self.reply_large(await self.services.clouds.unit(group, unit, self.privileged))

    @web.authenticated
    @authorized
    async def delete(self, group: str, unit: str) -> None:
        """Delete it."""
        await self.services.clouds.delete_unit(group, unit, self.switch("force"), self.privileged)
        self.accepted()


class UnitOperationHandler(VcpHandler):
    """Operations on all nodes of a unit."""

    @web.authenticated
    @authorized
    async def post(self, group: str, unit: str, operation: str) -> None:
        """Order it."""
        await self.services.clouds.operate_unit(group, unit, operation, self.privileged)
        self.accepted()


class NodesHandler(VcpHandler):
    """More nodes or disks."""

    @web.authenticated
    @authorized
    async def post(self, group: str, unit: str) -> None:
        """Add them."""
        body = self.body("addNodes")
        addresses, mac_addresses = body.get("addresses", []), body.get("macAddresses", [])
        await self.services.clouds.add_nodes(group, unit, body["count"], addresses, mac_addresses, self.privileged)
        self.accepted()


class NodeHandler(VcpHandler):
    """One node or disk."""

    @web.authenticated
    @authorized
    async def get(self, group: str, unit: str, node: str) -> None:
        """Node or Disk."""
        self.reply(await self.services.clouds.member(group, unit, node, self.privileged))

    @web.authenticated
    @authorized
    async def delete(self, group: str, unit: str, node: str) -> None:
        """Delete it."""
        await self.services.clouds.delete_member(group, unit, node, self.privileged)
        self.accepted()


class NodeOperationHandler(VcpHandler):
    """Operations on one node."""

    @web.authenticated
    @authorized
    async def post(self, group: str, unit: str, node: str, operation: str) -> None:
        """Order it."""
        await self.services.clouds.operate_node(group, unit, node, operation, self.privileged)
        self.accepted()
