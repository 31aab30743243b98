/** Putting an image into a spec, from wherever it was chosen. */
import { wantedUnitType } from '../domain';
import type { Path } from '../domain';
import type { ISpecSnapshot, SpecModel } from '../model';
import { rememberImage } from './fields/recentImages';

export const IMAGE_PATH: Path = ['attributes', 'image'];

/** Whether a spec has an image: disks have none, and a text that is no spec cannot be edited. */
export function takesImage({ spec, readOnly, provider, context }: ISpecSnapshot): boolean {
  const type = spec === null ? null : (provider?.unitType ?? wantedUnitType(spec, context.unitGroups));
  return spec !== null && !readOnly && type !== 'storage';
}

/** Puts the image into the spec, undoable in one step; it is offered again in other specs. */
export function putImage(model: Pick<SpecModel, 'setAttribute'>, image: string): void {
  model.setAttribute('image', image);
  rememberImage(image);
}
