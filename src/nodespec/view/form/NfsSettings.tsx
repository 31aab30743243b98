import React, { useId } from 'react';

import { nfsOf } from '../../domain';
import { useComposer, useSelected } from '../composer';

/** Directory of the node that is offered for export at first. */
const USUAL_DIRECTORY = '/export';

/** The NFS server of the base container: two settings that belong together, and otherwise hide in variables and volumes. */
export function NfsSettings(): JSX.Element {
  const { model, trans } = useComposer();
  const id = useId();
  const autostart = useSelected(({ spec }) => spec !== null && nfsOf(spec).autostart);
  const exportFrom = useSelected(({ spec }) => (spec === null ? null : nfsOf(spec).exportFrom));
  return (
    <div className="jp-VcpSpec-fields">
      <label className="jp-VcpSpec-check" data-vcp-path="attributes.params_e">
        <input
          type="checkbox"
          checked={autostart}
          aria-describedby={`${id}-help`}
          onChange={event => {
            const on = event.target.checked;
            model.setNfs({ autostart: on, exportFrom: on ? (exportFrom ?? USUAL_DIRECTORY) : exportFrom });
          }}
        />
        {trans.__('Start an NFS server on the node')}
      </label>
      <p className="jp-VcpSpec-help" id={`${id}-help`}>
        {trans.__('Sets NFS_AUTOSTART=true and mounts a directory of the node on /export, which the server exports.')}
      </p>
      <div className="jp-VcpSpec-field" data-vcp-path="attributes.params_v">
        <div className="jp-VcpSpec-labelRow">
          <label className="jp-VcpSpec-label" htmlFor={`${id}-directory`}>
            {trans.__('Exported directory of the node')}
          </label>
        </div>
        <input
          className="jp-mod-styled jp-VcpSpec-input"
          id={`${id}-directory`}
          type="text"
          autoComplete="off"
          spellCheck={false}
          value={exportFrom ?? ''}
          onChange={event => {
            model.setNfs({ autostart, exportFrom: event.target.value === '' ? null : event.target.value });
          }}
        />
      </div>
    </div>
  );
}
