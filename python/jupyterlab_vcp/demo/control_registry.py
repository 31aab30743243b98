"""What the control endpoint does to registries; ``control`` says with which JSON each function is called."""

from __future__ import annotations

from jupyterlab_vcp.demo.control_actions import Body, ControlError
from jupyterlab_vcp.demo.registry import breakage, images
from jupyterlab_vcp.demo.registry.registries import Registry
from jupyterlab_vcp.demo.services import Services

MOST_TAGS = 200_000


def _registry(services: Services, body: Body) -> Registry:
    name = str(body.get("service", "registry"))
    if name not in services.sim.registries:
        raise ControlError("service must be one of " + " ".join(services.sim.registries))
    return services.sim.registries[name]


async def set_registry(services: Services, body: Body) -> object:
    """POST /registry: settings of one registry."""
    registry = _registry(services, body)
    for key, value in body.items():
        if key != "service":
            registry.set(key, value)
    return dict(registry.settings)


async def break_image(services: Services, body: Body) -> object:
    """POST /break-image: spoil one image."""
    store = _registry(services, body).store
    breakage.break_image(store, str(body.get("repository")), str(body.get("tag")), str(body.get("kind")))
    return {}


async def add_tags(services: Services, body: Body) -> object:
    """POST /tags: many tags, or names that break the grammar."""
    store, name, count = _registry(services, body).store, str(body["repository"]), body.get("count", 0)
    if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= MOST_TAGS:
        raise ControlError(f"count must be an integer from 0 to {MOST_TAGS}")
    images.add_tags(store, name, count)
    if body.get("odd"):
        breakage.add_odd_names(store, name)
    return {"tags": len(store[name].tags)}
