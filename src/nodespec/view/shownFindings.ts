import { useMemo } from 'react';

import { useSignalValue } from '../../common/useSignal';
import { pathText } from '../domain';
import type { Diagnostic } from '../domain';
import { useComposer, useSelected } from './composer';
import type { AwaitedFields } from './layout';

/** Codes of the findings that say no more than that something is not filled in yet. */
const UNFILLED: readonly Diagnostic['code'][] = [
  'provider_missing',
  'flavor_missing',
  'unit_group_missing',
  'unit_missing',
  'value_missing'
];

/**
 * The findings to show where they belong. A new document is empty everywhere, and nobody is told off for what they have not come to yet:
 * the field marks itself as required and the bar counts it, but it is an error only once the field was left or its lack was asked for.
 */
export function shownFindings(diagnostics: readonly Diagnostic[], awaited: AwaitedFields): readonly Diagnostic[] {
  return awaited === 'all' ? diagnostics : diagnostics.filter(({ code, path }) => !UNFILLED.includes(code) || awaited.has(pathText(path)));
}

/** Where an empty field is a mistake by now. */
export function useAwaited(): AwaitedFields {
  const { layout } = useComposer();
  return useSignalValue(layout.changed, () => layout.awaited);
}

/** The document's findings that are to be shown now. */
export function useShownFindings(): readonly Diagnostic[] {
  const diagnostics = useSelected(snapshot => snapshot.diagnostics);
  const awaited = useAwaited();
  return useMemo(() => shownFindings(diagnostics, awaited), [diagnostics, awaited]);
}
