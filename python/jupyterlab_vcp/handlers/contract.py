"""The request side of contract/openapi.yaml: every body is checked against the schema of its operation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, cast

from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from jupyterlab_vcp.core.errors import VcpFailure

CONTRACT_VERSION = 3
"""``contract`` of the schema ServerVersion: raised when a reply changes shape."""


@cache
def contract() -> Mapping[str, Any]:
    """The parsed contract; read when the first body comes in, not when Jupyter starts."""
    text = files("jupyterlab_vcp").joinpath("contract", "openapi.yaml").read_text(encoding="utf-8")
    return cast("Mapping[str, Any]", YAML(typ="safe").load(text))


@cache
def _body_validator(operation_id: str) -> Draft202012Validator:
    """The validator of an operation's body; references resolve because the components stand beside the schema."""
    for methods in contract()["paths"].values():
        for operation in methods.values():
            if isinstance(operation, dict) and operation.get("operationId") == operation_id:
                schema = operation["requestBody"]["content"]["application/json"]["schema"]
                return Draft202012Validator({**schema, "components": contract()["components"]})
    raise KeyError(operation_id)


def check_body(operation_id: str, body: object) -> dict[str, Any]:
    """The body, when it is what the contract says.

    :raises VcpFailure: ``bad_request`` with the place of the first fault; the value itself is not repeated.
    """
    for error in sorted(_body_validator(operation_id).iter_errors(body), key=lambda each: list(map(str, each.path))):
        place = ".".join(str(part) for part in error.absolute_path)
        rule = (
            f"{error.validator} {error.validator_value!r}" if error.validator != "type" else f"{error.validator_value}"
        )
        raise VcpFailure("bad_request", f"The body is not as expected at '{place}': {rule}.", path=place or None)
    return cast("dict[str, Any]", body)
