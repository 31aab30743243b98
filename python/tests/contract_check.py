"""Replies against contract/openapi.yaml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

CONTRACT = Path(__file__).parents[1] / "jupyterlab_vcp" / "contract" / "openapi.yaml"
VERBS = ("get", "post", "put", "patch", "delete")


@cache
def document() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
    return loaded


def operations() -> list[tuple[str, str]]:
    """Every path template and verb."""
    return [(path, verb) for path, methods in document()["paths"].items() for verb in methods if verb in VERBS]


@cache
def _templates() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    """Path templates with their verbs, literal path parts before parameters."""
    templates = sorted(document()["paths"], key=lambda each: str(each).count("{"))
    return [(re.compile(re.sub(r"\{\w+\}", "[^/]+", each)), document()["paths"][each]) for each in templates]


def find_operation(method: str, path: str) -> dict[str, Any] | None:
    """The operation for a concrete path."""
    verb = method.lower()
    return next((verbs[verb] for pattern, verbs in _templates() if verb in verbs and pattern.fullmatch(path)), None)


def check_reply(method: str, path: str, status: int, body: Any, content_type: str) -> None:
    """Raises ValidationError or AssertionError when the reply is not what the contract promises."""
    if status == 204:
        assert body is None
        return
    assert content_type.startswith("application/json")
    operation = find_operation(method, path)
    responses = operation["responses"] if operation else {}
    response = responses.get(str(status), {"$ref": "#/components/responses/Failure"})
    if status < 400:
        assert str(status) in responses, f"{status} is not in the contract of {method} {path}"
    if "$ref" in response:
        response = document()["components"]["responses"][response["$ref"].rpartition("/")[2]]
    schema = response["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": document()["components"]}).validate(body)
