"""States of units and nodes (controller-api.md 2 and 5)."""

from __future__ import annotations

MOVING = frozenset({"BOOTING", "STOPPING", "SUSPENDING", "RESUMING", "DELETING", "SHUTTING_DOWN"})
"""The six states in which the SDK goes on waiting."""

CHANGING = MOVING | {"INDEFINITE", "CREATING", "APPLYING"}
"""Plus those of a unit or group in between; CREATING was seen for disks in 2018 and is missing in today's SDK."""

BROKEN = frozenset({"ERROR", "CONTAINER_ERROR", "HOST_ERROR"})
"""States in which a creation has failed."""
