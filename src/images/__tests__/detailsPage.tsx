/** The details in a page, over a fake server. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { nullTranslator } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import { act, cleanup, render } from '@testing-library/react';
import React from 'react';

import type { ImageDetails, Registry } from '../../api/types';
import { FakeConnection } from '../../testing/connection';
import type { FakeRoutes } from '../../testing/fakeServer';
import { until } from '../../testing/patience';
import { DetailsModel } from '../model/detailsModel';
import { Details } from '../view/details/Details';
import { OFFICIAL } from './described';

export const DETAILS = 'GET images/registries/*/details';

const models: DetailsModel[] = [];

afterEach(() => {
  cleanup();
  models.splice(0).forEach(model => {
    model.dispose();
  });
});

export interface IPageOptions {
  readonly language?: string;
  readonly trans?: TranslationBundle;
  readonly commands?: CommandRegistry | null;
}

/** Commands as the other features have them, with what was executed. */
export function fakeCommands(useImage = false) {
  const commands = new CommandRegistry();
  const executed: unknown[] = [];
  const add = (id: string, label: string, isEnabled: () => boolean): void => {
    commands.addCommand(id, { label, isEnabled, describedBy: { args: { type: 'object' } }, execute: args => executed.push([id, args]) });
  };
  add('vcp:new-spec', 'New Spec', () => true);
  if (useImage) {
    add('vcp:use-image', 'Use in web.vcpspec', () => true);
  }
  return { commands, executed };
}

/** @param routes - Details by image, or routes. */
export function open(answers: Readonly<Record<string, ImageDetails>> | FakeRoutes, options: IPageOptions = {}) {
  const byImage = answers as Readonly<Record<string, ImageDetails>>;
  const routes: FakeRoutes =
    DETAILS in answers ? (answers as FakeRoutes) : { [DETAILS]: ({ query }) => ({ body: byImage[query.get('image') ?? ''] }) };
  const connection = new FakeConnection(routes);
  const model = new DetailsModel({ connection, settle: 0 });
  models.push(model);
  const copied: string[] = [];
  const said: string[] = [];
  const view = render(
    <Details
      options={{
        model,
        commands: options.commands ?? null,
        trans: options.trans ?? nullTranslator.load(''),
        language: options.language ?? 'en',
        copyText: text => copied.push(text),
        say: text => said.push(text)
      }}
    />
  );
  const select = async (image: string, registry: Registry = OFFICIAL): Promise<void> => {
    await act(async () => {
      model.select({ registry, image });
      await until(() => !model.snapshot.loading);
    });
  };
  return { connection, model, copied, said, select, container: view.container };
}
