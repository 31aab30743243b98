import { copyIcon, searchIcon, treeViewIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { IconButton } from '../../../common/components/IconButton';
import { useCommandChanges } from '../../../common/useCommandChanges';
import type { IJudgedUnit } from '../../domain/unitsInUse';
import { useImages } from '../context';

const OPEN_EXPLORER = 'vcp:open-explorer';

export interface IRowActionsProps {
  readonly unit: IJudgedUnit;
  readonly tabIndex: 0 | -1;
  /** Has a sentence read out. */
  readonly say: (text: string) => void;
}

/** The ways on from a unit: its image in the catalog, itself in the explorer, the name of the image on the clipboard. */
export function RowActions({ unit: { groupId, group, unit, image, state }, tabIndex, say }: IRowActionsProps): JSX.Element {
  const { model, commands, copyText, trans } = useImages();
  useCommandChanges(commands, [OPEN_EXPLORER]);
  const inCatalog = state.kind === 'newest' || state.kind === 'newer' || state.kind === 'unordered';
  return (
    <span className="jp-VcpInUse-actions">
      {image !== null && inCatalog && (
        <IconButton
          icon={searchIcon}
          label={trans.__('Show %1 in the image catalog', image)}
          tabIndex={tabIndex}
          onClick={() => {
            void model.reveal(image);
          }}
        />
      )}
      {image !== null && (
        <IconButton
          icon={copyIcon}
          label={trans.__('Copy %1', image)}
          tabIndex={tabIndex}
          onClick={() => {
            copyText(image);
            say(trans.__('Copied: %1', image));
          }}
        />
      )}
      {commands.hasCommand(OPEN_EXPLORER) && (
        <IconButton
          icon={treeViewIcon}
          label={trans.__('Show %1 in the explorer', `${group}/${unit}`)}
          tabIndex={tabIndex}
          onClick={() => {
            void commands.execute(OPEN_EXPLORER, { group: groupId, unit });
          }}
        />
      )}
    </span>
  );
}
