import React, { useEffect, useState } from 'react';

import '../../../../style/images-in-use.css';
import { useSignalValue } from '../../../common/useSignal';
import { useImages } from '../context';
import { LiveText } from './LiveText';
import { Nothing } from './Nothing';
import { UnitTable } from './UnitTable';
import type { IUnitTableProps } from './UnitTable';
import { behindText } from './words';

/** Rows that are shown at first: those that matter stand first, and a page of thousands of buttons is slow for everybody. */
const SHOWN = 200;

/** Which image each unit runs, and whether a newer release of it exists: those first that are behind. */
export function InUse(): JSX.Element {
  const { inUse, trans } = useImages();
  const { available, units, error } = useSignalValue(inUse.changed, () => inUse.snapshot);
  const [said, say] = useState('');
  useEffect(() => {
    // The panel watches the tree, while it can be seen.
    void inUse.judge();
  }, [inUse]);
  return (
    <section className="jp-VcpInUse" aria-label={trans.__('Images in use')}>
      <Nothing available={available} units={units} error={error} />
      {units !== null && units.length > 0 && (
        <>
          <LiveText text={[behindText(units, trans), said].filter(text => text !== '').join(' ')} />
          <Rows units={units} say={say} />
        </>
      )}
    </section>
  );
}

function Rows({ units, say }: IUnitTableProps): JSX.Element {
  const { trans } = useImages();
  const [limit, setLimit] = useState(SHOWN);
  const more = units.length - limit;
  return (
    <>
      <UnitTable units={more > 0 ? units.slice(0, limit) : units} say={say} />
      {more > 0 && (
        <button
          type="button"
          className="jp-VcpImages-button"
          onClick={() => {
            setLimit(limit + SHOWN);
          }}
        >
          {trans._n('Show %1 more unit', 'Show %1 more units', Math.min(more, SHOWN))}
        </button>
      )}
    </>
  );
}
