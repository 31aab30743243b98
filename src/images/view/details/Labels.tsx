import React from 'react';

import type { ImageContent } from '../../../api/types';
import { useDetails } from './context';
import { ValueList } from './ValueList';

/** The labels of the image. */
export function Labels({ content }: { readonly content: ImageContent }): JSX.Element {
  const { trans } = useDetails();
  return content.labels.length === 0 ? (
    <p className="jp-VcpImageDetails-note">{trans.__('The image has no labels.')}</p>
  ) : (
    <ValueList values={content.labels} label={trans.__('Labels')} />
  );
}
