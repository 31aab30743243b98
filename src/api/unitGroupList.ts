import { inSlices } from './slices';
import { notUnderstood } from './errors';
import { asObject, hasKeys } from './narrow';
import type { UnitGroup, UnitGroupsHeader } from './types';

/**
 * The tree of unit groups as it was last answered, which the next answer is added to: of 10,000 nodes of which five have changed, only
 * the unit groups of those five are sent and parsed.
 *
 * #### Notes
 * A unit group that was not sent again is the same object as before; an answer without any change is the same array.
 */
export class UnitGroupList {
  /** Version of what is known, for `since`; empty while nothing is. */
  get version(): string {
    return this._known.version;
  }

  /**
   * Takes over an answer: in lines, or as one JSON object with everything in it.
   *
   * @param text - Body of the answer.
   * @returns Null when the answer is to be added to one that is no longer known; then everything must be asked for.
   * @throws ApiError of kind `not-understood`.
   */
  async take(text: string): Promise<readonly UnitGroup[] | null> {
    const base = this._known;
    const [first = '', ...lines] = text.split('\n');
    const head = parse(first);
    if (isHeader(head)) {
      if (head.since !== null && head.since !== base.version) {
        return null;
      }
      const sent = await inSlices(lines, readGroup);
      this._known = merge(base, head, sent);
    } else {
      this._known = { version: '', groups: readWhole(head ?? parse(text)) };
    }
    return this._known.groups;
  }

  private _known: IKnown = { version: '', groups: [] };
}

interface IKnown {
  readonly version: string;
  readonly groups: readonly UnitGroup[];
}

function merge(base: IKnown, head: UnitGroupsHeader, sent: readonly UnitGroup[]): IKnown {
  const byId = new Map((head.since === null ? sent : [...base.groups, ...sent]).map(group => [group.id, group]));
  const groups = head.ids.map(id => byId.get(id) ?? notUnderstood());
  const same = groups.length === base.groups.length && groups.every((group, index) => group === base.groups[index]);
  return { version: head.version, groups: same ? base.groups : groups };
}

function isHeader(value: unknown): value is UnitGroupsHeader {
  return hasKeys(value, ['version', 'since', 'ids']);
}

function readGroup(line: string): UnitGroup {
  const value = parse(line);
  return hasKeys(value, ['id', 'units']) ? (value as UnitGroup) : notUnderstood();
}

function readWhole(value: unknown): readonly UnitGroup[] {
  const groups = asObject(value)?.['unitGroups'];
  return Array.isArray(groups) ? (groups as readonly UnitGroup[]) : notUnderstood();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
