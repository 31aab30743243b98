"""Writing keys into secrets that may hold others: the store replaces a whole secret, so it is read and merged first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from weakref import WeakValueDictionary

from jupyterlab_vcp.clients.vault import VaultClient
from jupyterlab_vcp.core.vault_reference import Reference


class SecretMerge:
    """One writer at a time per path. Against another program the store offers no such guard (version 1 of its API)."""

    def __init__(self, remember: Callable[[Iterable[str]], None]) -> None:
        """``remember`` makes values known to the redactor."""
        self._remember = remember
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def write(self, vault: VaultClient, values: Mapping[Reference, object], over: bool) -> frozenset[Reference]:
        """Store values beside what stands at the same paths; the references that were written.

        :param over: False leaves keys alone that have a value.
        :raises VcpFailure: as VaultClient.read and .write; paths before the one that failed are written.
        """
        written: set[Reference] = set()
        for path in sorted({reference.path for reference in values}):
            here = {reference.key: each for reference, each in values.items() if reference.path == path}
            # The name lives as long as somebody holds or awaits the lock.
            lock = self._locks.setdefault(path, asyncio.Lock())
            async with lock:
                written |= {Reference(path, key) for key in await self._write_one(vault, path, here, over)}
        return frozenset(written)

    async def _write_one(
        self, vault: VaultClient, path: str, values: Mapping[str, object], over: bool
    ) -> Iterable[str]:
        present = await vault.read(path)
        fresh = {key: each for key, each in values.items() if over or present.get(key) in (None, "")}
        if not fresh:
            return ()
        merged = {**present, **fresh}
        # A refusal may repeat what it was sent.
        self._remember(each for each in merged.values() if isinstance(each, str))
        await vault.write(path, merged)
        return fresh
