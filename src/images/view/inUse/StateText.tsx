import React from 'react';

import type { ImageState } from '../../domain/unitsInUse';
import { useImages } from '../context';
import { stateText } from './words';

export interface IStateTextProps {
  readonly state: ImageState;
  readonly tabIndex: 0 | -1;
}

/** What the catalog says of an image; a newer release is a way to it. */
export function StateText({ state, tabIndex }: IStateTextProps): JSX.Element {
  const { model, trans } = useImages();
  if (state.kind !== 'newer') {
    return <span className="jp-VcpInUse-state">{stateText(state.kind, trans)}</span>;
  }
  const { image } = state;
  return (
    <span className="jp-VcpInUse-state">
      {trans.__('newer release:')}{' '}
      <button
        type="button"
        className="jp-VcpInUse-link"
        tabIndex={tabIndex}
        title={trans.__('Show %1 in the image catalog', image)}
        onClick={() => {
          void model.reveal(image);
        }}
      >
        {image}
      </button>
    </span>
  );
}
