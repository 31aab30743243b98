import { attributeValue, sshKeysOf, topLevelText, vcDiskOf, type Spec } from './document';
import { effective, isEmptyValue, memberCount, type Effective } from './effective';
import { environmentOf, nfsOf } from './environment';
import { isJsonList, isJsonObject, stringsOf, type JsonObject, type JsonValue } from './json';
import type { Flavors, ProviderSchema, SectionName } from './providerTypes';
import { describePublicKey, sshKeyKind } from './sshKey';
import { utf8Length } from './bytes';
import { sectionsOf } from './sections';
import { english, type Translate } from './translate';

const maximum = 3;

/** The first entries, and how many more there are. */
function shorten(entries: readonly string[], trans: Translate): string {
  const rest = entries.length - maximum;
  return rest > 0 ? `${entries.slice(0, maximum).join(', ')} ${trans._n('and %1 more', 'and %1 more', rest)}` : entries.join(', ');
}

function valueText(value: JsonValue, unit: string | null, trans: Translate): string {
  if (isJsonList(value)) {
    return shorten(
      value.map(entry => (typeof entry === 'string' ? entry : JSON.stringify(entry))),
      trans
    );
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return unit === null ? text : `${text} ${unit}`;
}

function placement(spec: Spec, provider: ProviderSchema, trans: Translate): string {
  const count = memberCount(spec, provider);
  const counted = provider.unitType === 'storage' ? trans._n('%1 disk', '%1 disks', count) : trans._n('%1 node', '%1 nodes', count);
  const where = [topLevelText(spec, 'unitGroup'), topLevelText(spec, 'unit')].filter(name => name !== '').join(' / ');
  return [where, counted, shorten(stringsOf(attributeValue(spec, 'ip_addresses')), trans)].filter(part => part !== '').join(' · ');
}

function access(spec: Spec, trans: Translate): string {
  const keys = sshKeysOf(spec);
  const named = keys
    .map(key => key.path ?? describePublicKey(key.text ?? '')?.comment ?? '')
    .filter(name => name !== '' && sshKeyKind(name) !== 'private');
  const count = trans._n('%1 key', '%1 keys', keys.length);
  return keys.length === 0 ? trans.__('no key') : named.length === 0 ? count : `${count}: ${shorten(named, trans)}`;
}

function disks(value: JsonValue | undefined, trans: Translate): string {
  const entries = (isJsonList(value) ? value : []).map(entry => {
    const disk = vcDiskOf(entry);
    return disk === null
      ? String(typeof entry === 'string' ? entry : '')
      : `${disk.unitGroup}/${disk.unit}${disk.disk === undefined ? '' : `/${disk.disk}`}`;
  });
  return shorten(entries, trans);
}

function nfs(spec: Spec, trans: Translate): string {
  const { autostart, exportFrom } = nfsOf(spec);
  const exported = exportFrom === null ? '' : trans.__('%1 exported', exportFrom);
  return [autostart ? trans.__('server starts') : '', exported].filter(part => part !== '').join(' · ');
}

function startup(value: JsonValue | undefined, trans: Translate): string {
  if (typeof value !== 'string' || value === '') {
    return '';
  }
  const [shebang = ''] = value.split('\n');
  return `${shebang.trim()} · ${trans._n('%1 byte', '%1 bytes', utf8Length(value))}`;
}

function tags(value: JsonValue | undefined, trans: Translate): string {
  return isJsonObject(value)
    ? shorten(
        Object.entries(value).map(([key, text]) => `${key}=${valueText(text, null, trans)}`),
        trans
      )
    : '';
}

function listed(section: SectionName, provider: ProviderSchema, values: Effective, trans: Translate): string {
  const attributes = sectionsOf(provider).find(({ name }) => name === section)?.attributes ?? [];
  const parts = attributes.flatMap(({ name, unit }) => {
    const value = values.get(name)?.value ?? null;
    // `default` says no more than an empty field does.
    return isEmptyValue(value) || value === 'default' ? [] : [valueText(value, unit, trans)];
  });
  return parts.join(' · ');
}

/**
 * What a closed section shows: its content in one line, empty when it has none. Names of environment variables stand without their
 * values, which may be secrets.
 */
export function summaryOf(
  section: SectionName,
  spec: Spec,
  provider: ProviderSchema,
  flavors: Flavors,
  options: { readonly specOptions?: JsonObject; readonly trans?: Translate } = {}
): string {
  const trans = options.trans ?? english;
  switch (section) {
    case 'placement':
      return placement(spec, provider, trans);
    case 'access':
      return access(spec, trans);
    case 'environment':
      return shorten(
        environmentOf(spec).map(({ key }) => key),
        trans
      );
    case 'nfs':
      return nfs(spec, trans);
    case 'tags':
      return tags(attributeValue(spec, 'tags'), trans);
    case 'disks':
      return disks(attributeValue(spec, 'disks'), trans);
    case 'startup':
      return startup(attributeValue(spec, 'user_init_command'), trans);
    default:
      return listed(section, provider, effective(spec, provider, flavors, options.specOptions), trans);
  }
}
