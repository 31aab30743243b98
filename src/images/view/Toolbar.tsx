import { InputGroup, refreshIcon } from '@jupyterlab/ui-components';
import type { RefObject } from 'react';
import React, { useId } from 'react';

import { IconButton } from '../../common/components/IconButton';
import { useCatalog, useImages } from './context';
import { registryTitle } from './words';

export interface IToolbarProps {
  readonly searchRef: RefObject<HTMLInputElement>;
  /** Moves the focus into the table. */
  readonly onLeave: () => void;
}

/** Which registry, which images, and asking again. */
export function Toolbar({ searchRef, onLeave }: IToolbarProps): JSX.Element {
  const { model, trans } = useImages();
  const { filter } = useCatalog();
  return (
    <div className="jp-VcpImages-toolbar" role="search">
      <RegistryChoice />
      <Search searchRef={searchRef} onLeave={onLeave} />
      <label className="jp-VcpImages-switch" title={trans.__('Of each line (system, GPU, systemd, architecture) only the newest release')}>
        <input
          type="checkbox"
          checked={filter.newestOnly ?? false}
          onChange={event => {
            model.setFilter({ newestOnly: event.target.checked });
          }}
        />
        {trans.__('Newest of each line')}
      </label>
      <IconButton
        icon={refreshIcon}
        label={trans.__('Ask the registry again')}
        onClick={() => {
          void model.reload();
        }}
      />
    </div>
  );
}

function RegistryChoice(): JSX.Element | null {
  const { model, trans } = useImages();
  const { registries, registry } = useCatalog();
  const id = useId();
  if (registry === null) {
    return null;
  }
  return (
    <span className="jp-VcpImages-registry">
      <label htmlFor={id}>{trans.__('Registry')}</label>
      <div className="jp-select-wrapper">
        <select
          id={id}
          className="jp-mod-styled"
          value={registry.id}
          onChange={event => {
            model.choose(event.target.value);
          }}
        >
          {(registries.answer ?? []).map(known => (
            <option key={known.id} value={known.id}>
              {registryTitle(known, trans)}
            </option>
          ))}
        </select>
      </div>
    </span>
  );
}

function Search({ searchRef, onLeave }: IToolbarProps): JSX.Element {
  const { model, trans } = useImages();
  const { filter, shown } = useCatalog();
  const text = filter.text ?? '';
  return (
    <InputGroup
      inputRef={searchRef}
      type="text"
      className="jp-VcpImages-search"
      rightIcon="ui-components:search"
      value={text}
      aria-label={trans.__('Search in repository and tag')}
      title={trans.__('Images whose name has all of the words')}
      placeholder={trans.__('Search: ubuntu 24.04 gpu…')}
      spellCheck={false}
      autoComplete="off"
      onChange={event => {
        model.setFilter({ text: event.target.value });
      }}
      onKeyDown={event => {
        if (event.key === 'Escape' && text !== '') {
          event.preventDefault();
          event.stopPropagation(); // In the dialog it would close that.
          model.setFilter({ text: '' });
        } else if ((event.key === 'ArrowDown' || event.key === 'Enter') && (shown?.rows.length ?? 0) > 0) {
          event.preventDefault();
          event.stopPropagation();
          onLeave();
        }
      }}
    />
  );
}
