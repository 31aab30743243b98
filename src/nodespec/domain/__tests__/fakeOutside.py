"""Runs the programs for what no spec can do against stand-ins of the SDK's extensions and prints what they called.

stdin: a JSON list of programs; stdout: a JSON list of {"calls", "printed", "error"}. Signatures are those of the
published module pages (node-spec.md 8 and 10.1).
"""

import ast
import json
import pathlib
import sys
import types


def run(program):
    """Run one program; returns its calls in order, what it printed and its error."""
    calls = []
    printed = []

    class Lease:
        reservation_id = "b6a3f1e2"
        status = "ACTIVE"

        def wait(self):
            calls.append(["wait"])

    class Network:
        def setup(self, vpn_catalog):
            calls.append(["network.setup", vpn_catalog])

        def network_exists(self):
            return True

    class Hosts:
        def setup(self, node_type, start_date, end_date, min_instances, max_instances, lease_name_prefix, vpn_catalog):
            calls.append(["hosts.setup", node_type, min_instances, max_instances, lease_name_prefix, vpn_catalog])
            calls.append(["dates", len(start_date), start_date < end_date])

        def reserve_host(self):
            calls.append(["reserve_host"])
            return Lease()

    class VcpSDK:
        def __init__(self, token):
            calls.append(["token", token])

        def get_vpn_catalog(self, provider=None, vpn_catalog_name="default"):
            return provider + "/" + vpn_catalog_name

        def get_extension(self, name):
            return {"chameleon": Hosts, "chameleon_network": Network}[name]()

    class MdxResourceExt:
        def __init__(self, init_token=None):
            calls.append(["token", init_token])

        def set_current_project_by_name(self, project_name):
            calls.append(["project", project_name])

        def get_segments(self):
            return [{"uuid": "other", "default": False}, {"uuid": "segment", "default": True}]

        def get_vm_catalogs(self):
            return [{"uuid": "image", "name": "ubuntu", "template_name": "template"}]

        def deploy_vm(self, vm_name, vm_spec, wait_for=True):
            calls.append(["deploy_vm", vm_name, vm_spec])
            return {"service_networks": [{"ipv4_address": ["10.0.0.5"]}]}

    def module(name, **members):
        sys.modules[name] = types.ModuleType(name)
        vars(sys.modules[name]).update(members)

    module("vcpsdk")
    module("vcpsdk.vcpsdk", VcpSDK=VcpSDK)
    module("vcpsdk.plugins")
    module("vcpsdk.plugins.mdx_ext", MdxResourceExt=MdxResourceExt)
    module("getpass", getpass=lambda prompt: "asked for")
    pathlib.Path.read_text = lambda self: "ssh-ed25519 AAAA"
    error = None
    try:
        # Running our own generated code is the purpose of this file.
        exec(compile(ast.parse(program), "<generated>", "exec"), {"print": lambda *texts: printed.append(" ".join(texts))})  # noqa: S102
    except Exception as failure:
        error = type(failure).__name__ + ": " + str(failure)
    return {"calls": calls, "printed": printed, "error": error}


print(json.dumps([run(program) for program in json.load(sys.stdin)]))
