"""The command line: ``python -m jupyterlab_vcp cci FILE.vcpspec`` prints the unit CCI of a spec document."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from jupyterlab_vcp.core.configuration import Problem
from jupyterlab_vcp.core.refusal import Refusal
from jupyterlab_vcp.core.spec_frame import version_refusal
from jupyterlab_vcp.services.configuration import find_config_dir, read_configuration
from jupyterlab_vcp.services.providers import load_providers
from jupyterlab_vcp.services.specs import SpecRefused, SpecService

REFUSED = 1
UNREADABLE = 2


class _Unreadable(Exception):
    """The document cannot be read at all."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status is 0, 1 (refused) or 2 (not a document that can be read)."""
    options = _parser().parse_args(arguments)
    try:
        document = _read_document(options.file)
    except _Unreadable as error:
        print(f"{options.file}: {error}", file=sys.stderr)
        return UNREADABLE
    return asyncio.run(_print_cci(document, options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m jupyterlab_vcp", description="Tools of jupyterlab-vcp.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    cci = commands.add_parser("cci", help="print the unit CCI that Create now would send for a spec document")
    cci.add_argument("file", type=Path, metavar="FILE.vcpspec")
    cci.add_argument("--config-dir", metavar="DIR", help="folder with vcp_config.yml and vcp_flavor.yml")
    cci.add_argument("--providers", type=Path, metavar="DIR", help="folder with provider schemas of your site")
    cci.add_argument("--reveal", action="store_true", help="print literal credentials instead of masking them")
    return parser


def _read_document(path: Path) -> Mapping[str, object]:
    try:
        document: object = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise _Unreadable(f"cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise _Unreadable(f"is not a JSON document: {error}") from None
    if not isinstance(document, dict):
        raise _Unreadable("is not a .vcpspec document: a JSON object is needed")
    refusal = version_refusal(document)
    if refusal is not None:
        raise _Unreadable(refusal.message)
    return document


async def _print_cci(document: Mapping[str, object], options: argparse.Namespace) -> int:
    providers = load_providers(options.providers)
    configuration = read_configuration(find_config_dir(options.config_dir, os.environ), providers)
    _print_problems((*providers.problems, *configuration.problems))
    service = SpecService(lambda: configuration, lambda: providers, lambda: _no_disks)
    if options.reveal:
        try:
            text: str | None = (await service.prepare(document)).text
            refusals: tuple[Refusal, ...] = ()
        except SpecRefused as refused:
            text, refusals = None, refused.refusals
    else:
        text, refusals = await service.preview(document)
    for refusal in refusals:
        print(f"{refusal.path}: {refusal.message} [{refusal.code}]", file=sys.stderr)
    if refusals or text is None:
        return REFUSED
    print(text)
    return 0


def _print_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(f"{problem.severity}: {problem.message}", file=sys.stderr)


async def _no_disks(group: str, unit: str, disk: int | None) -> Sequence[str]:
    raise LookupError(
        "VC disks are looked up at the VC Controller, which the command line does not ask;"
        " give the volume ids, or create the unit from JupyterLab"
    )
