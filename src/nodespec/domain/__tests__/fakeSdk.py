"""Runs generated programs against a stand-in for the VCP SDK and prints what they did.

Only the documented behaviour that order depends on is imitated (node-spec.md 4, 7 rules 1, 3 and 4): which setter
empties or sets what, the MAC count check of proxmox, AttributeError for attributes that a plugin lacks.

stdin: a JSON list of {"code", "attributes", "countFromAddresses", "countClearsAddresses", "groups", "before"}: names
of groups that exist, and the same of programs that have run before;
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
    """Run one program after those before it; returns all calls, its spec's values, its error and the keys it sends."""
    calls = []
    specs = []
    made = {}
    providers = [*case.get("before", []), case]

    class Unit:
        def find_ip_addresses(self, **conditions):
            return []

        def df_nodes(self):
            calls.append(["df_nodes"])

    class Group:
        def __init__(self, name, known):
            self.name = name
            # Of a group that was there before, any unit is taken to exist; each has two disks.
            self.units = None if known else []

        def find_nodes(self, **conditions):
            there = self.units is None or conditions["unit_name"] in self.units
            numbers = [conditions["node_no"]] if "node_no" in conditions else [1, 2]
            return [{"group": self.name, **conditions, "node_no": number} for number in numbers] if there else []

        def create_unit(self, name, spec):
            calls.append(["create_unit", self.name, name])
            if self.units is not None:
                self.units.append(name)
            return Unit()

    class VcpSDK:
        def __init__(self, token):
            calls.append(["token", token])

        def get_ugroup(self, name):
            return made.get(name) or (Group(name, known=True) if name in case.get("groups", []) else None)

        def create_ugroup(self, name, ugroup_type="compute"):
            calls.append(["create_ugroup", name, ugroup_type])
            made[name] = Group(name, known=False)
            return made[name]

        def get_spec(self, provider, flavor):
            calls.append(["get_spec", provider, flavor])
            specs.append(Spec(providers[len(specs)]))
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
        for program in providers:
            exec(compile(ast.parse(program["code"]), "<generated>", "exec"), {"print": lambda *texts: None})  # noqa: S102
    except Exception as failure:
        error = type(failure).__name__ + ": " + str(failure)
    values = specs[-1].values if specs else {}
    entries = [entry for entry in values.get("params_e", []) if entry.startswith("AUTHORIZED_KEYS=")]
    keys = [base64.b64decode(entry[16:]).decode() for entry in entries if "file:" not in entry]
    return {"calls": calls, "spec": values, "error": error, "keys": keys}


print(json.dumps([run(case) for case in json.load(sys.stdin)]))
