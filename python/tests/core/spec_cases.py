"""Makes ``fixtures/spec-cases.json``: one document for every attribute of every plugin, and where its value ends.

The expectations come from the published tables (``fixtures/providers.json``), not from the provider files under test.
The TypeScript tests run the same documents through form and code generation. Write the file anew with
``python python/tests/core/spec_cases.py``.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parents[1] / "fixtures"
CASES = FIXTURES / "spec-cases.json"
FACTS: dict[str, Any] = json.loads((FIXTURES / "providers.json").read_text("utf-8"))
IMAGE = "vcp/base:1.8.1-ubuntu20.04-x86_64"
# Well formed, but of no key pair: the 32 bytes are 7, 8, 9 …
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUm demo"
ADDRESSES = ["172.30.2.10", "172.30.2.11"]
VALUES: dict[str, Any] = {
    "num_nodes": 3,
    "num_disks": 4,
    "image": "harbor/vcp/base:3.0.0-alpine3.22",
    "params_v": ["/export:/export", "/sys/fs/cgroup:/sys/fs/cgroup:rw", "/var/lib/docker"],
    "params_e": ["NFS_AUTOSTART=true", "GREETING=a: b # 'c'", "EMPTY="],
    "user_init_command": "#!/bin/sh\necho hello\n",
    "gpus": "all",
    "hostname": "web1",
    "dns": ["1.1.1.1", "1.0.0.1"],
    "dns_search": ["example.ac.jp"],
    "dns_opt": ["timeout:60"],
    "add_host": ["myhost:192.168.1.1"],
    "ip_addresses": ADDRESSES,
    "mac_addresses": ["BC:24:11:B2:A1:01", "BC:24:11:B2:A1:02"],
    "disks": ["volume-1", "113100000000"],
    "tags": {"Project": "demo", "No": "12"},
    "spot_price": "0.5",
    "user_name": "mdxuser",
    "network_if": "eth9",
    "reservation": "1e5",
    "cloud_image": "2024-01-01",
}
# What the sample flavors leave to the user.
NEEDED: dict[str, dict[str, Any]] = {
    "abc": {"flavor_name": "cn000"},
    "aic": {"flavor_name": "cn000"},
    "chameleon": {"reservation": "b6a3f1e2"},
    "onpremises": {"ip_addresses": ["192.168.10.5"]},
}


def documents() -> Iterator[dict[str, Any]]:
    """Every case: plugin, attribute, document, and ``cci`` (path below ``unit``, value) or ``refusal`` (code)."""
    for plugin, facts in FACTS.items():
        if plugin == "_common":
            continue
        yield {"plugin": plugin, "attribute": None, "document": document(plugin, {}), **_place(plugin)}
        for param in facts["params"]:
            yield _case(plugin, param)
        if facts["unit_type"] == "compute":
            for param in FACTS["_common"]["params"]:
                if not param["name"].startswith("set_tag"):
                    yield _case(plugin, param)


def document(plugin: str, attributes: dict[str, Any]) -> dict[str, Any]:
    """A complete document of a plugin with some attributes set by hand."""
    facts = FACTS[plugin]
    compute = facts["unit_type"] == "compute"
    base = {**({"image": IMAGE} if compute else {}), **NEEDED.get(plugin, {}), **attributes}
    if plugin == "onpremises" and len(base["ip_addresses"]) > 1:
        base["num_nodes"] = len(base["ip_addresses"])
    if plugin == "onpremises" and "num_nodes" in attributes:
        base["ip_addresses"] = [f"192.168.10.{number}" for number in range(5, 5 + base["num_nodes"])]
    group = "demo" if compute else "demo-disk"
    flavor = next(iter(facts["flavors"]))
    return {
        "version": 1,
        "unitGroup": group,
        "unit": "web",
        "provider": plugin,
        "flavor": flavor,
        "attributes": base,
    }


def _place(plugin: str) -> dict[str, Any]:
    return {"cci": {"path": "cloud_provider", "value": FACTS[plugin]["cci_cloud_provider"]}}


def _case(plugin: str, param: dict[str, Any]) -> dict[str, Any]:
    name, key = param["name"], param["cci_key"]
    if param["type"] == "method":
        return _ssh_case(plugin)
    value = _value(param)
    case = {"plugin": plugin, "attribute": name, "document": document(plugin, {name: value})}
    if key is None:
        return {**case, "refusal": "bad_value"}
    if key == "unknown" or key.endswith("(inferred)"):
        return {**case, "refusal": "unknown_in_cci"}
    key = key.removeprefix("(unit level) ")
    path = key if key in ("num_nodes", "num_disks", "image", "params.v", "params.e") else f"cloud_params.{key}"
    return {**case, "cci": {"path": path, "value": value}}


def _ssh_case(plugin: str) -> dict[str, Any]:
    text = {**document(plugin, {"params_e": ["TZ=Asia/Tokyo"]}), "sshKeys": [{"text": KEY}, {"text": KEY}]}
    keys = base64.b64encode(f"{KEY}\n{KEY}\n".encode()).decode()
    value = ["TZ=Asia/Tokyo", f"AUTHORIZED_KEYS={keys}"]
    return {"plugin": plugin, "attribute": "sshKeys", "document": text, "cci": {"path": "params.e", "value": value}}


def _value(param: dict[str, Any]) -> Any:
    name = param["name"]
    if name in VALUES:
        return VALUES[name]
    if param["enum"]:
        return param["enum"][-1]
    if param["type"] == "int":
        # A value of no flavor, so that the flavor's cannot be mistaken for it.
        return 77
    return param["examples"][-1]


if __name__ == "__main__":
    cases = ",\n".join(" " + json.dumps(case, ensure_ascii=False) for case in documents())
    CASES.write_text(f"[\n{cases}\n]\n", "utf-8")
