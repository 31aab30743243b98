import React from 'react';

import type { ImageContent } from '../../../api/types';
import { versionFirst } from '../../domain/compare';
import { useDetails } from './context';
import { ValueList } from './ValueList';

/** The environment that a container of the image starts with. */
export function Environment({ content }: { readonly content: ImageContent }): JSX.Element {
  const { trans } = useDetails();
  return content.environment.length === 0 ? (
    <p className="jp-VcpImageDetails-note">{trans.__('The image sets no environment.')}</p>
  ) : (
    <ValueList values={versionFirst(content.environment)} label={trans.__('Environment')} />
  );
}
