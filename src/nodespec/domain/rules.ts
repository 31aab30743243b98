import { subjectOf, type CheckContext, type Subject } from './context';
import type { Diagnostic, Severity } from './diagnostic';
import type { Spec } from './document';
import { checkAccess } from './rules/access';
import { checkAddresses } from './rules/addresses';
import { checkUnknownAttributes } from './rules/attributes';
import { checkContainer } from './rules/container';
import { checkDisks } from './rules/disks';
import { checkFeatures } from './rules/features';
import { checkNames } from './rules/names';
import { checkFlavor, checkGpu, checkProvider } from './rules/provider';
import { checkStartup } from './rules/startup';
import { checkRequired, checkValues } from './rules/values';

/** The rules about settings, one per concern; each is silent about what another one says. */
const settingRules: readonly ((subject: Subject) => readonly Diagnostic[])[] = [
  checkFlavor,
  checkUnknownAttributes,
  checkValues,
  checkRequired,
  checkFeatures,
  checkAddresses,
  checkDisks,
  checkContainer,
  checkGpu,
  checkAccess,
  checkStartup
];

const weight: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/**
 * All rules of node-spec.md 6, 7 and 9 over a document: errors first, then warnings, then hints, each in the order of the form.
 * What the context does not know is not checked.
 */
export function check(spec: Spec, context: CheckContext): readonly Diagnostic[] {
  const { provider } = context;
  const subject = provider === null ? null : subjectOf(spec, provider, context);
  const found = [
    ...checkProvider(spec, context),
    ...checkNames(spec, provider?.unitType ?? null, context),
    ...(subject === null ? [] : settingRules.flatMap(rule => rule(subject)))
  ];
  // Array.prototype.sort is stable: the order inside a severity stays.
  return found.sort((a, b) => weight[a.severity] - weight[b.severity]);
}

/** Whether nothing stands in the way of generating code or creating. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(diagnostic => diagnostic.severity === 'error');
}
