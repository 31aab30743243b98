"""The image catalog."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Coroutine
from typing import Any, TypeVar

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyterlab_vcp.core.errors import VcpFailure
from jupyterlab_vcp.core.image_reference import is_repository, parse_image
from jupyterlab_vcp.handlers.base import VcpHandler
from jupyterlab_vcp.handlers.packing import packed_json

T = TypeVar("T")

MAX_REPOSITORIES = 50
MAX_IMAGES = 20
MAX_IMAGE = 512
"""Characters."""

_PLATFORM = re.compile(r"[A-Za-z0-9._-]+/[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)?")
_MAX_PLATFORM = 128


class ImagesHandler(VcpHandler):
    """What the handlers of the catalog share: questions that end when the browser goes away."""

    _work: asyncio.Task[Any] | None = None

    async def while_connected(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of some work; it is given up when the browser has closed the connection."""
        task: asyncio.Task[T] = asyncio.ensure_future(work)
        self._work = task
        try:
            return await task
        except asyncio.CancelledError:
            if self._work is None:
                # There is nobody to be told anything.
                raise web.Finish from None
            raise

    def on_connection_close(self) -> None:
        """Tornado's word that the browser has gone."""
        super().on_connection_close()
        task, self._work = self._work, None
        if task is not None:
            task.cancel()

    async def reply_packed(self, value: object) -> None:
        """As :meth:`reply`, for what may hold a hundred thousand tags."""
        data, packed = await packed_json(value, self.services.redactor, self.request.headers.get("Accept-Encoding", ""))
        self.set_header("Vary", "Accept-Encoding")
        if packed:
            self.set_header("Content-Encoding", "gzip")
        self._send_json(data, 200)

    def several(self, name: str, most: int) -> list[str]:
        """A query parameter that stands once or several times."""
        values = self.get_query_arguments(name, strip=False)
        if not 1 <= len(values) <= most:
            raise VcpFailure("bad_request", f"The parameter {name} stands 1 to {most} times.", path=name)
        return values


class RegistriesHandler(ImagesHandler):
    """Which registries there are."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """The registries."""
        self.reply({"registries": self.services.images.registries()})


class RepositoriesHandler(ImagesHandler):
    """What one of them lists."""

    @web.authenticated
    @authorized
    async def get(self, registry: str) -> None:
        """Repositories."""
        fresh = self.switch("fresh")
        await self.reply_packed(await self.while_connected(self.services.images.repositories(registry, fresh)))


class TagsHandler(ImagesHandler):
    """The tags of some repositories."""

    @web.authenticated
    @authorized
    async def get(self, registry: str) -> None:
        """RepositoryTags of each."""
        fresh, repositories = self.switch("fresh"), self.several("repository", MAX_REPOSITORIES)
        if not all(is_repository(each) for each in repositories):
            message = "The parameter repository is the name of a repository: lower case, vcp/base for example."
            raise VcpFailure("bad_request", message, path="repository")
        tags = await self.while_connected(self.services.images.tags(registry, repositories, fresh))
        await self.reply_packed({"repositories": tags})


class SummariesHandler(ImagesHandler):
    """What rows show of some images."""

    @web.authenticated
    @authorized
    async def get(self, registry: str) -> None:
        """ImageSummary of each."""
        images = self.several("image", MAX_IMAGES)
        if any(len(each) > MAX_IMAGE for each in images):
            raise VcpFailure("bad_request", f"The parameter image has at most {MAX_IMAGE} characters.", path="image")
        summaries = await self.while_connected(self.services.images.summaries(registry, images))
        await self.reply_packed({"images": summaries})


class ImageHandler(ImagesHandler):
    """Everything about one image."""

    @web.authenticated
    @authorized
    async def get(self, registry: str) -> None:
        """ImageDetails."""
        fresh, platform = self.switch("fresh"), self.get_query_argument("platform", None)
        (image,) = self.several("image", 1)
        if len(image) > MAX_IMAGE or parse_image(image) is None:
            message = "The parameter image is repository:tag or repository@digest."
            raise VcpFailure("bad_request", message, path="image")
        if platform is not None and (len(platform) > _MAX_PLATFORM or not _PLATFORM.fullmatch(platform)):
            message = "The parameter platform is os/architecture or os/architecture/variant."
            raise VcpFailure("bad_request", message, path="platform")
        details = self.services.images.details(registry, image, platform, fresh)
        await self.reply_packed(await self.while_connected(details))
