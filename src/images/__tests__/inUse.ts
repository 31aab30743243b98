/** A tree, registries and the join of both, over a fake server. */
import { Signal } from '@lumino/signaling';
import type { IDisposable } from '@lumino/disposable';
import { DisposableDelegate } from '@lumino/disposable';

import type { Node, Unit, UnitGroup } from '../../api/types';
import { FakeConnection } from '../../testing/connection';
import type { FakeRoutes } from '../../testing/fakeServer';
import type { ICloudModel } from '../../tokens';
import { CatalogModel } from '../model/catalogModel';
import { InUseModel } from '../model/inUseModel';
import { Registries } from '../model/registries';
import { asked, registry, registryRoutes, USER } from './replies';

/** The tree as a test puts it there; null until it does. */
export class FakeTree implements ICloudModel {
  unitGroups: readonly UnitGroup[] | null = null;
  error: Error | null = null;
  readonly changed: Signal<ICloudModel, void> = new Signal<ICloudModel, void>(this);
  watchers = 0;
  refreshes = 0;

  put(unitGroups: readonly UnitGroup[] | null, error: Error | null = null): void {
    this.unitGroups = unitGroups;
    this.error = error;
    this.changed.emit();
  }

  refresh(): Promise<void> {
    this.refreshes += 1;
    return Promise.resolve();
  }

  watch(): IDisposable {
    this.watchers += 1;
    return new DisposableDelegate(() => {
      this.watchers -= 1;
    });
  }
}

function node(number: number): Node {
  return { kind: 'node', id: `n${number}`, number, state: 'RUNNING', provider: 'aws', address: `172.30.2.${number}`, error: '' };
}

export function unit(name: string, image: string | null, nodes = 1): Unit {
  const members = Array.from({ length: nodes }, (_, position) => node(position + 1));
  return { name, state: 'RUNNING', error: '', provider: 'aws', image, nodes: members, disks: [] };
}

export function group(name: string, units: readonly Unit[]): UnitGroup {
  return { id: `id_${name}`, number: 1, name, type: 'compute', owner: 'nobody', state: 'RUNNING', error: '', units: [...units] };
}

export interface IJoined {
  readonly tree: FakeTree;
  readonly connection: FakeConnection;
  readonly catalog: CatalogModel;
  readonly inUse: InUseModel;
  /** Repositories of each request for tags. */
  readonly askedFor: () => readonly unknown[];
  readonly dispose: () => void;
}

/** @param content - Tags by repository, of the official and of the user registry. */
export function join(content: Readonly<Record<string, readonly string[]>>, routes: FakeRoutes = {}, clouds = true): IJoined {
  const connection = new FakeConnection({
    ...registryRoutes(content),
    'GET images/registries': () => ({ body: { registries: [registry({ repositories: ['vcp/base'] }), USER] } }),
    ...routes
  });
  const registries = new Registries({ client: () => connection.client(), wellKnown: () => [] });
  const catalog = new CatalogModel({ registries, remembered: null, remember: () => undefined });
  const tree = new FakeTree();
  const inUse = new InUseModel({
    clouds: clouds ? { model: () => Promise.resolve(tree) } : null,
    catalog,
    tagsOf: known => registries.of(known)
  });
  const tagRequests = () => connection.server.requests.filter(({ path }) => path.endsWith('/tags'));
  return {
    tree,
    connection,
    catalog,
    inUse,
    askedFor: () => tagRequests().map(request => asked(request, 'repository')),
    dispose: () => {
      inUse.dispose();
      catalog.dispose();
    }
  };
}
