"""Reminders and planned power-offs."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyterlab_vcp.handlers.base import VcpHandler


class ScheduleHandler(VcpHandler):
    """All of the user at the controller."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Schedule."""
        self.reply(await self.services.schedule.get())


class ReminderHandler(VcpHandler):
    """The date of one unit group."""

    @web.authenticated
    @authorized
    async def put(self, group: str) -> None:
        """Remember it; Schedule."""
        body = self.body("setReminder")
        note = body.get("note", "")
        self.reply(await self.services.schedule.set_reminder(group, body["date"], body["groupName"], note))

    @web.authenticated
    @authorized
    async def delete(self, group: str) -> None:
        """Forget it; Schedule."""
        self.reply(await self.services.schedule.remove_reminder(group))


class PowerOffsHandler(VcpHandler):
    """Planned power-offs."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Plan one; Schedule."""
        body = self.body("planPowerOff")
        privileged = body.get("privileged", False)
        schedule = self.services.schedule
        self.reply(await schedule.plan(body["key"], body["group"], body["groupName"], body["at"], privileged), 201)


class PowerOffHandler(VcpHandler):
    """One planned power-off."""

    @web.authenticated
    @authorized
    async def delete(self, plan: str) -> None:
        """Cancel or forget it; Schedule."""
        self.reply(await self.services.schedule.remove(plan))
