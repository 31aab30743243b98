import { saveIcon } from '@jupyterlab/ui-components';
import React, { useId, useRef } from 'react';

import { flavorsOf, mdxUser, messageOf, topLevelText, wantedUnitType } from '../domain';
import type { Diagnostic } from '../domain';
import { countOf } from '../model/snapshot';
import type { ISpecSnapshot } from '../model';
import { useComposer, useSelected, useSnapshot } from './composer';
import { createReason } from './createReason';
import { flavorReason } from './flavorReason';
import { OUTSIDE_CODE } from './outsideIds';
import { providerChoices } from './providerChoices';
import type { IProviderChoice } from './providerChoices';
import { sectionOfPath } from './sectionOfPath';

/** Provider, flavor, findings, and what can be done with the spec. */
export function TopBar(): JSX.Element {
  const { trans } = useComposer();
  return (
    <div className="jp-VcpSpec-bar" role="toolbar" aria-label={trans.__('Node spec')}>
      <ProviderSelect />
      <FlavorSelect />
      <SaveFlavor />
      <FindingsButton />
      <Actions />
    </div>
  );
}

function specText(key: 'provider' | 'flavor'): (snapshot: ISpecSnapshot) => string {
  return ({ spec }) => (spec === null ? '' : topLevelText(spec, key));
}

const providerName = specText('provider');
const flavorName = specText('flavor');

/** Value of the entry for those who look for mdx I; no provider has such a name. */
const MDX = ' mdx';

function ProviderSelect(): JSX.Element {
  const { model, commands, trans, language } = useComposer();
  const id = useId();
  const offers = useSelected(snapshot => snapshot.surroundings.offers);
  const readOnly = useSelected(snapshot => snapshot.readOnly);
  const chosen = useSelected(providerName);
  const wanted = useSelected(({ spec, provider, context }) =>
    spec === null ? null : (provider?.unitType ?? wantedUnitType(spec, context.unitGroups))
  );
  const { here, elsewhere, unknown } = providerChoices(offers ?? [], chosen, language, wanted);
  const mdx = commands.hasCommand(OUTSIDE_CODE) && here.some(({ choices }) => choices.some(({ name }) => name === 'onpremises'));
  const option = ({ name, title }: IProviderChoice): JSX.Element => (
    <option key={name} value={name}>
      {title === '' ? name : `${name} – ${title}`}
    </option>
  );
  return (
    <>
      <label htmlFor={id}>{trans.__('Provider')}</label>
      <select
        id={id}
        className="jp-mod-styled jp-VcpSpec-select"
        value={chosen}
        disabled={readOnly}
        onChange={event => {
          choose(event.target.value);
        }}
      >
        {chosen === '' ? <option value="">{trans.__('Choose…')}</option> : null}
        {unknown === null ? null : <option value={unknown}>{trans.__('%1 (unknown)', unknown)}</option>}
        {here.map(({ unitType, choices }) => (
          <optgroup key={unitType} label={unitType === 'compute' ? trans.__('Nodes') : trans.__('Disks')}>
            {choices.map(option)}
          </optgroup>
        ))}
        {mdx ? (
          <optgroup label={trans.__('Not a provider of its own')}>
            <option value={MDX}>{trans.__('mdx I – through onpremises…')}</option>
          </optgroup>
        ) : null}
        {elsewhere.length > 0 ? <optgroup label={trans.__('Not on this VC Controller')}>{elsewhere.map(option)}</optgroup> : null}
      </select>
    </>
  );

  function choose(name: string): void {
    if (name === MDX) {
      model.setProvider('onpremises');
      model.setAttribute('user_name', mdxUser);
      void commands.execute(OUTSIDE_CODE, { kind: 'mdx' });
    } else {
      model.setProvider(name);
    }
  }
}

function FlavorSelect(): JSX.Element {
  const { model, trans } = useComposer();
  const id = useId();
  const provider = useSelected(snapshot => snapshot.provider);
  const readOnly = useSelected(snapshot => snapshot.readOnly);
  const flavors = useSelected(snapshot => snapshot.surroundings.flavors);
  const chosen = useSelected(flavorName);
  const names = provider ? Object.keys(flavorsOf(provider, flavors)) : [];
  return (
    <>
      <label htmlFor={id}>{trans.__('Flavor')}</label>
      <select
        id={id}
        className="jp-mod-styled jp-VcpSpec-select"
        value={chosen}
        disabled={provider === null || readOnly}
        title={provider === null ? trans.__('Choose a provider first.') : ''}
        onChange={event => {
          model.setTopLevel('flavor', event.target.value);
        }}
      >
        {chosen === '' ? <option value="">{trans.__('Choose…')}</option> : null}
        {chosen !== '' && !names.includes(chosen) ? <option value={chosen}>{trans.__('%1 (unknown)', chosen)}</option> : null}
        {names.map(name => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </>
  );
}

function SaveFlavor(): JSX.Element {
  const { actions, trans } = useComposer();
  const id = useId();
  const reason = useSelected(snapshot => flavorReason(snapshot, trans));
  return (
    <>
      <button
        type="button"
        className="jp-VcpIconButton"
        aria-label={trans.__('Save as flavor…')}
        title={[trans.__('Save as flavor…'), reason].filter(part => part !== '').join(' – ')}
        aria-disabled={reason !== ''}
        aria-describedby={reason === '' ? undefined : id}
        onClick={() => {
          // With a reason against it, the action says so in its own words.
          void actions.saveFlavor();
        }}
      >
        <saveIcon.react tag="span" width="16px" height="16px" />
      </button>
      <span id={id} hidden>
        {reason}
      </span>
    </>
  );
}

/** How many errors and warnings there are; pressing it walks from one to the next. */
function FindingsButton(): JSX.Element {
  const { layout, trans, language } = useComposer();
  const { diagnostics, provider } = useSnapshot();
  const last = useRef(-1);
  const places = diagnostics.filter(({ severity }) => severity !== 'info');
  const errors = countOf(diagnostics, 'error');
  const warnings = countOf(diagnostics, 'warning');
  const made = diagnostics.find(({ code }) => code === 'unit_created' || code === 'unit_there');
  const counts = [
    ...(errors > 0 ? [trans._n('%1 error', '%1 errors', errors)] : []),
    ...(warnings > 0 ? [trans._n('%1 warning', '%1 warnings', warnings)] : [])
  ].join(' · ');
  const walk = (): void => {
    layout.awaitAll();
    last.current = (last.current + 1) % places.length;
    const next = places[last.current];
    if (next) {
      layout.reveal(next.path, sectionOfPath(next.path, provider));
    }
  };
  return (
    <span role="status" className="jp-VcpSpec-findings">
      {counts === '' ? (
        <span className="jp-VcpSpec-fine">{made ? madeText(made) : trans.__('No problems')}</span>
      ) : (
        <button
          type="button"
          className={`jp-VcpSpec-barButton ${errors > 0 ? 'jp-mod-error' : 'jp-mod-warning'}`}
          title={places.map(found => messageOf(found, trans, language)).join('\n')}
          onClick={walk}
        >
          {counts}
        </button>
      )}
    </span>
  );

  function madeText({ code, args }: Diagnostic): string {
    return code === 'unit_created' ? trans.__('%1/%2 was ordered', args.group, args.unit) : trans.__('%1/%2 exists', args.group, args.unit);
  }
}

function Actions(): JSX.Element {
  const { actions, trans, language } = useComposer();
  const snapshot = useSnapshot();
  const id = useId();
  const noCode = snapshot.code === null ? trans.__('Choose a provider first.') : '';
  const noCreate = createReason(snapshot, trans);
  const button = (label: string, reason: string, accept: boolean, run: () => Promise<void>): JSX.Element => (
    <button
      type="button"
      className={`jp-VcpSpec-barButton jp-mod-styled${accept ? ' jp-mod-accept' : ''}`}
      aria-disabled={reason !== ''}
      aria-describedby={reason === '' ? undefined : `${id}-${accept ? 'create' : 'code'}`}
      title={reason}
      lang={language}
      onClick={() => {
        // With a reason against it, *Create now* still opens: its dialog lists the reasons and offers the code instead.
        if (snapshot.code !== null) {
          void run();
        }
      }}
    >
      {label}
    </button>
  );
  return (
    <span className="jp-VcpSpec-actions">
      {button(trans.__('Insert code'), noCode, false, () => actions.insertCode())}
      {button(trans.__('Copy'), noCode, false, () => actions.copyCode())}
      {button(trans.__('Create now'), noCreate, true, () => actions.createNodes())}
      <span id={`${id}-code`} hidden>
        {noCode}
      </span>
      <span id={`${id}-create`} hidden>
        {noCreate}
      </span>
    </span>
  );
}
