/**
 * What has to be asked before an order can be given. Every question answers null when the user does not want to go on.
 */
import type { TranslationBundle } from '@jupyterlab/translation';

import { operationText } from '../../common/operationText';
import type { IClient } from '../../tokens';
import { addressesInUse, rangesOf } from '../domain/addresses';
import { checkGroupName, checkOwner } from '../domain/names';
import type { Operation } from '../domain/operations';
import type { IUnitGroup, Place } from '../domain/tree';
import { providerOf, stateOf } from '../domain/tree';
import type { ExplorerModel } from '../model/explorerModel';
import type { Order } from '../model/orders';
import type { IAddNodesQuestion, INewNodes } from './dialogs/addNodes';
import { askNewNodes } from './dialogs/addNodes';
import { askText } from './dialogs/askText';
import { confirmClearing } from './dialogs/confirmClearing';
import { confirmDeletion } from './dialogs/confirmDeletion';
import { featureText, nameFaultText, ownerFaultText, placeText } from './words';

/** What a question was answered with before, and why that did not do. */
export interface IRetry {
  /** Text that was entered; null where nothing is entered. */
  readonly text: string | null;
  /** The controller's refusal, in the user's language; null when there was none. */
  readonly refusal: string | null;
  /** Nodes and disks that were added meanwhile. */
  readonly added: number;
}

export const FIRST_TRY: IRetry = { text: null, refusal: null, added: 0 };

export class Questions {
  constructor(private readonly _options: Questions.IOptions) {}

  /** Asks for everything that the order needs besides the place. */
  async ask(operation: Operation, place: Place, retry: IRetry): Promise<Order | null> {
    const { user, trans } = this._options;
    switch (operation) {
      case 'delete': {
        const foreign = user() !== null && user() !== place.group.owner;
        const confirmed = await confirmDeletion({ place, foreign, added: retry.added }, trans);
        return confirmed && { operation, ...confirmed };
      }
      case 'add_nodes': {
        const nodes = await this._askNodes(place);
        return nodes && { operation, ...nodes };
      }
      case 'rename': {
        const name = await this._askName(place.group, retry);
        return name === null ? null : { operation, name };
      }
      case 'change_owner': {
        const owner = await this.askOwner([place], retry);
        return owner === null ? null : { operation, owner };
      }
      case 'clear_processing':
        return place.kind === 'unit' && (await confirmClearing(place.unit.name, stateOf(place), trans)) ? { operation } : null;
      default:
        return { operation };
    }
  }

  /** Asks who is to own the unit groups. */
  askOwner(places: readonly Place[], { text, refusal }: IRetry): Promise<string | null> {
    const { trans } = this._options;
    const [first] = places;
    const owners = new Set(places.map(place => place.group.owner));
    const what = places.length === 1 && first ? placeText(first, trans) : trans._n('%1 unit group', '%1 unit groups', places.length);
    return askText(
      {
        title: trans.__('Change Owner of %1', what),
        label: trans.__('User name of the new owner'),
        help: this._ownerHelp(),
        accept: operationText('change_owner', trans),
        value: text ?? '',
        check: name => {
          const fault = checkOwner(name, owners.size === 1 ? (first?.group.owner ?? '') : '');
          return fault && ownerFaultText(fault, trans);
        },
        refusal
      },
      trans
    );
  }

  private _ownerHelp(): string {
    const { trans, model } = this._options;
    return model.state.canSeeAll
      ? trans.__('Afterwards you reach it in privileged mode only, unless it becomes yours.')
      : trans.__('Afterwards you no longer see it and can no longer operate it; only the new owner can give it back.');
  }

  private _askName(group: IUnitGroup, { text, refusal }: IRetry): Promise<string | null> {
    const { model, trans } = this._options;
    const taken = (model.state.tree ?? []).filter(one => one.owner === group.owner && one.id !== group.id).map(one => one.name);
    return askText(
      {
        title: trans.__('Rename Unit Group %1', group.name),
        label: trans.__('Name'),
        help: trans.__('Notebooks and specs that name the unit group need the new name afterwards.'),
        accept: operationText('rename', trans),
        value: text ?? group.name,
        check: name => {
          const fault = checkGroupName(name, taken);
          return fault ? nameFaultText(fault, trans) : name === group.name ? trans.__('This is the name already.') : null;
        },
        refusal
      },
      trans
    );
  }

  private async _askNodes(place: Place): Promise<INewNodes | null> {
    const provider = providerOf(place);
    if (place.kind !== 'unit' || provider === null) {
      return null;
    }
    const { model, trans, language } = this._options;
    const support = model.supportOf(provider, 'ipAddress');
    const question: IAddNodesQuestion = {
      unit: place.unit.name,
      disks: place.group.type === 'storage',
      // Existing servers stand in networks that the catalog does not know.
      ranges: provider === 'onpremises' ? [] : await this._ranges(provider),
      inUse: addressesInUse(model.state.tree ?? [], provider),
      noAddresses:
        support?.support === 'no' ? featureText({ provider, feature: 'ipAddress', reason: support.reason }, trans, language) : null,
      addressesRequired: provider === 'onpremises'
    };
    return askNewNodes(question, trans);
  }

  /** Ranges of the VPN catalog. Without an answer nothing counts as outside; the controller has the last word. */
  private async _ranges(provider: string): Promise<IAddNodesQuestion['ranges']> {
    try {
      const client = await this._options.client();
      const { entries } = await client.getVpnCatalog();
      return rangesOf(entries, provider);
    } catch {
      return [];
    }
  }
}

export namespace Questions {
  export interface IOptions {
    readonly model: ExplorerModel;
    readonly client: () => Promise<Pick<IClient, 'getVpnCatalog'>>;
    readonly trans: TranslationBundle;
    readonly language: string;
    /** Name of the user that the controller knows, or null. */
    readonly user: () => string | null;
  }
}
