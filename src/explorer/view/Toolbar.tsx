import { InputGroup } from '@jupyterlab/ui-components';
import type { RefObject } from 'react';
import React from 'react';

import { useExplorer, useExplorerState } from './context';

export interface IToolbarProps {
  readonly filterRef: RefObject<HTMLInputElement>;
  /** Moves the focus into the tree. */
  readonly onLeave: () => void;
}

/** The filter box, and the switch between one's own and everybody's unit groups. */
export function Toolbar({ filterRef, onLeave }: IToolbarProps): JSX.Element {
  const { model, trans } = useExplorer();
  const { filter, all, canSeeAll, rows } = useExplorerState();
  const label = trans.__('Filter by name, address, owner, state, provider');
  return (
    <div className="jp-VcpExplorer-toolbar" role="search">
      <InputGroup
        inputRef={filterRef}
        type="text"
        className="jp-VcpExplorer-filter"
        rightIcon="ui-components:search"
        value={filter}
        aria-label={label}
        title={trans.__(
          'Words are joined by "and"; name:, owner:, state:, provider:, address:, id:, image: and type: look in one field, older:14d at the age of unit groups.'
        )}
        placeholder={trans.__('Filter: name, address, state:error…')}
        spellCheck={false}
        autoComplete="off"
        onChange={event => {
          model.setFilter(event.target.value);
        }}
        onKeyDown={event => {
          if (event.key === 'Escape' && filter !== '') {
            event.preventDefault();
            model.setFilter('');
          } else if ((event.key === 'ArrowDown' || event.key === 'Enter') && rows.length > 0) {
            event.preventDefault();
            onLeave();
          }
        }}
      />
      {canSeeAll && (
        <button
          type="button"
          role="switch"
          aria-checked={all}
          className="jp-VcpExplorer-switch"
          title={trans.__('Show the unit groups of all users (privileged mode)')}
          onClick={() => {
            void model.setAll(!all);
          }}
        >
          {trans.__('All users')}
        </button>
      )}
    </div>
  );
}
