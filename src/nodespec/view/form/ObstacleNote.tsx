import React from 'react';

import { obstacleMessage } from '../../domain';
import type { Obstacle } from '../../domain';
import { useComposer } from '../composer';

/** What the field means for *Create now*: a word ahead while it is empty, the whole reason once it stands in the way. */
export function ObstacleNote({ obstacle }: { readonly obstacle: Obstacle }): JSX.Element {
  const { trans, language } = useComposer();
  const reason = obstacleMessage(obstacle, trans, language);
  return obstacle.active ? (
    <p className="jp-VcpSpec-message jp-mod-warning">{reason}</p>
  ) : (
    <p className="jp-VcpSpec-message jp-mod-ahead" title={reason}>
      {trans.__('Only with the SDK code: Create now is refused once this is set.')}
    </p>
  );
}
