"""What configs of images tell, and what of them is not passed on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_vcp.core.image_config import (
    ImageConfig,
    Step,
    Variable,
    created_of,
    layer_steps,
    read_config,
    to_created,
)
from jupyterlab_vcp.core.redaction import MASK

FIXTURES = Path(__file__).parents[1] / "fixtures" / "registry"


def recorded(name: str) -> ImageConfig:
    exchange: dict[str, Any] = json.loads((FIXTURES / f"{name}.json").read_text())
    found = read_config(exchange["response"]["bodyText"].encode())
    assert found is not None
    return found


def made(*, config: object = None, **parts: object) -> ImageConfig:
    found = read_config(json.dumps({"architecture": "amd64", "os": "linux", "config": config, **parts}).encode())
    assert found is not None
    return found


def test_a_recorded_config() -> None:
    config = recorded("v2.8.2/config-schema2")
    assert config.created == "2025-04-20T01:00:00Z"
    assert config.platform == "linux/amd64"
    assert config.version == "vcp/base:2.1.0-alpine3.21-x86_64"
    assert [each.name for each in config.environment] == ["PATH", "VCP_CONTAINER_VERSION", "NFS_AUTOSTART"]
    assert config.entrypoint is None
    assert config.command == ("supervisord", "-n", "-c", "/etc/supervisord.conf")
    assert (config.working_directory, config.user) == ("/", "")
    assert config.ports == ("22/tcp", "7947/tcp", "7947/udp", "18083/tcp")
    assert config.volumes == ("/export",)
    assert dict(config.labels)["org.opencontainers.image.title"] == "vcp/base"
    assert len(config.history) == 4
    assert config.history[1] == Step("/bin/sh -c #(nop)  ENV STEP=0", "2025-04-20T01:00:00Z", "", True)
    assert layer_steps(config.history, 2) == (0, 2)
    assert layer_steps(config.history, 3) == (None, None, None)
    assert recorded("v3.1.2/config-index-child-2-arm64").platform == "linux/arm64/v8"


@pytest.mark.parametrize(
    ("entry", "variable"),
    [
        ("A=b=c", Variable("A", "b=c")),
        ("A=", Variable("A", "")),
        ("A", Variable("A", "")),
        ("DB_PASSWORD=x", Variable("DB_PASSWORD", None)),
        ("AWS_SECRET_ACCESS_KEY=", Variable("AWS_SECRET_ACCESS_KEY", None)),
        ("github_token=abc", Variable("github_token", None)),
        ("AUTHORIZED_KEYS=c3No", Variable("AUTHORIZED_KEYS", "c3No")),
        ("HALF=\ud83d", Variable("HALF", "?")),
    ],
)
def test_environment(entry: str, variable: Variable) -> None:
    assert made(config={"Env": [3, entry, None]}).environment == (variable,)


def test_a_secret_of_the_environment_is_nowhere_else() -> None:
    """Builders write ENV into the history, and images hand values on to commands and labels."""
    secret = "hunter2hunter2"
    config = made(
        config={
            "Env": [f"API_TOKEN={secret}", f"URL=https://u:{secret}@h/"],
            "Cmd": ["run", f"--token={secret}"],
            "Labels": {"note": f"made with {secret}"},
        },
        history=[{"created_by": f"ENV API_TOKEN={secret}", "comment": f"with {secret}"}],
    )
    assert secret not in repr(config)
    assert config.environment[1] == Variable("URL", f"https://u:{MASK}@h/")
    assert config.command == ("run", f"--token={MASK}")


@pytest.mark.parametrize(
    ("step", "shown"),
    [
        ("ENV DB_PASSWORD=a", f"ENV DB_PASSWORD={MASK}"),
        ("ENV DB_PASSWORD=a b c LANG=ja", f"ENV DB_PASSWORD={MASK} LANG=ja"),
        ("RUN |2 TOKEN=abc VERSION=1 /bin/sh -c make", f"RUN |2 TOKEN={MASK} VERSION=1 /bin/sh -c make"),
        ("RUN |1 TOKEN=abc /bin/sh -c make", f"RUN |1 TOKEN={MASK}"),
        ("/bin/sh -c #(nop)  ENV STEP=0", "/bin/sh -c #(nop)  ENV STEP=0"),
        ("COPY key.pem / # buildkit", "COPY key.pem / # buildkit"),
    ],
)
def test_secrets_in_the_history(step: str, shown: str) -> None:
    assert made(history=[{"created_by": step}]).history[0].created_by == shown


@pytest.mark.parametrize(
    ("written", "created"),
    [
        ("2025-04-20T01:00:00Z", "2025-04-20T01:00:00Z"),
        ("2025-04-20T01:00:00.123456789Z", "2025-04-20T01:00:00Z"),
        ("2025-04-20T10:00:00+09:00", "2025-04-20T01:00:00Z"),
        ("2025-04-20", "2025-04-20T00:00:00Z"),
        ("1970-01-01T00:00:00Z", None),
        ("0001-01-01T00:00:00Z", None),
        ("1979-12-31T23:59:59Z", None),
        ("9999-12-31T23:59:59-09:00", None),
        ("0001-01-01T00:00:00+09:00", None),
        ("yesterday", None),
        ("", None),
        (3, None),
        (None, None),
    ],
)
def test_when_it_was_made(written: object, created: str | None) -> None:
    assert to_created(written) == created
    assert made(created=written).created == created


def test_where_else_the_time_stands() -> None:
    key = "org.opencontainers.image.created"
    old, label, note = "1970-01-01T00:00:00Z", "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"
    config = made(created=old, config={"Labels": {key: label}})
    assert created_of(config) == label
    assert created_of(config, (), ((key, note),)) == note
    assert created_of(config, ((key, old),), ((key, note),)) == note
    assert created_of(made(created="2026-01-01T00:00:00Z"), ((key, note),)) == "2026-01-01T00:00:00Z"
    assert created_of(None, ((key, note),)) == note
    assert created_of(None) is None


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"null", b"<html>", b"\xff", b"[" * 100_000, b'{"token": "x"}'])
def test_what_cannot_be_read(body: bytes) -> None:
    assert read_config(body) is None


@pytest.mark.parametrize("odd", [3, "x", [], {}, [[]], [{}], {"a": []}, None, True, -1.5])
def test_odd_parts_are_empty(odd: object) -> None:
    """Each field of each kind that it is not; a command may be one word."""
    keys = ("Env", "Entrypoint", "Cmd", "WorkingDir", "User", "ExposedPorts", "Volumes", "Labels")
    for key in keys:
        config = made(config={key: odd})
        assert config.environment == ()
        assert config.labels == ()
        assert all(isinstance(each, str) for each in (*(config.command or ()), *config.ports, *config.volumes))
        assert isinstance(config.working_directory, str)
    assert all(isinstance(each, Step) for each in made(history=odd).history)
    assert made(config=odd).environment == ()
    assert made(created=odd, variant=odd).created is None
    assert made(config={"Cmd": "run it"}).command == ("run it",)


def test_a_config_that_wants_to_be_looked_through_for_ever() -> None:
    """As many secrets as fit, and texts in which each of them nearly begins at each place: only the longest count."""
    secrets = ["a" * 40 + "b" * (number % 7) + f"{number:04}" for number in range(1000)]
    near = [{"created_by": "a" * 16_000}] * 60 + [{"created_by": "a=" * 8_000}] * 60
    steps = [*near, *({"comment": secret} for secret in secrets)]
    config = made(config={"Env": [f"KEY_{number}={each}" for number, each in enumerate(secrets)]}, history=steps)
    shown = [each.comment for each in config.history[120:]]
    hidden = [secret for secret, comment in zip(secrets, shown, strict=False) if comment == MASK]
    assert all(comment in (MASK, secret) for secret, comment in zip(secrets, shown, strict=False))
    assert {len(each) for each in hidden} == {50}
    assert all(each.value is None for each in config.environment)


def test_a_secret_within_another_leaves_no_rest() -> None:
    config = made(
        config={"Env": ["A_KEY=hunter2hunter2", "B_KEY=xx-hunter2hunter2-yy"], "User": "xx-hunter2hunter2-yy"}
    )
    assert config.user == MASK


def test_a_config_without_end_is_cut() -> None:
    config = made(
        config={"Env": [f"A{number}=1" for number in range(5000)], "Labels": {str(n): "x" for n in range(5000)}},
        history=[{"created_by": "x" * 100_000}, *[{"created_by": "RUN x"}] * 5000],
    )
    assert (len(config.environment), len(config.labels), len(config.history)) == (1000, 1000, 1000)
    assert len(config.history[0].created_by) == 16 * 1024
