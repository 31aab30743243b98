"""Why a user's YAML file was not edited, as the user is told it: with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jupyterlab_vcp.core.errors import Code, VcpFailure
from jupyterlab_vcp.core.source import SourceError
from jupyterlab_vcp.core.yaml_edit import EditRefused


@contextmanager
def edit_refusals_told(path: Path) -> Iterator[None]:
    """Turns refusals of :mod:`core.yaml_edit` within its block into failures.

    :raises VcpFailure: ``config_broken`` for a file that is no usable YAML, ``bad_request`` for one that is better
        edited by hand; ``path`` is the file, with the line where it is known.
    """
    try:
        yield
    except SourceError as error:
        raise _failure("config_broken", path, error.line, f"{error}. Mend it first.") from None
    except EditRefused as error:
        raise _failure("bad_request", path, error.line, f"{error}. Edit it by hand.") from None


def _failure(code: Code, path: Path, line: int | None, words: str) -> VcpFailure:
    place = str(path) if line is None else f"{path}:{line}"
    return VcpFailure(code, f"{place}: {words}", path=place)
