"""The trait ``VcpExtension.registries``: what goes over what, and entries that cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from jupyterlab_vcp.core.registry_settings import (
    RegistrySettings,
    literal_passwords,
    parse_origin,
    parse_registries,
)
from jupyterlab_vcp.core.web_address import Origin

OFFICIAL = RegistrySettings(
    "official", "official", origin=Origin(False, "10.0.0.1", 5000), prefix="", repositories=("vcp/base",)
)
HARBOR = RegistrySettings("harbor", "harbor", "harbor", origin=Origin(True, "harbor.test", 443), projects=("vcp",))
SECRET = "hunter2-hunter2"


def parse(entries: Mapping[Any, object]) -> dict[str, RegistrySettings]:
    return {each.id: each for each in parse_registries(entries, (OFFICIAL, HARBOR))}


@pytest.mark.parametrize(
    ("text", "tls", "expected"),
    [
        ("10.0.0.1:5000", False, Origin(False, "10.0.0.1", 5000)),
        ("registry.test", True, Origin(True, "registry.test", 443)),
        ("http://registry.test", True, Origin(False, "registry.test", 80)),
        ("https://registry.test:8443/", False, Origin(True, "registry.test", 8443)),
        ("HTTPS://Registry.Test", False, Origin(True, "registry.test", 443)),
        ("http://[fd00::1]:5000", True, Origin(False, "fd00::1", 5000)),
        ("[fd00::1]:5000", False, Origin(False, "fd00::1", 5000)),
    ],
)
def test_addresses(text: str, tls: bool, expected: Origin) -> None:
    assert parse_origin(text, tls=tls) == expected


@pytest.mark.parametrize(
    "text",
    ["", "http://", "ftp://registry.test", "http://user:word@registry.test", "http://registry.test/folder", "a b:5000",
     "http://registry.test?x=1", "http://registry.test/?", "http://registry.test#x", "registry.test:0", "host:99999",
     "host:port", "レジストリ", "http://a\\b", "http://registry.test/v2/", "\x00"],
)  # fmt: skip
def test_what_is_no_address(text: str) -> None:
    assert parse_origin(text, tls=False) is None


def test_defaults_stay_and_others_come_after_them() -> None:
    found = parse({"lab": {"url": "https://registry.lab"}})
    assert list(found) == ["official", "harbor", "lab"]
    assert (found["official"], found["harbor"]) == (OFFICIAL, HARBOR)
    lab = found["lab"]
    assert (lab.role, lab.kind, lab.origin, lab.stated) == (
        "other",
        "registry",
        Origin(True, "registry.lab", 443),
        True,
    )
    assert lab.problem is None


def test_an_entry_goes_over_a_default_key_by_key() -> None:
    found = parse({"official": {"repositories": ["vcp/base", "lab/base", "vcp/base"]}, "harbor": None})
    assert list(found) == ["official"]
    official = found["official"]
    assert official.repositories == ("vcp/base", "lab/base")
    assert (official.origin, official.role, official.prefix, official.stated) == (
        OFFICIAL.origin,
        "official",
        "",
        False,
    )
    moved = parse({"official": {"url": "http://127.0.0.1:1"}})["official"]
    assert (moved.origin, moved.role, moved.stated) == (Origin(False, "127.0.0.1", 1), "official", True)


def test_everything_that_can_be_said() -> None:
    entry = {
        "url": "http://10.0.0.9:5000", "title": "Lab", "kind": "harbor", "username": "robot$reader", "password": SECRET,
        "ca_file": "~/ca.pem", "verify": False, "token_hosts": ["auth.test", "auth.test:8443"],
        "repositories": ["a/b"], "projects": ["a"], "prefix": "proxy.test:5000/a/",
    }  # fmt: skip
    lab = parse({"lab": entry})["lab"]
    assert lab.problem is None
    assert (lab.title, lab.kind, lab.username, lab.password) == ("Lab", "harbor", "robot$reader", SECRET)
    assert (lab.ca_file, lab.verify, lab.token_hosts) == ("~/ca.pem", False, {"auth.test", "auth.test:8443"})
    assert (lab.repositories, lab.projects, lab.prefix) == (("a/b",), ("a",), "proxy.test:5000/a/")
    assert SECRET not in repr(lab)
    assert parse({"lab": {**entry, "prefix": "registry.test"}})["lab"].prefix == "registry.test/"
    assert parse({"lab": {**entry, "prefix": ""}})["lab"].prefix == ""


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        ("http://registry.test", ""),
        (7, ""),
        ({}, ".url"),
        ({"url": "registry.test/folder"}, ".url"),
        ({"url": 7}, ".url"),
        ({"url": f"http://me:{SECRET}@registry.test"}, ".url"),
        ({"url": "a.test", "adress": "b"}, ""),
        ({"url": "a.test", 7: "b"}, ""),
        ({"url": "a.test", "kind": "quay"}, ".kind"),
        ({"url": "a.test", "kind": "harbor"}, ".projects"),
        ({"url": "a.test", "title": ["x"]}, ".title"),
        ({"url": "a.test", "title": "two\nlines"}, ".title"),
        ({"url": "a.test", "username": "me"}, ""),
        ({"url": "a.test", "username": "me:you", "password": SECRET}, ".username"),
        ({"url": "a.test", "password": SECRET}, ""),
        ({"url": "a.test", "username": "me", "password": f"{SECRET}\r\nHost: evil"}, ".password"),
        ({"url": "a.test", "username": "me", "password": SECRET, "password_file": "x"}, ""),
        ({"url": "a.test", "username": "me", "password": 1234567890}, ".password"),
        ({"url": "a.test", "verify": "no"}, ".verify"),
        ({"url": "a.test", "token_hosts": "auth.test"}, ".token_hosts"),
        ({"url": "a.test", "token_hosts": ["https://auth.test/token"]}, ".token_hosts"),
        ({"url": "a.test", "repositories": ["VCP/base"]}, ".repositories"),
        ({"url": "a.test", "repositories": ["../etc"]}, ".repositories"),
        ({"url": "a.test", "projects": ["a/b"]}, ".projects"),
        ({"url": "a.test", "projects": [None]}, ".projects"),
        ({"url": "a.test", "prefix": "https://a.test"}, ".prefix"),
        ({"url": "a.test", "prefix": "a.test/UPPER"}, ".prefix"),
        ({"url": "a.test", "prefix": 7}, ".prefix"),
    ],
)
def test_a_broken_entry_says_where_and_leaves_the_others(entry: object, path: str) -> None:
    found = parse({"lab": entry, "good": {"url": "b.test"}})
    problem = found["lab"].problem
    assert problem is not None
    assert (problem.code, problem.path) == ("config_broken", f"VcpExtension.registries.lab{path}")
    assert SECRET not in problem.message
    assert found["good"].problem is None
    assert found["official"] == OFFICIAL


def test_a_broken_entry_of_a_known_registry_is_not_replaced_by_a_guess() -> None:
    official = parse({"official": {"url": "no address"}})["official"]
    assert official.problem is not None
    assert official.id == "official"


@pytest.mark.parametrize("name", ["Lab", "", "a" * 33, "a b", "-a", 7, None])
def test_a_name_that_no_address_of_ours_can_have(name: object) -> None:
    found = parse({name: {"url": "a.test"}})
    assert list(found) == ["official", "harbor", "entry-1"]
    assert found["entry-1"].problem is not None


def test_passwords_are_known_also_of_entries_that_are_broken() -> None:
    entries: Mapping[Any, object] = {
        "a": {"password": SECRET, "nonsense": 1},
        7: {"password": "another-password"},
        "b": {"url": "http://me:third-password@registry.test"},
        "c": {"url": "http://registry.test", "password": ""},
        "d": "text",
        "e": None,
    }
    assert literal_passwords(entries) == {SECRET, "another-password", "third-password"}
