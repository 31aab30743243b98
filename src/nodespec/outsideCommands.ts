import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';

import { OUTSIDE_CODE } from './view/outsideIds';

export { OUTSIDE_CODE };

/** What it is about; the domain has the same list, but is not loaded at start. */
export const OUTSIDE_KINDS = ['chameleon', 'mdx', 'onpremises'] as const;
export type Outside = (typeof OUTSIDE_KINDS)[number];

/** Registers the command. */
export function addOutsideCommand(
  app: Pick<JupyterFrontEnd, 'commands'>,
  trans: TranslationBundle,
  show: (kind: Outside) => Promise<void>
): void {
  const labels: Readonly<Record<Outside, string>> = {
    chameleon: trans.__('Reserve Hosts of Chameleon (Code)…'),
    mdx: trans.__('Deploy Machines of mdx I (Code)…'),
    onpremises: trans.__('Prepare an Existing Server (on-premises)…')
  };
  const kindOf = (value: unknown): Outside => OUTSIDE_KINDS.find(kind => kind === value) ?? 'onpremises';
  app.commands.addCommand(OUTSIDE_CODE, {
    label: args => labels[kindOf(args['kind'])],
    caption: trans.__('What has to be done outside of a node spec'),
    describedBy: { args: { type: 'object', properties: { kind: { type: 'string', enum: [...OUTSIDE_KINDS] } } } },
    execute: args => show(kindOf(args['kind']))
  });
}
