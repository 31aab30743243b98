import React from 'react';

import { useComposer } from '../composer';

/** How attached disks get used, as far as the manuals say it (appendix-facts.md 3.2 and 3.7). */
export function DiskUse(): JSX.Element {
  const { trans } = useComposer();
  return (
    <details className="jp-VcpSpec-details">
      <summary>{trans.__('How the nodes use attached disks')}</summary>
      <ul>
        <li>{trans.__('The base container sees the devices of the node: the VC Controller starts it with -v /dev:/dev.')}</li>
        <li>
          {trans.__(
            'The details of a node in the explorer list its volumes, with the device name where the VC Controller tells it. Whether a new disk has a file system the manuals do not say: look before you mount it.'
          )}
        </li>
        <li>
          {trans.__('For the NFS server, mount a directory of the disk on /export with a volume (params_v) such as /export:/export.')}
        </li>
      </ul>
    </details>
  );
}
