"""Own flavors through the server: files of users as they are found, and what stands against writing them."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.conftest import Api, Simulator

TEXT = "# ours\r\naws:\r\n  own: {volume_size: 8, site_note: x}   # mine\r\n  small:\r\n    volume_size: 9\r\n"
VALUES = {"instance_type": "m5.large", "volume_size": 40}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "vcp_config"
    path.mkdir()
    return path


@pytest.fixture
def file(folder: Path) -> Path:
    path = folder / "vcp_flavor.yml"
    path.write_bytes(TEXT.encode())
    return path


@pytest.fixture
def traits(folder: Path) -> dict[str, Any]:
    return {"vcp_config_dir": str(folder), "token": None}


async def providers(api: Api) -> Any:
    return (await api("GET", "/providers")).body


async def save(api: Api, flavor: str = "big", **other: Any) -> Any:
    provider = other.pop("provider", "aws")
    version = (await providers(api))["flavorsVersion"]
    body = {"values": VALUES, "version": version, "overwrite": False, **other}
    return await api("PUT", f"/flavors/{provider}/{flavor}", body)


async def test_saved_shown_overwritten_and_removed(api: Api, file: Path) -> None:
    answer = await save(api)
    assert answer.status == 200
    assert Path(answer.body["backup"]).read_bytes() == TEXT.encode()
    assert file.read_bytes() == (TEXT + "  big:\r\n    instance_type: m5.large\r\n    volume_size: 40\r\n").encode()
    shown = await providers(api)
    assert shown["flavors"]["aws"]["big"] == VALUES
    assert (shown["flavorsVersion"], shown["flavorsTarget"]) == (answer.body["version"], str(file))

    again = await save(api)
    assert (again.status, again.body["code"]) == (409, "exists")
    over = await save(api, values={"volume_size": 50}, overwrite=True)
    assert (await providers(api))["flavors"]["aws"]["big"] == {"volume_size": 50}

    removed = await api("DELETE", "/flavors/aws/big", query={"version": over.body["version"]})
    assert removed.status == 200
    assert file.read_bytes() == TEXT.encode()
    gone = await api("DELETE", "/flavors/aws/big", query={"version": removed.body["version"]})
    assert (gone.status, gone.body["code"]) == (404, "not_found")


async def test_a_flavor_in_braces_keeps_what_no_plugin_knows(api: Api, file: Path) -> None:
    assert (await save(api, "own", overwrite=True)).status == 200
    expected = '{volume_size: 40, site_note: x, instance_type: "m5.large"}   # mine'
    assert file.read_bytes().decode() == TEXT.replace("{volume_size: 8, site_note: x}   # mine", expected)


async def test_edited_by_hand_between_read_and_write(api: Api, file: Path) -> None:
    version = (await providers(api))["flavorsVersion"]
    file.write_text("aws: {}\n")
    for answer in (
        await api("PUT", "/flavors/aws/big", {"values": VALUES, "version": version, "overwrite": True}),
        await api("DELETE", "/flavors/aws/own", query={"version": version}),
        await api("PUT", "/flavors/aws/big", {"values": VALUES, "version": None, "overwrite": True}),
    ):
        assert (answer.status, answer.body["code"], answer.body["path"]) == (409, "changed", str(file))
    assert file.read_text() == "aws: {}\n"
    assert list(file.parent.iterdir()) == [file]


async def test_a_new_file_holds_the_samples_too(api: Api, folder: Path) -> None:
    before = await providers(api)
    assert (before["flavorsVersion"], before["flavorsSource"]) == (None, None)
    answer = await save(api)
    assert (answer.status, answer.body["backup"]) == (200, None)
    path = folder / "vcp_flavor.yml"
    text = path.read_text("utf-8")
    assert text.startswith("# Flavors of the VCP SDK: the samples of jupyterlab-vcp.")
    assert path.stat().st_mode & 0o777 == 0o600
    after = await providers(api)
    assert after["flavors"] == {**before["flavors"], "aws": {**before["flavors"]["aws"], "big": VALUES}}
    assert not [each for each in after["problems"] if each["code"].startswith("flavor")]
    assert YAML(typ="safe").load(text)["aws"]["big"] == VALUES


@pytest.mark.parametrize(
    ("provider", "flavor", "body", "status", "code", "path"),
    [
        ("nocloud", "big", {}, 404, "not_found", "provider"),
        ("aws", "big", {"values": {"access_key": "x"}}, 400, "bad_request", "values.access_key"),
        ("aws", "big", {"values": {"num_nodes": 3}}, 400, "bad_request", "values.num_nodes"),
        ("aws", "big", {"values": {"volume_size": "x"}}, 400, "bad_request", "values.volume_size"),
        ("aws", "big", {"values": {"instance_type": "\ud800"}}, 400, "bad_request", "values"),
        ("aws", "big", {"values": []}, 400, "bad_request", "values"),
        ("aws", "big", {"values": {"volume_size": math.nan}}, 400, "bad_request", None),
        ("aws", "1big", {}, 404, "not_found", None),
        ("aws", "a%2Fb", {}, 404, "not_found", None),
    ],
)
async def test_bad_input(
    api: Api, file: Path, provider: str, flavor: str, body: dict[str, Any], status: int, code: str, path: str | None
) -> None:
    answer = await save(api, flavor, provider=provider, **body)
    assert (answer.status, answer.body["code"], answer.body["path"]) == (status, code, path)
    assert file.read_bytes() == TEXT.encode()


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (b"aws: [\n", "config_broken", ":2"),
        (b"\xff\xfe\x00", "config_broken", ""),
        (b"base: &b {own: {volume_size: 1}}\naws: *b\n", "bad_request", ":2"),
        (b"aws: &b\n  own: {volume_size: 1}\naws_spot: *b\n", "bad_request", ":1"),
        (b"aws: some text\n", "bad_request", ":1"),
    ],
)
async def test_files_that_are_better_edited_by_hand(
    api: Api, file: Path, content: bytes, code: str, place: str
) -> None:
    file.write_bytes(content)
    answer = await save(api)
    assert (answer.body["code"], answer.body["path"]) == (code, f"{file}{place}")
    assert file.read_bytes() == content
    assert list(file.parent.iterdir()) == [file]


async def test_a_read_only_file(api: Api, file: Path) -> None:
    file.chmod(0o444)
    answer = await save(api)
    assert (answer.status, answer.body["code"], answer.body["path"]) == (409, "file_failed", str(file))


class TestNoFolder:
    """A folder that was named and is not there is a misspelling, which is not made true."""

    @pytest.fixture
    def traits(self, tmp_path: Path) -> dict[str, Any]:
        return {"vcp_config_dir": str(tmp_path / "none"), "token": None}

    async def test_is_said(self, api: Api, tmp_path: Path) -> None:
        assert (await providers(api))["flavorsTarget"] is None
        answer = await save(api)
        assert (answer.status, answer.body["code"]) == (409, "not_configured")
        assert not (tmp_path / "none").exists()


async def test_removal_needs_a_version(api: Api, file: Path, simulator: Simulator) -> None:
    answer = await api("DELETE", "/flavors/aws/own")
    assert (answer.status, answer.body["code"]) == (400, "bad_request")
    assert file.read_bytes() == TEXT.encode()
