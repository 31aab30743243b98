import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  check,
  contextWith,
  flavorsOfFile,
  generateCode,
  hasErrors,
  messageOf,
  parseSpec,
  pathText,
  topLevelText,
  type Diagnostic,
  type Flavors,
  type Spec
} from '../nodespec/domain';
import { status, UsageError, worst, type Program, type Status, type Verb } from './program';
import { defaultFolder, loadFlavors, loadProviders, type ProviderSet } from './providers';

/** What the verbs of `spec` are given, files and options. */
interface Job {
  readonly files: readonly string[];
  readonly json: boolean;
  readonly set: ProviderSet;
  /** Null: the samples of the provider files. */
  readonly flavors: Flavors | null;
  readonly program: Program;
}

/** A file after reading and checking. `spec` is null when it cannot be used at all. */
interface Checked {
  readonly file: string;
  readonly spec: Spec | null;
  readonly diagnostics: readonly Diagnostic[];
}

async function readJob(args: readonly string[], program: Program): Promise<Job> {
  const options = { providers: { type: 'string' }, flavors: { type: 'string' }, json: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (positionals.length === 0) {
    throw new UsageError(program.trans.__('Name at least one .vcpspec file.'));
  }
  const set = await loadProviders(values.providers ?? (await defaultFolder(program)), program);
  const flavors = values.flavors === undefined ? null : flavorsOfFile(await loadFlavors(values.flavors, program), set.providers.keys());
  return { files: positionals, json: values.json ?? false, set, flavors, program };
}

function checkText(file: string, text: string, { set, flavors }: Job): Checked {
  const { spec, problems, readOnly } = parseSpec(text);
  if (spec === null || readOnly) {
    return { file, spec: null, diagnostics: problems };
  }
  const context = contextWith({
    provider: set.providers.get(topLevelText(spec, 'provider')) ?? null,
    common: set.common,
    knownProviders: [...set.providers.keys()],
    flavors: flavors ?? {},
    flavorsAreSamples: flavors === null
  });
  return { file, spec, diagnostics: [...problems, ...check(spec, context)] };
}

async function checkFile(file: string, job: Job): Promise<Checked | string> {
  try {
    return checkText(file, await readFile(file, 'utf8'), job);
  } catch (failure) {
    return job.program.trans.__('%1 cannot be read: %2', file, failure instanceof Error ? failure.message : String(failure));
  }
}

function statusOf(checked: Checked): Status {
  return checked.spec === null ? status.unreadable : hasErrors(checked.diagnostics) ? status.findings : status.fine;
}

function asJson({ file, diagnostics }: Checked, rest: Record<string, unknown>, { trans, locale }: Program): string {
  const findings = diagnostics.map(finding => ({ ...finding, message: messageOf(finding, trans, locale) }));
  return JSON.stringify({ file, ...rest, diagnostics: findings });
}

function asLines({ file, diagnostics }: Checked, { trans, locale }: Program): readonly string[] {
  return diagnostics.map(finding => {
    const place = [file, pathText(finding.path)].filter(part => part !== '').join(':');
    return `${place}: ${finding.severity}: ${messageOf(finding, trans, locale)} [${finding.code}]`;
  });
}

/** A file that cannot even be opened: told on standard error, and with --json in its line too, so that each file has one. */
function showUnreadable(file: string, message: string, { json, program }: Job): void {
  program.complain(message);
  if (json) {
    program.print(JSON.stringify({ file, error: message, diagnostics: [] }));
  }
}

async function eachFile(job: Job, show: (checked: Checked) => void): Promise<Status> {
  const statuses: Status[] = [];
  for (const file of job.files) {
    const checked = await checkFile(file, job);
    if (typeof checked === 'string') {
      showUnreadable(file, checked, job);
      statuses.push(status.unreadable);
    } else {
      show(checked);
      statuses.push(statusOf(checked));
    }
  }
  return worst(statuses);
}

const checkVerb: Verb = async (args, program) => {
  const job = await readJob(args, program);
  return eachFile(job, checked => {
    if (job.json) {
      program.print(asJson(checked, {}, program));
    } else {
      asLines(checked, program).forEach(program.print);
    }
  });
};

function codeOf({ spec, diagnostics }: Checked, { set, flavors, program }: Job): string | null {
  const provider = spec === null ? undefined : set.providers.get(topLevelText(spec, 'provider'));
  if (spec === null || provider === undefined || hasErrors(diagnostics)) {
    return null;
  }
  return generateCode(spec, provider, flavors ?? {}, { trans: program.trans }).text;
}

const codeVerb: Verb = async (args, program) => {
  const job = await readJob(args, program);
  return eachFile(job, checked => {
    const code = codeOf(checked, job);
    if (job.json) {
      program.print(asJson(checked, { code }, program));
      return;
    }
    asLines({ ...checked, diagnostics: checked.diagnostics.filter(({ severity }) => severity !== 'info') }, program).forEach(
      program.complain
    );
    if (code !== null) {
      program.print(job.files.length > 1 ? `# ${checked.file}\n${code}\n` : code);
    }
  });
};

/** Verbs of `vcp spec`. */
export const specVerbs: Readonly<Record<string, Verb>> = { check: checkVerb, code: codeVerb };
