import React from 'react';

import { STATUS_ICONS } from '../../common/statusIcons';
import type { IBadge } from './words';

/** A status in words, with an icon: never told by colour alone. */
export function Badge({ badge }: { readonly badge: IBadge }): JSX.Element {
  const Icon = STATUS_ICONS[badge.status].react;
  return (
    <span className={`jp-VcpProviders-badge jp-mod-${badge.status}`}>
      <Icon tag="span" aria-hidden="true" />
      {badge.text}
    </span>
  );
}
