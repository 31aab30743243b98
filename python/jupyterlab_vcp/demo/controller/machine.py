"""The published state machine of nodes as a table: which operation leads from where, over what, to where."""

from __future__ import annotations

from dataclasses import dataclass

CONTAINER_RUNNING = frozenset({"RUNNING", "RESUMING", "SUSPENDING"})
HOST_ALLOCATED = CONTAINER_RUNNING | {"SUSPENDED", "STOPPING", "SHUTTING_DOWN", "POWER_OFF"}
NODE_STATES = HOST_ALLOCATED | {"BOOTING", "STOPPED", "CONTAINER_ERROR", "HOST_ERROR", "DELETING", "UNWATCH"}


@dataclass(frozen=True)
class Operation:
    """One operation on nodes."""

    sources: frozenset[str]
    via: str
    target: str
    straight: frozenset[str] = frozenset()
    """Error states from which the diagram draws an arrow to the target without a state between."""

    def allows(self, state: str) -> bool:
        """Whether a node in this state can be operated so."""
        return state in self.sources or state in self.straight


_ANY = frozenset(NODE_STATES - {"DELETING"})

OPERATIONS: dict[str, Operation] = {
    "suspend": Operation(frozenset({"RUNNING"}), "SUSPENDING", "SUSPENDED", frozenset({"CONTAINER_ERROR"})),
    "resume": Operation(frozenset({"SUSPENDED"}), "RESUMING", "RUNNING", frozenset({"CONTAINER_ERROR"})),
    "stop": Operation(frozenset({"SUSPENDED"}), "STOPPING", "STOPPED", frozenset({"CONTAINER_ERROR", "HOST_ERROR"})),
    "start": Operation(frozenset({"STOPPED"}), "BOOTING", "RUNNING", frozenset({"HOST_ERROR"})),
    "power_off": Operation(CONTAINER_RUNNING | {"SUSPENDED"}, "SHUTTING_DOWN", "POWER_OFF"),
    "power_on": Operation(frozenset({"POWER_OFF"}), "BOOTING", "RUNNING"),
    "watch": Operation(_ANY, "", ""),
    "unwatch": Operation(_ANY, "", ""),
    "backup": Operation(frozenset({"RUNNING", "SUSPENDED"}), "", ""),
}
UNIT_OPERATIONS = frozenset(OPERATIONS) - {"backup"}
POWER_OPERATIONS = frozenset({"power_on", "power_off"})

INCIDENTS: dict[str, tuple[frozenset[str], str]] = {
    "container-lost": (CONTAINER_RUNNING, "CONTAINER_ERROR"),
    "host-lost": (HOST_ALLOCATED, "HOST_ERROR"),
    "recovered": (frozenset({"CONTAINER_ERROR", "HOST_ERROR"}), "RUNNING"),
}
"""What happens to nodes without anybody asking."""
