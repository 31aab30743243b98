import type { TranslationBundle } from '@jupyterlab/translation';

import type { UnitType } from '../../api/types';
import type { Place } from '../domain/tree';
import type { ExplorerModel } from '../model/explorerModel';
import { reasonText } from './words';

/** Where a new unit goes, and how that is called there. */
export interface INewUnit {
  /** Name of the unit group. */
  readonly unitGroup: string;
  readonly unitType: UnitType;
  /** Name of the command on this row. */
  readonly label: string;
  /** Why it is not possible, in the user's language; empty when it is. */
  readonly refusal: string;
}

export interface INewUnitOptions {
  readonly model: Pick<ExplorerModel, 'creationFault'>;
  readonly trans: TranslationBundle;
  readonly language: string;
}

/**
 * A new unit, or disks, in the unit group of a row; null for other rows.
 *
 * @param user - Name of the user that the controller knows, or null.
 */
export function newUnitIn({ kind, group }: Place, user: string | null, { model, trans, language }: INewUnitOptions): INewUnit | null {
  if (kind !== 'group') {
    return null;
  }
  const fault = model.creationFault();
  // A spec names its unit group, and names are the owner's own.
  const foreign = user !== null && user !== group.owner ? trans.__('It belongs to another user: %1.', group.owner) : '';
  return {
    unitGroup: group.name,
    unitType: group.type,
    label: group.type === 'storage' ? trans.__('New Disks…') : trans.__('New Unit…'),
    refusal: fault ? reasonText(fault, trans, language) : foreign
  };
}
