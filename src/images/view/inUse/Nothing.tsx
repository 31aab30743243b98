import React from 'react';

import { errorText } from '../../../common/errorText';
import { useCommandChanges } from '../../../common/useCommandChanges';
import type { IInUseSnapshot } from '../../model/inUseModel';
import { useImages } from '../context';

const OPEN_EXPLORER = 'vcp:open-explorer';

/** Why there are no rows, or why they may be old; nothing when all is well. */
export function Nothing({ available, units, error }: IInUseSnapshot): JSX.Element | null {
  const { trans } = useImages();
  if (!available) {
    return <p>{trans.__('The VCP explorer is switched off on this page, so nobody knows which images run.')}</p>;
  }
  if (error !== null) {
    return <Failure error={error} old={units !== null} />;
  }
  if (units === null) {
    return (
      <>
        <p>{trans.__('Waiting for the VC Controller: it tells which units there are once you are connected.')}</p>
        <ExplorerButton />
      </>
    );
  }
  return units.length === 0 ? <p>{trans.__('No unit has nodes now.')}</p> : null;
}

function Failure({ error, old }: { readonly error: Error; readonly old: boolean }): JSX.Element {
  const { trans } = useImages();
  const { title, advice, detail } = errorText(error, trans);
  return (
    <div className="jp-VcpImages-problem" role="alert">
      <p>{[old ? trans.__('What is shown may be old.') : '', title, advice].filter(text => text !== '').join(' ')}</p>
      {detail !== '' && (
        <details>
          <summary>{trans.__('Details')}</summary>
          <pre lang="en">{detail}</pre>
        </details>
      )}
      <ExplorerButton />
    </div>
  );
}

/** The explorer says how to connect, and offers it. */
function ExplorerButton(): JSX.Element | null {
  const { commands, trans } = useImages();
  useCommandChanges(commands, [OPEN_EXPLORER]);
  return commands.hasCommand(OPEN_EXPLORER) ? (
    <button type="button" className="jp-VcpImages-button" onClick={() => void commands.execute(OPEN_EXPLORER)}>
      {trans.__('Show VCP Explorer')}
    </button>
  ) : null;
}
