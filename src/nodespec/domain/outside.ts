import { comment, line } from './codeParts';
import { pythonString } from './python';
import { mapLines, type SourceLine } from './sourceMap';
import { english, type Translate } from './translate';

/** What no spec can do and people look for in one: hosts of Chameleon, machines of mdx I, servers that are there already. */
export const outsideKinds = ['chameleon', 'mdx', 'onpremises'] as const;
export type OutsideKind = (typeof outsideKinds)[number];

/** Login user of machines of mdx I (node-spec.md 8, "Extensions beside the spec"). */
export const mdxUser = 'mdxuser';

/** What has to be done outside of the spec before a field can be filled in; null for most fields. */
export function outsideOf(provider: string, attribute: string): OutsideKind | null {
  const fields: Readonly<Record<string, OutsideKind>> = {
    'chameleon reservation': 'chameleon',
    'onpremises ip_addresses': 'onpremises',
    'onpremises user_name': 'mdx'
  };
  const key = `${provider} ${attribute}`;
  return Object.hasOwn(fields, key) ? (fields[key] ?? null) : null;
}

/** A value that the reader has to put in: in angle brackets, which the program refuses to run with. */
function placeholder(name: string, meaning: string): SourceLine {
  return line(`${name} = ${pythonString(`<${meaning}>`)}`);
}

function refuse(names: readonly string[], trans: Translate): readonly SourceLine[] {
  const message = pythonString(trans.__('Replace the values in angle brackets first.'));
  return [line(`if any(value.startswith("<") for value in (${names.join(', ')})):`), line(`    raise ValueError(${message})`), line('')];
}

function section(text: string): readonly SourceLine[] {
  return [line(''), ...comment(text)];
}

function python(lines: readonly SourceLine[]): string {
  return mapLines(lines).text;
}

/**
 * The program that reserves hosts of Chameleon with the two extensions of the SDK and prints the reservation id (node-spec.md 8). The
 * catalog entry is given by its position: the manual's own sample names an argument that the SDK does not have.
 *
 * @param privateNetwork - name of the provider's entry in the VPN catalog.
 */
export function chameleonCode(privateNetwork: string, trans: Translate = english): string {
  return python([
    line('from datetime import datetime, timedelta, timezone'),
    line('from getpass import getpass'),
    line(''),
    line('from vcpsdk.vcpsdk import VcpSDK'),
    ...section(trans.__('Replace these values')),
    placeholder('NODE_TYPE', trans.__('node type of Chameleon, e.g. compute_skylake')),
    placeholder('LEASE_NAME_PREFIX', trans.__('beginning of the name of the lease')),
    line('DAYS = 7'),
    line('MIN_INSTANCES = 1'),
    line('MAX_INSTANCES = 1'),
    ...refuse(['NODE_TYPE', 'LEASE_NAME_PREFIX'], trans),
    line('vcp = VcpSDK(getpass("VCC access token: "))'),
    line(`vpn_catalog = vcp.get_vpn_catalog("chameleon", ${pythonString(privateNetwork)})`),
    ...section(trans.__('The network of the hosts')),
    line('network = vcp.get_extension("chameleon_network")'),
    line('network.setup(vpn_catalog)'),
    line('if not network.network_exists():'),
    line(`    raise LookupError(${pythonString(trans.__('The network of the VPN catalog does not exist on Chameleon.'))})`),
    ...section(trans.__('The hosts; dates are in UTC')),
    // A start in the past is refused, and the minute may be over before the order arrives.
    line('start = datetime.now(timezone.utc) + timedelta(minutes=1)'),
    line('end = start + timedelta(days=DAYS)'),
    line('hosts = vcp.get_extension("chameleon")'),
    line('hosts.setup('),
    line('    NODE_TYPE,'),
    line('    start_date=start.strftime("%Y-%m-%d %H:%M"),'),
    line('    end_date=end.strftime("%Y-%m-%d %H:%M"),'),
    line('    min_instances=MIN_INSTANCES,'),
    line('    max_instances=MAX_INSTANCES,'),
    line('    lease_name_prefix=LEASE_NAME_PREFIX,'),
    line('    vpn_catalog=vpn_catalog,'),
    line(')'),
    line('lease = hosts.reserve_host()'),
    line('lease.wait()'),
    ...section(trans.__('Put this id into the field "Reservation id" of the spec')),
    line('print(lease.reservation_id, lease.status)')
  ]);
}

const mdxNames = ['PROJECT', 'IMAGE', 'VM_NAME'];

/**
 * The program that deploys a machine of mdx I with the SDK's `MdxResourceExt` and prints its address (published module pages of the
 * SDK manual, 25.10: `mdx_ext`).
 */
export function mdxCode(trans: Translate = english): string {
  return python([
    line('from getpass import getpass'),
    line('from pathlib import Path'),
    line(''),
    line('from vcpsdk.plugins.mdx_ext import MdxResourceExt'),
    ...section(trans.__('Replace these values')),
    placeholder('PROJECT', trans.__('name of your mdx project')),
    placeholder('IMAGE', trans.__('name of an Ubuntu image in the catalog of mdx')),
    placeholder('VM_NAME', trans.__('name of the new virtual machine')),
    line('PUBLIC_KEY = "~/.ssh/id_ed25519.pub"'),
    line('PACKS = 4'),
    line('DISK_GB = 50'),
    // Asked for by the REST API of mdx since 2023-01-31; `spot` is the other one (published notebooks, `power_on_vm`).
    line('SERVICE_LEVEL = "guarantee"'),
    ...refuse(mdxNames, trans),
    line('mdx = MdxResourceExt(getpass("mdx REST API token: "))'),
    line('mdx.set_current_project_by_name(PROJECT)'),
    line('segment = next(each for each in mdx.get_segments() if each["default"])'),
    line('image = next(each for each in mdx.get_vm_catalogs() if each["name"] == IMAGE)'),
    line('vm = mdx.deploy_vm('),
    line('    VM_NAME,'),
    line('    {'),
    line('        "catalog": image["uuid"],'),
    line('        "template_name": image["template_name"],'),
    line('        "pack_type": "cpu",'),
    line('        "pack_num": PACKS,'),
    line('        "disk_size": DISK_GB,'),
    line('        "gpu": "0",'),
    line('        "network_adapters": [{"adapter_number": 1, "segment": segment["uuid"]}],'),
    line('        "shared_key": Path(PUBLIC_KEY).expanduser().read_text(),'),
    line('        "storage_network": "portgroup",'),
    line('        "service_level": SERVICE_LEVEL,'),
    line('    },'),
    line(')'),
    ...section(trans.__('Prepare the machine like any existing server; then put its address into a spec for onpremises')),
    line('print(vm["service_networks"][0]["ipv4_address"][0])')
  ]);
}
