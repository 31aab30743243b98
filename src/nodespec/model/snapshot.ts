/**
 * Everything that the composer shows of a document, computed from its text and from what is known around it. Pure.
 */
import {
  check,
  createNowObstacles,
  defaultImageOf,
  differsFromFlavor,
  dockerRun,
  followUpCells,
  generateCode,
  isUnder,
  parseSpec,
  sshKeysOf,
  topLevelText,
  withoutSpec
} from '../domain';
import type {
  CheckContext,
  Diagnostic,
  Effective,
  MappedText,
  Obstacle,
  ProviderSchema,
  Spec,
  SpecReading,
  SshKey,
  Translate,
  UnitName
} from '../domain';
import { checkContext, offerOf, schemaOf } from './checkContext';
import type { IOfferedProvider, ISurroundings } from './surroundings';

/** How code is generated. */
export interface SnapshotOptions {
  /** Whether the calls that come next follow the code. */
  readonly followUp: boolean;
  /** Language of the comments in the code. */
  readonly trans: Translate;
}

/** What is known around a document. */
export interface IKnown {
  readonly surroundings: ISurroundings;
  /** Units ordered on this page. */
  readonly ordered: readonly UnitName[];
}

/** An immutable picture of a document. Parts that did not change by value may still be new objects. */
export interface ISpecSnapshot {
  readonly text: string;
  /** Null when the text is not a JSON object. */
  readonly spec: Spec | null;
  /** A newer format: shown, never written. */
  readonly readOnly: boolean;
  /** What reading the text found; these stand before all other diagnostics. */
  readonly problems: SpecReading['problems'];
  /** The document as the file has it; null when that is not readable. */
  readonly saved: Spec | null;
  readonly surroundings: ISurroundings;
  readonly offer: IOfferedProvider | null;
  /** The provider's schema with the common attributes; null when the document names none that is known. */
  readonly provider: ProviderSchema | null;
  readonly context: CheckContext;
  readonly diagnostics: readonly Diagnostic[];
  /** What each attribute is when nothing is set by hand. */
  readonly inherited: Effective;
  /** Attributes whose value is not what flavor, configuration or default give anyway. */
  readonly differing: ReadonlySet<string>;
  readonly sshKeys: readonly SshKey[];
  readonly obstacles: readonly Obstacle[];
  /** SDK code; null without a provider. */
  readonly code: MappedText | null;
  /** The `docker run` on the node; null without a provider and for disks. */
  readonly docker: MappedText | null;
}

const NO_EFFECT: Effective = new Map();

/** The picture of a document. */
export function takeSnapshot(text: string, savedText: string, around: IKnown, options: SnapshotOptions): ISpecSnapshot {
  const { surroundings: known, ordered } = around;
  const { spec, readOnly, problems } = parseSpec(text);
  const offer = spec === null ? null : offerOf(known, topLevelText(spec, 'provider'));
  const provider = offer === null ? null : schemaOf(known, offer);
  const context = checkContext(known, offer, provider, ordered);
  const found = spec === null || known.offers === null ? [] : check(spec, context);
  const base = {
    text,
    spec,
    readOnly,
    problems,
    saved: savedText === text ? spec : parseSpec(savedText).spec,
    surroundings: known,
    offer,
    provider,
    context,
    diagnostics: [...problems, ...found],
    sshKeys: spec === null ? [] : sshKeysOf(spec)
  };
  return { ...base, ...(spec === null || provider === null ? NOTHING_MADE : made(spec, provider, known, options)) };
}

type Made = Pick<ISpecSnapshot, 'inherited' | 'differing' | 'obstacles' | 'code' | 'docker'>;

const NOTHING_MADE: Made = { inherited: NO_EFFECT, differing: new Set(), obstacles: [], code: null, docker: null };

function made(
  spec: Spec,
  provider: ProviderSchema,
  { flavors, specOptions, common, generation }: ISurroundings,
  { followUp, trans }: SnapshotOptions
): Made {
  const code = generateCode(spec, provider, flavors, { specOptions, trans });
  return {
    inherited: withoutSpec(spec, provider, flavors, specOptions),
    differing: new Set(differsFromFlavor(spec, provider, flavors, specOptions)),
    obstacles: createNowObstacles(spec, provider, specOptions, defaultImageOf(common, generation)),
    code: followUp ? withFollowUp(code, followUpCells(spec, provider, trans)) : code,
    docker: dockerRun(spec, provider, flavors, { specOptions, common, generation, trans })
  };
}

/** The code with what comes next below it; those lines belong to no field. */
function withFollowUp(code: MappedText, cells: readonly string[]): MappedText {
  const lines = cells.flatMap(cell => ['', ...cell.split('\n')]).map(text => ({ text, path: null }));
  const all = [...code.lines, ...lines];
  return { text: all.map(line => line.text).join('\n'), lines: all };
}

/** How many findings of each kind there are. */
export function countOf(diagnostics: readonly Diagnostic[], severity: Diagnostic['severity']): number {
  return diagnostics.filter(found => found.severity === severity).length;
}

/** The findings at a field: of its value or of an entry of it. */
export function diagnosticsAt(diagnostics: readonly Diagnostic[], path: Diagnostic['path']): readonly Diagnostic[] {
  return diagnostics.filter(found => isUnder(found.path, path));
}
