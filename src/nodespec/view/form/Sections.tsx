import { caretDownIcon, caretRightIcon } from '@jupyterlab/ui-components';
import React, { memo, useEffect, useId, useMemo, useRef } from 'react';

import { useSignalValue } from '../../../common/useSignal';
import { pathText, sectionTitle, sectionsOf, summaryOf } from '../../domain';
import type { Path, Section } from '../../domain';
import { useComposer, useSelected } from '../composer';
import { sectionOfPath } from '../sectionOfPath';
import { shownFindings, useAwaited } from '../shownFindings';
import { DisksNext } from './DisksNext';
import { GpuNote } from './GpuNote';
import { MissingFeatures } from './MissingFeatures';
import { NfsSettings } from './NfsSettings';
import { OtherFindings } from './OtherFindings';
import { ProviderNotes } from './ProviderNotes';
import { SectionForm } from './SectionForm';
import type { IExtraField } from './formSchema';

const NO_EXTRAS: readonly IExtraField[] = [];

/** The form: one section per kind of setting. */
export function Sections(): JSX.Element {
  const { trans } = useComposer();
  const provider = useSelected(snapshot => snapshot.provider);
  const sections = useMemo(() => (provider ? sectionsOf(provider) : []), [provider]);
  const form = useRef<HTMLDivElement>(null);
  useReveal(form);
  return (
    <div ref={form} className="jp-VcpSpec-form" role="form" aria-label={trans.__('Node spec')}>
      <OtherFindings />
      <ProviderNotes />
      <DisksNext />
      {sections.map(section => (
        <SectionView key={section.name} section={section} />
      ))}
      <MissingFeatures />
    </div>
  );
}

/** Puts the focus on a field when the preview, the counts or a command ask for it. */
function useReveal(form: React.RefObject<HTMLDivElement>): void {
  const { layout } = useComposer();
  useEffect(() => {
    const onRevealed = (_: unknown, path: Path): void => {
      // The section may be opening just now; its field is there after this rendering.
      requestAnimationFrame(() => {
        const field = path.slice(0, path[0] === 'attributes' ? 2 : 1);
        const frames = form.current?.querySelectorAll('[data-vcp-path]') ?? [];
        const frame = [...frames].find(candidate => candidate.getAttribute('data-vcp-path') === pathText(field));
        // Not the button that resets the field, which stands before its control; a finding without a field has only a button.
        const control = frame?.querySelector('input, select, textarea, [contenteditable="true"]') ?? frame?.querySelector('button');
        if (control instanceof HTMLElement) {
          control.focus();
        }
      });
    };
    layout.revealed.connect(onRevealed);
    return () => {
      layout.revealed.disconnect(onRevealed);
    };
  }, [layout, form]);
}

const SectionView = memo(function SectionView({ section }: { readonly section: Section }): JSX.Element {
  const { layout, trans } = useComposer();
  const open = useSignalValue(layout.changed, () => layout.isOpen(section.name));
  const id = useId();
  return (
    <section className="jp-VcpSpec-section" aria-labelledby={id}>
      <h3 className="jp-VcpSpec-heading">
        <button
          type="button"
          id={id}
          className="jp-VcpSpec-disclosure"
          aria-expanded={open}
          onClick={() => {
            layout.toggle(section.name);
          }}
        >
          {open ? <caretDownIcon.react tag="span" width="16px" /> : <caretRightIcon.react tag="span" width="16px" />}
          <span className="jp-VcpSpec-title">{sectionTitle(section.name, trans)}</span>
          <Findings section={section} />
          {open ? null : <Summary section={section} />}
        </button>
      </h3>
      {open ? <Body section={section} /> : null}
    </section>
  );
});

function Body({ section }: { readonly section: Section }): JSX.Element {
  const extras = useExtras(section);
  return (
    <div className="jp-VcpSpec-body">
      {section.name === 'nfs' ? <NfsSettings /> : null}
      {section.name === 'gpu' ? <GpuNote /> : null}
      {extras.length + section.attributes.length > 0 ? <SectionForm section={section} extras={extras} /> : null}
    </div>
  );
}

/** Fields of the document that are no attributes of the provider. */
function useExtras({ name }: Section): readonly IExtraField[] {
  const { trans } = useComposer();
  return useMemo(() => {
    switch (name) {
      case 'placement':
        return [
          {
            name: 'unitGroup',
            field: 'VcpUnitGroup',
            title: trans.__('Unit group'),
            help: trans.__('An existing unit group, or the name of a new one.')
          },
          {
            name: 'unit',
            field: 'VcpText',
            title: trans.__('Unit name'),
            help: trans.__('Letters, digits, - and _. New in its unit group.')
          }
        ];
      case 'access':
        return [
          {
            name: 'sshKeys',
            field: 'VcpSshKeys',
            title: trans.__('SSH public keys'),
            help: trans.__('Who may log in to the base container as root.')
          }
        ];
      default:
        return NO_EXTRAS;
    }
  }, [name, trans]);
}

/** The content of a closed section in one line. */
function Summary({ section }: { readonly section: Section }): JSX.Element | null {
  const { trans } = useComposer();
  const text = useSelected(({ spec, provider, surroundings: { flavors, specOptions } }) =>
    spec && provider ? summaryOf(section.name, spec, provider, flavors, { specOptions, trans }) : ''
  );
  return text === '' ? null : <span className="jp-VcpSpec-summary">{text}</span>;
}

/** How many errors and warnings the section has. */
function Findings({ section }: { readonly section: Section }): JSX.Element | null {
  const { trans } = useComposer();
  const awaited = useAwaited();
  const count = (severity: string): ((snapshot: Parameters<Parameters<typeof useSelected>[0]>[0]) => number) => {
    return ({ diagnostics, provider }) =>
      shownFindings(diagnostics, awaited).filter(
        found => found.severity === severity && sectionOfPath(found.path, provider) === section.name
      ).length;
  };
  const errors = useSelected(count('error'));
  const warnings = useSelected(count('warning'));
  return (
    <>
      {errors > 0 ? <span className="jp-VcpSpec-count jp-mod-error">{trans._n('%1 error', '%1 errors', errors)}</span> : null}
      {warnings > 0 ? <span className="jp-VcpSpec-count jp-mod-warning">{trans._n('%1 warning', '%1 warnings', warnings)}</span> : null}
    </>
  );
}
