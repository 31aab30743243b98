import React, { useEffect, useReducer } from 'react';

import { specImage } from '../../domain/copies';
import type { ICatalogImage } from '../../model/detailsModel';
import { useDetails, useDetailsSnapshot } from './context';

const NEW_SPEC = 'vcp:new-spec';
const USE_IMAGE = 'vcp:use-image';

/** What can be done with the image. Commands of other features are offered only while they exist and can be used. */
export function Actions({ selected }: { readonly selected: ICatalogImage }): JSX.Element {
  const { commands, model, trans } = useDetails();
  const { details, marked } = useDetailsSnapshot();
  const args = { image: specImage(selected.registry, selected.image) };
  useCommandChanges();
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

/** Renders again when a command comes, goes or changes its label. */
function useCommandChanges(): void {
  const { commands } = useDetails();
  const [, render] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const listener = {};
    const onChange = (_: unknown, { type, id }: { readonly type: string; readonly id?: string }): void => {
      if (type !== 'executed' && (id === undefined || id === NEW_SPEC || id === USE_IMAGE)) {
        render();
      }
    };
    commands?.commandChanged.connect(onChange, listener);
    return () => {
      commands?.commandChanged.disconnect(onChange, listener);
    };
  }, [commands]);
}
