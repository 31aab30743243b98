import React from 'react';

import { attributeValue } from '../../domain';
import { useComposer, useSelected } from '../composer';

/** GPU nodes need three settings in three sections; forgetting one of them costs a start of a machine. */
export function GpuNote(): JSX.Element {
  const { model, trans } = useComposer();
  const on = useSelected(({ spec }) => spec !== null && attributeValue(spec, 'gpus') === 'all');
  return (
    <div className="jp-VcpSpec-fields">
      <label className="jp-VcpSpec-check">
        <input
          type="checkbox"
          checked={on}
          onChange={event => {
            model.setAttribute('gpus', event.target.checked ? 'all' : undefined);
          }}
        />
        {trans.__('Give all GPUs of the node to the base container')}
      </label>
      <p className="jp-VcpSpec-help">
        {trans.__('A GPU node also needs a VM type with a GPU and a cloud image with the GPU driver, both under Machine and disk.')}
      </p>
    </div>
  );
}
