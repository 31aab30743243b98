import { searchIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { IconButton } from '../../common/components/IconButton';
import { useCommandChanges } from '../../common/useCommandChanges';
import { useExplorer } from './context';

const OPEN_IMAGES = 'vcp:open-images';

/** The way to an image in the image catalog; nothing where the page has no catalog. */
export function CatalogButton({ image }: { readonly image: string }): JSX.Element | null {
  const { commands, trans } = useExplorer();
  useCommandChanges(commands, [OPEN_IMAGES]);
  return commands.hasCommand(OPEN_IMAGES) ? (
    <IconButton
      icon={searchIcon}
      label={trans.__('Show %1 in the image catalog', image)}
      onClick={() => {
        void commands.execute(OPEN_IMAGES, { image });
      }}
    />
  ) : null;
}
