/** The image catalog in a page, over a fake server. */
import { nullTranslator } from '@jupyterlab/translation';
import type { TranslationBundle } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import { Widget } from '@lumino/widgets';
import { act, configure, screen } from '@testing-library/react';
import '@testing-library/jest-dom';

import { FakeConnection } from '../../testing/connection';
import type { FakeRoutes } from '../../testing/fakeServer';
import { PATIENCE } from '../../testing/patience';
import type { Handshake, IClouds } from '../../tokens';
import { CatalogModel } from '../model/catalogModel';
import { DetailsModel } from '../model/detailsModel';
import { InUseModel } from '../model/inUseModel';
import { Registries } from '../model/registries';
import { ImagesPanel } from '../view/ImagesPanel';
import { CONTENT, HARBOR, registry, registryRoutes, USER } from './replies';

configure({ asyncUtilTimeout: PATIENCE });

const OK: Handshake = { result: 'ok', activeJobs: 0, activeBatches: 0 };
const opened: Widget[] = [];

/** jsdom lays nothing out; the virtual table needs to know that it is 480 px high. */
export function layOut(): void {
  jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(480);
  jest.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(480);
  jest.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(900);
  document.head.insertAdjacentHTML('beforeend', '<style>dialog.jp-Dialog { display: flex }</style>');
  Element.prototype.scrollTo = () => undefined;
  Element.prototype.scrollIntoView = () => undefined;
}

afterEach(() => {
  act(() => {
    opened.splice(0).forEach(widget => {
      widget.dispose();
    });
  });
});

/** The models of a catalog over a server, as `load.ts` makes them. */
export function makeOptions(
  routes: FakeRoutes = {},
  trans: TranslationBundle = nullTranslator.load(''),
  language = 'en',
  clouds: IClouds | null = null
) {
  const connection = new FakeConnection({ ...registryRoutes(CONTENT, [registry(), USER, HARBOR]), ...routes });
  const registries = new Registries({ client: () => connection.client(), wellKnown: () => ['vcp/base', 'vcp/gpu'] });
  const model = new CatalogModel({ registries, remembered: null, remember: () => undefined });
  const details = new DetailsModel({ connection, settle: 0 });
  const inUse = new InUseModel({ clouds, catalog: model, tagsOf: known => registries.of(known) });
  const copied: string[] = [];
  const copyText = (text: string) => copied.push(text);
  const options = { model, details, inUse, commands: new CommandRegistry(), trans, language, copyText };
  return { connection, registries, options, copied };
}

export interface IOpenOptions {
  readonly handshake?: Handshake;
  readonly trans?: TranslationBundle;
  readonly language?: string;
  readonly clouds?: IClouds;
}

export function open(routes: FakeRoutes = {}, more: IOpenOptions = {}) {
  const made = makeOptions(routes, more.trans, more.language, more.clouds);
  const panel = new ImagesPanel({ ...made.options, take: null }, more.handshake ?? OK);
  opened.push(panel);
  act(() => {
    Widget.attach(panel, document.body);
  });
  return { ...made, model: made.options.model, panel };
}

/** The table, once it has rows. */
export const table = () => screen.findByRole('grid', {}, { timeout: PATIENCE });

/** Texts of the rows of the table, without its header. */
export const rows = () => screen.getAllByRole('row').slice(1);
