"""Runs generated programs against a stand-in for the VCP SDK and prints what they did.

Only the documented behaviour that order depends on is imitated (node-spec.md 4, 7 rules 1, 3 and 4): which setter
empties or sets what, the MAC count check of proxmox, AttributeError for attributes that a plugin lacks.

stdin: a JSON list of {"code", "attributes", "countFromAddresses", "countClearsAddresses"};
stdout: a JSON list of {"calls", "spec", "error", "keys"}.
"""

import ast
import base64
import json
import sys
import types


class Spec:
    """A spec that keeps what was assigned, with the side effects of the real setters."""

    def __init__(self, case):
        self.__dict__["case"] = case
        self.__dict__["values"] = {"num_nodes": 1, "params_e": [], "tags": {}, "ip_addresses": [], "mac_addresses": []}

    def __getattr__(self, name):
        return self.values[name]

    def __setattr__(self, name, value):
        case, values = self.case, self.values
        if name not in case["attributes"]:
            raise AttributeError("spec resource has no attributes!!  [" + name + "]")
        if name == "num_nodes" and case["countClearsAddresses"]:
            values["ip_addresses"], values["mac_addresses"] = [], []
        if name == "mac_addresses" and values["ip_addresses"] and len(values["ip_addresses"]) != len(value):
            raise AttributeError("Count of addressses is not match")
        if name in ("ip_addresses", "mac_addresses") and value and case["countFromAddresses"]:
            values["num_nodes"] = len(value)
        values[name] = value

    def set_ssh_pubkey(self, path):
        """Append the key entry, as the SDK does; the file is named instead of read."""
        self.values["params_e"].append("AUTHORIZED_KEYS=file:" + path)

    def set_tag(self, key, value):
        """Add a tag."""
        self.values["tags"][key] = value


def run(case):
    """Run one program; returns its calls, the values of its spec, its error and the keys it sends."""
    calls = []
    specs = []

    class Unit:
        def find_ip_addresses(self, **conditions):
            return []

        def df_nodes(self):
            calls.append(["df_nodes"])

    class Group:
        def __init__(self, name):
            self.name = name

        def find_nodes(self, **conditions):
            return [{"group": self.name, **conditions}]

        def create_unit(self, name, spec):
            calls.append(["create_unit", self.name, name])
            return Unit()

    class VcpSDK:
        def __init__(self, token):
            calls.append(["token", token])

        def get_ugroup(self, name):
            return Group(name) if name in case.get("groups", []) else None

        def create_ugroup(self, name, ugroup_type="compute"):
            calls.append(["create_ugroup", name, ugroup_type])
            return Group(name)

        def get_spec(self, provider, flavor):
            calls.append(["get_spec", provider, flavor])
            specs.append(Spec(case))
            return specs[-1]

    sdk = types.ModuleType("vcpsdk.vcpsdk")
    sdk.VcpSDK = VcpSDK
    sys.modules["vcpsdk"] = types.ModuleType("vcpsdk")
    sys.modules["vcpsdk.vcpsdk"] = sdk
    asked = types.ModuleType("getpass")
    asked.getpass = lambda prompt: "asked for"
    sys.modules["getpass"] = asked
    error = None
    try:
        # Running our own generated code is the purpose of this file.
        exec(compile(ast.parse(case["code"]), "<generated>", "exec"), {"print": lambda *texts: None})  # noqa: S102
    except Exception as failure:
        error = type(failure).__name__ + ": " + str(failure)
    values = specs[0].values if specs else {}
    entries = [entry for entry in values.get("params_e", []) if entry.startswith("AUTHORIZED_KEYS=")]
    keys = [base64.b64decode(entry[16:]).decode() for entry in entries if "file:" not in entry]
    return {"calls": calls, "spec": values, "error": error, "keys": keys}


print(json.dumps([run(case) for case in json.load(sys.stdin)]))
