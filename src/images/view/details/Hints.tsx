import React from 'react';

import type { ImageContent } from '../../../api/types';
import type { IImageName } from '../../../common/imageName';
import { useDetails } from './context';

/** As it stands in a spec, so no text to translate. */
const ALL_GPUS = 'gpus: all';

/** What a spec needs besides the image, as far as it shows: hints from the name and the platform, no facts of the controller. */
export function Hints({ name, content }: { readonly name: IImageName; readonly content: ImageContent | null }): JSX.Element | null {
  const { trans } = useDetails();
  const platform = name.platform ?? content?.platform ?? '';
  const arm = platform.startsWith('linux/arm');
  if (name.gpu !== true && name.systemd !== true && !arm) {
    return null;
  }
  return (
    <div className="jp-VcpImageDetails-hints">
      {name.gpu === true && (
        <>
          <p>{trans.__('A node that is to use its GPU with this image needs three settings in the spec:')}</p>
          <ul>
            <li>{trans.__('a flavor or machine type with a GPU')}</li>
            <li>
              <code>{ALL_GPUS}</code>
            </li>
            <li>{trans.__('outside of AWS, a cloud image (cloud_image) that has the NVIDIA driver')}</li>
          </ul>
        </>
      )}
      {arm && <p>{trans.__('Runs only on machine types with the architecture %1.', platform.replace(/^linux\//, ''))}</p>}
      {name.systemd === true && <p>{trans.__('Services in it are controlled with systemctl, not with supervisorctl.')}</p>}
    </div>
  );
}
