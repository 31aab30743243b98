import type { Path } from './diagnostic';
import { attributeValue, vcDiskOf, type Spec, type VcDisk } from './document';
import { isJsonList, isJsonObject, stringsOf, type JsonValue } from './json';
import { pythonLiteral, pythonString } from './python';
import type { SourceLine } from './sourceMap';

const widest = 88;

/** A line of a program. */
export function line(text: string, path: Path | null = null): SourceLine {
  return { text, path };
}

/** `spec.name = [...]`: in one line while it is short, else one entry per line, each mapped to its own place. */
export function assignList(name: string, entries: readonly string[], path: (position: number) => Path): readonly SourceLine[] {
  return list(`spec.${name}`, entries, ['attributes', name], path);
}

function list(variable: string, entries: readonly string[], whole: Path, path: (position: number) => Path): readonly SourceLine[] {
  const text = `${variable} = [${entries.join(', ')}]`;
  if (entries.length < 2 || text.length <= widest) {
    return [line(text, whole)];
  }
  return [line(`${variable} = [`, whole), ...entries.map((entry, position) => line(`    ${entry},`, path(position))), line(']', whole)];
}

/** A list attribute as it stands in the document. */
export function assignTexts(name: string, value: JsonValue): readonly SourceLine[] {
  const entries = isJsonList(value) ? value.map(pythonLiteral) : [];
  return assignList(name, entries, position => ['attributes', name, position]);
}

/** One `set_tag` call per tag. */
export function tagCalls(tags: JsonValue): readonly SourceLine[] {
  return isJsonObject(tags)
    ? Object.entries(tags).map(([key, value]) =>
        line(`spec.set_tag(${pythonString(key)}, ${pythonLiteral(value)})`, ['attributes', 'tags', key])
      )
    : [];
}

/** Comment lines; a translated text may not end the comment. */
export function comment(text: string, path: Path | null = null): readonly SourceLine[] {
  return text.split(/\r\n|\r|\n/).map(part => line(`# ${part}`, path));
}

/** The storage groups whose disks the document attaches, each once, with the variable that holds it. */
export function diskGroups(spec: Spec): ReadonlyMap<string, string> {
  const disks = attributeValue(spec, 'disks');
  const names = (isJsonList(disks) ? disks : []).flatMap(entry => vcDiskOf(entry)?.unitGroup ?? []);
  return new Map([...new Set(names)].map((name, position) => [name, position === 0 ? 'disk_group' : `disk_group_${position + 1}`]));
}

function findNodes(disk: VcDisk, variable: string): string {
  const number = disk.disk === undefined ? '' : `, node_no=${disk.disk}`;
  return `${variable}.find_nodes(unit_name=${pythonString(disk.unit)}${number})`;
}

/** `spec.disks`: volume ids as they are; with VC disks among them, the list that `findDisks` has made. */
export function assignDisks(value: JsonValue): readonly SourceLine[] {
  return hasVcDisks(value) ? [line('spec.disks = disks', ['attributes', 'disks'])] : assignTexts('disks', value);
}

/** Whether some entry is no volume id. */
export function hasVcDisks(value: JsonValue): boolean {
  return isJsonList(value) && stringsOf(value).length < value.length;
}

/**
 * The list `disks`, in the order of the document: volume ids as texts, VC disks by `find_nodes`. That gives an empty list where there are
 * none, and the unit would be made without them; so the program stops. Each entry is looked at for itself: a unit may have many disks.
 *
 * @param missing - what it says then.
 */
export function findDisks(value: JsonValue, groups: ReadonlyMap<string, string>, missing: string): readonly SourceLine[] {
  const path = ['attributes', 'disks'];
  const found = (isJsonList(value) ? value : []).map(entry => findDisk(entry, groups));
  const refuse = (none: string): readonly SourceLine[] => [
    line(`if ${none}:`, path),
    line(`    raise LookupError(${pythonString(missing)})`, path)
  ];
  const [only] = found;
  if (only !== undefined && found.length === 1) {
    return [line(`disks = ${only}`, path), ...refuse('not disks')];
  }
  return [
    ...list('found', found, path, position => [...path, position]),
    ...refuse('not all(found)'),
    line('disks = sum(found, [])', path)
  ];
}

function findDisk(entry: JsonValue, groups: ReadonlyMap<string, string>): string {
  const disk = vcDiskOf(entry);
  const variable = disk === null ? undefined : groups.get(disk.unitGroup);
  return disk === null || variable === undefined ? `[${pythonLiteral(entry)}]` : findNodes(disk, variable);
}
