import { Clipboard, Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import { ApiError } from '../../api/errors';
import { errorText } from '../../common/errorText';
import type { IClient } from '../../tokens';
import { addressesInUse, rangesOf } from '../domain/addresses';
import type { CopyKind } from '../domain/copies';
import { copyText } from '../domain/copies';
import type { Operation } from '../domain/operations';
import type { Place } from '../domain/tree';
import { keyOf, providerOf } from '../domain/tree';
import type { ExplorerModel } from '../model/explorerModel';
import type { Order } from '../model/orders';
import type { IAddNodesQuestion, INewNodes } from './dialogs/addNodes';
import { askNewNodes } from './dialogs/addNodes';
import { confirmDeletion } from './dialogs/confirmDeletion';
import type { INewGroup } from './dialogs/createGroup';
import { askNewGroup } from './dialogs/createGroup';
import { inLanguage, operationLabel, placeText, reasonText } from './words';

/** From the wish to the order: asks what has to be asked, gives the order, and tells of a failure. */
export class Actions {
  constructor(private readonly _options: Actions.IOptions) {}

  /** Runs an operation on a place, if it is possible now. */
  readonly operate = async (operation: Operation, place: Place): Promise<void> => {
    const { model, trans, language } = this._options;
    const verdict = model.judge(operation, place);
    if (!verdict?.allowed) {
      if (verdict) {
        Notification.warning(`${placeText(place, trans)}: ${reasonText(verdict.reason, trans, language)}`, { autoClose: 5000 });
      }
      return;
    }
    const order = await this._ask(operation, place);
    if (order && !(await model.give(place, order))) {
      this._tell(operation, place, model.state.orders.get(keyOf(place))?.error);
    }
  };

  /** Asks for a new unit group and creates it; after a refusal the question comes again with what was entered. */
  readonly createGroup = async (): Promise<void> => {
    const { model, trans, language, user } = this._options;
    const fault = model.creationFault();
    if (fault) {
      Notification.warning(reasonText(fault, trans, language), { autoClose: 5000 });
      return;
    }
    const taken = (model.state.tree ?? []).filter(group => user() === null || group.owner === user()).map(group => group.name);
    let group: INewGroup | null = await askNewGroup(taken, trans);
    while (group) {
      try {
        await model.createGroup(group.name, group.type);
        return;
      } catch (error) {
        Notification.error(failureText(trans.__('Unit group %1 was not created.', group.name), error, trans));
        const refused = error instanceof ApiError && error.code === 'exists' ? [...taken, group.name] : taken;
        group = await askNewGroup(refused, trans, group);
      }
    }
  };

  readonly copy = (kind: CopyKind, place: Place): void => {
    const text = copyText(kind, place);
    if (text !== null) {
      this.copyText(text);
    }
  };

  readonly copyText = (text: string): void => {
    Clipboard.copyToSystem(text);
    this._options.model.tellCopied(text);
  };

  private async _ask(operation: Operation, place: Place): Promise<Order | null> {
    switch (operation) {
      case 'delete':
        return (await confirmDeletion(place, this._options.user(), this._options.trans)) ? { operation } : null;
      case 'add_nodes': {
        const nodes = await this._askNodes(place);
        return nodes && { operation, ...nodes };
      }
      case 'rename':
      case 'change_owner':
        return null;
      default:
        return { operation };
    }
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
        support?.support === 'no'
          ? support.reason
            ? inLanguage(support.reason, language)
            : trans.__('%1 nodes take no such addresses.', provider)
          : null,
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

  private _tell(operation: Operation, place: Place, error: unknown): void {
    const { model, trans } = this._options;
    const what = trans.__('%1: "%2" has failed.', placeText(place, trans), operationLabel(operation, trans));
    Notification.error(failureText(what, error, trans), {
      actions: [
        {
          label: trans.__('Show'),
          callback: () => {
            model.reveal(keyOf(place));
            this._options.show();
          }
        }
      ]
    });
  }
}

export namespace Actions {
  export interface IOptions {
    readonly model: ExplorerModel;
    readonly client: () => Promise<Pick<IClient, 'getVpnCatalog'>>;
    readonly trans: TranslationBundle;
    readonly language: string;
    /** Name of the user that the controller knows, or null. */
    readonly user: () => string | null;
    /** Brings the explorer to the front. */
    readonly show: () => void;
  }
}

function failureText(what: string, error: unknown, trans: TranslationBundle): string {
  const { title, advice } = errorText(error, trans);
  return [what, title, advice].filter(part => part !== '').join(' ');
}
