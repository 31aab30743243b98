import React from 'react';

import type { ImageDetails } from '../../../api/types';
import { useDetails } from './context';
import { ValueList } from './ValueList';

/** The labels of the image. */
export function Labels({ details: { content } }: { readonly details: ImageDetails }): JSX.Element | null {
  const { trans } = useDetails();
  if (content === null) {
    return null;
  }
  return content.labels.length === 0 ? (
    <p className="jp-VcpImageDetails-note">{trans.__('The image has no labels.')}</p>
  ) : (
    <ValueList values={content.labels} label={trans.__('Labels')} />
  );
}
