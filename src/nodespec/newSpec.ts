import { emptySpec, serializeSpec, setAttribute, setTopLevel } from './domain';

/** What a new document starts with. */
export interface INewSpec {
  readonly provider?: string | undefined;
  readonly image?: string | undefined;
  readonly unitGroup?: string | undefined;
}

/** The text of a new document. */
export function newSpecText(start: INewSpec): string {
  const empty = emptySpec(start.provider);
  const placed = start.unitGroup === undefined ? empty : setTopLevel(empty, 'unitGroup', start.unitGroup);
  return serializeSpec(start.image === undefined ? placed : setAttribute(placed, 'image', start.image));
}
