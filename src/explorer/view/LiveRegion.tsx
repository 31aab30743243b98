import React, { useEffect, useState } from 'react';
import type { TranslationBundle } from '@jupyterlab/translation';

import { operationText } from '../../common/operationText';
import type { ExplorerModel } from '../model/explorerModel';
import type { Announcement } from '../model/explorerState';
import { useExplorer } from './context';
import { orderErrorText, placeText } from './words';

/** Says aloud, politely, what happened to the row with the focus and what became of an order; never that a poll came back. */
export function LiveRegion(): JSX.Element {
  const { model, trans } = useExplorer();
  const [text, setText] = useState('');
  useEffect(() => {
    const say = (_: ExplorerModel, announcement: Announcement): void => {
      setText(sentence(announcement, trans));
    };
    const listener = {};
    model.announced.connect(say, listener);
    return () => {
      model.announced.disconnect(say, listener);
    };
  }, [model, trans]);
  return (
    <div className="jp-VcpExplorer-live" role="status" aria-live="polite">
      {text}
    </div>
  );
}

function sentence(announcement: Announcement, trans: TranslationBundle): string {
  if (announcement.kind === 'copied') {
    return trans.__('Copied: %1', announcement.text);
  }
  if (announcement.kind === 'deselected') {
    const { count, left } = announcement;
    return trans._n('A selected row is gone; %2 left.', '%1 selected rows are gone; %2 left.', count, left);
  }
  const what = placeText(announcement.place, trans);
  switch (announcement.kind) {
    case 'state':
      return trans.__('%1: %2', what, announcement.state);
    case 'gone':
      return trans.__('%1 is gone.', what);
    case 'taken':
      return trans.__('%1: the controller has taken the order "%2".', what, operationText(announcement.operation, trans));
    case 'failed':
      return trans.__(
        '%1: "%2" has failed. %3',
        what,
        operationText(announcement.operation, trans),
        orderErrorText(announcement.error, trans).title
      );
  }
}
