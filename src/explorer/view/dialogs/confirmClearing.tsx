import { Dialog } from '@jupyterlab/apputils';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { FormDialog } from './FormDialog';

/**
 * Says what clearing a unit's processing flag is for and what it risks, and asks.
 *
 * @param state - State word of the unit.
 */
export async function confirmClearing(unit: string, state: string, trans: TranslationBundle): Promise<boolean> {
  const dialog = new FormDialog(
    {
      title: trans.__('Clear the processing flag of unit %1?', unit),
      body: new ClearingText(state, trans),
      buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.warnButton({ label: trans.__('Clear Flag') })],
      // Enter must not be enough by accident.
      defaultButton: 0
    },
    { accept: () => true }
  );
  const { button } = await dialog.launch();
  return button.accept;
}

class ClearingText extends ReactWidget {
  constructor(
    private readonly _state: string,
    private readonly _trans: TranslationBundle
  ) {
    super();
  }

  protected override render(): JSX.Element {
    const trans = this._trans;
    return (
      <>
        <p>
          {trans.__(
            'While work is under way on a unit, the VC Controller refuses every other operation on it. If that work has died, the flag stays and nothing is possible any more; clearing it makes the unit usable again.'
          )}
        </p>
        <p>
          {trans.__(
            'Work that still goes on is not stopped by it. Two operations at once can leave instances behind that no list shows and that cost money. Clear the flag only when nothing has happened for a long time.'
          )}
        </p>
        <p>{trans.__('The unit is in state %1 now.', this._state)}</p>
      </>
    );
  }
}
