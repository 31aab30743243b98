import React from 'react';

import { useCommandChanges } from '../../../common/useCommandChanges';
import { specImage } from '../../domain/copies';
import type { ICatalogImage } from '../../model/detailsModel';
import { useDetails, useDetailsSnapshot } from './context';

const NEW_SPEC = 'vcp:new-spec';
const USE_IMAGE = 'vcp:use-image';
const OFFERED = [NEW_SPEC, USE_IMAGE] as const;

/** What can be done with the image. Commands of other features are offered only while they exist and can be used. */
export function Actions({ selected }: { readonly selected: ICatalogImage }): JSX.Element {
  const { commands, model, trans } = useDetails();
  const { details, marked } = useDetailsSnapshot();
  const args = { image: specImage(selected.registry, selected.image) };
  useCommandChanges(commands, OFFERED);
  const run = (id: string) => () => {
    void commands?.execute(id, args);
  };
  return (
    <div className="jp-VcpImageDetails-actions">
      {commands?.hasCommand(NEW_SPEC) && <Button label={trans.__('New Spec with This Image')} onClick={run(NEW_SPEC)} />}
      {commands?.hasCommand(USE_IMAGE) && commands.isEnabled(USE_IMAGE, args) && (
        <Button label={commands.label(USE_IMAGE, args)} onClick={run(USE_IMAGE)} />
      )}
      {details?.content && marked === null && (
        <Button
          label={trans.__('Compare with…')}
          onClick={() => {
            model.mark();
          }}
        />
      )}
      {selected.registry.kind === 'harbor' && (
        <a
          className="jp-VcpImageDetails-link"
          href={`${selected.registry.tls ? 'https' : 'http'}://${selected.registry.address}/`}
          target="_blank"
          rel="noopener noreferrer"
        >
          {trans.__('Open Harbor')}
        </a>
      )}
    </div>
  );
}

export function Button({ label, onClick }: { readonly label: string; readonly onClick: () => void }): JSX.Element {
  return (
    <button type="button" className="jp-VcpImages-button" onClick={onClick}>
      {label}
    </button>
  );
}
