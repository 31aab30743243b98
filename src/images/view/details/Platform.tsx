import React, { useId } from 'react';

import type { ImageDetails } from '../../../api/types';
import { useDetails, useDetailsSnapshot } from './context';
import { Fact } from './Facts';

/** The platform that is shown: a choice where the image is an index of several. */
export function Platform({ details }: { readonly details: ImageDetails }): JSX.Element | null {
  const { model, trans } = useDetails();
  const id = useId();
  const { content, platform, platforms } = details;
  const { platform: wanted } = useDetailsSnapshot();
  // By digest: an index may name the platform in fewer words than the image itself.
  const listed = platforms.find(({ digest }) => digest === content?.digest);
  const shown = listed?.platform ?? platform ?? content?.platform ?? wanted;
  if (platforms.length === 0) {
    return shown === null ? null : (
      <Fact label={trans.__('Platform')}>
        <code>{shown}</code>
      </Fact>
    );
  }
  return (
    <div>
      <dt>
        <label htmlFor={id}>{trans.__('Platform')}</label>
      </dt>
      <dd>
        <select
          id={id}
          className="jp-VcpImageDetails-select"
          value={shown ?? ''}
          onChange={event => {
            model.choosePlatform(event.target.value);
          }}
        >
          {platforms.every(({ platform: name }) => name !== shown) && <option value={shown ?? ''}>{shown ?? trans.__('none')}</option>}
          {[...new Set(platforms.map(({ platform: name }) => name))].map(name => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </dd>
    </div>
  );
}
