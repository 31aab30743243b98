import type { IClient } from '../../tokens';
import type { IAttachments } from '../domain/attachments';
import { NO_ATTACHMENTS, findAttachments } from '../domain/attachments';
import type { Feature, FeatureMatrix, ISupport } from '../domain/features';
import { readFeatures, supportOf } from '../domain/features';
import type { ICircumstances } from '../domain/operations';
import type { IUnitGroup } from '../domain/tree';
import type { Orders } from './orders';

/**
 * Gathers what verdicts depend on besides the place. Everything is made on demand and kept until it changes: a verdict is asked for
 * many times a second, for each visible row.
 */
export class Circumstances {
  constructor(private readonly _options: Circumstances.IOptions) {}

  get current(): ICircumstances {
    const { orders, role, tree } = this._options;
    const made = { role: role(), orders: orders.states, cleared: orders.cleared, features: this._features, tree: tree() };
    if (this._current === null || !isSame(made, this._madeOf)) {
      this._madeOf = made;
      this._current = {
        role: made.role,
        features: made.features,
        ordered: new Set([...made.orders].filter(([, order]) => order.phase === 'given').map(([key]) => key)),
        cleared: made.cleared,
        attachments: this.attachments
      };
    }
    return this._current;
  }

  /** A new object when verdicts may differ for another reason than the tree itself. */
  get version(): unknown {
    const { orders, role } = this._options;
    const parts = [orders.states, orders.cleared, this._features, role()];
    if (parts.some((part, index) => part !== this._version[index])) {
      this._version = parts;
    }
    return this._version;
  }

  /** What is attached where, in the present tree. */
  get attachments(): IAttachments {
    const tree = this._options.tree();
    if (tree !== this._attached.tree) {
      this._attached = { tree, attachments: findAttachments(tree ?? []) };
    }
    return this._attached.attachments;
  }

  /** What is known of a provider's feature; null when nothing is. */
  supportOf(provider: string, feature: Feature): ISupport | null {
    return supportOf(this._features, provider, feature);
  }

  /** Loads the feature matrix, once. Answers whether it is new. */
  async loadFeatures(client: () => Promise<Pick<IClient, 'getProviders'>>): Promise<boolean> {
    if (this._features.size > 0) {
      return false;
    }
    const { providers } = await (await client()).getProviders();
    this._features = readFeatures(providers.map(provider => provider.schema));
    return true;
  }

  private _features: FeatureMatrix = new Map();
  private _current: ICircumstances | null = null;
  private _madeOf: Readonly<Record<string, unknown>> = {};
  private _version: readonly unknown[] = [];
  private _attached: { readonly tree: unknown; readonly attachments: IAttachments } = { tree: null, attachments: NO_ATTACHMENTS };
}

export namespace Circumstances {
  export interface IOptions {
    readonly orders: Pick<Orders, 'states' | 'cleared'>;
    /** Role of the access token; null while it is not known. */
    readonly role: () => string | null;
    readonly tree: () => readonly IUnitGroup[] | null;
  }
}

function isSame(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(a).every(key => a[key] === b[key]);
}
