import { localeOf, translatorFor, type Locale } from './language';
import { status, UsageError, type Program, type Status, type Verb } from './program';
import { specVerbs } from './spec';

/** Nouns and their verbs. A feature joins with one line here and one in the help. */
const nouns: Readonly<Record<string, Readonly<Record<string, Verb>>>> = { spec: specVerbs };

function help({ trans }: Program): string {
  return [
    trans.__('Usage: vcp NOUN VERB [OPTIONS] FILE…'),
    '',
    `  spec code FILE…   ${trans.__('print the SDK code of each spec; nothing for a spec with errors')}`,
    `  spec check FILE…  ${trans.__('print what is wrong with each spec: file:place: severity: message [code]')}`,
    '',
    `  --providers DIR   ${trans.__('folder of the provider files; default: that of the Python package')}`,
    `  --flavors FILE    ${trans.__('flavors as JSON; default: the samples of the provider files')}`,
    `  --json            ${trans.__('one JSON line per file')}`,
    `  --lang en|ja      ${trans.__('language of the messages')}`,
    `  --help            ${trans.__('this text')}`,
    '',
    trans.__('Exit status: 0 no errors, 1 errors in a spec, 2 something cannot be read or the command is wrong.')
  ].join('\n');
}

/** The value of `--lang` and the arguments without it: it counts for every verb, so no verb sees it. */
function takeLanguage(args: readonly string[]): { readonly name: string; readonly rest: readonly string[] } {
  const at = args.findIndex(argument => argument === '--lang' || argument.startsWith('--lang='));
  const found = args[at];
  if (found === undefined) {
    return { name: 'en', rest: args };
  }
  const joined = found.startsWith('--lang=');
  const name = joined ? found.slice('--lang='.length) : (args[at + 1] ?? '');
  return { name, rest: [...args.slice(0, at), ...args.slice(at + (joined ? 1 : 2))] };
}

function programFor(locale: Locale, root: URL): Program {
  return {
    root,
    locale,
    trans: translatorFor(locale),
    print: line => void process.stdout.write(`${line}\n`),
    complain: line => void process.stderr.write(`${line}\n`)
  };
}

async function dispatch(args: readonly string[], program: Program): Promise<Status> {
  const [noun = '', verb = '', ...rest] = args;
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) {
    program.print(help(program));
    return args.length === 0 ? status.unreadable : status.fine;
  }
  const verbs = Object.hasOwn(nouns, noun) ? nouns[noun] : undefined;
  const run = verbs !== undefined && Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (run === undefined) {
    throw new UsageError(program.trans.__('There is no command "%1". See --help.', `${noun} ${verb}`.trim()));
  }
  return run(rest, program);
}

/** Wrong use: our own, or an option that `parseArgs` does not know. */
function isUsage(failure: unknown): failure is Error {
  const code = failure instanceof Error && 'code' in failure ? failure.code : '';
  return failure instanceof UsageError || (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS'));
}

/**
 * The command line `vcp NOUN VERB …`.
 *
 * @param args - arguments without interpreter and script.
 * @param root - folder of the package, with a final slash; the provider files are looked for below it first.
 * @returns the exit status: 0 fine, 1 errors in a file, 2 unreadable input or wrong use.
 */
export async function main(args: readonly string[], root: URL): Promise<Status> {
  const { name, rest } = takeLanguage(args);
  const program = programFor(localeOf(name) ?? 'en', root);
  try {
    if (localeOf(name) === null) {
      throw new UsageError(program.trans.__('--lang is en or ja, not "%1".', name));
    }
    return await dispatch(rest, program);
  } catch (failure) {
    if (isUsage(failure)) {
      program.complain(`vcp: ${failure.message}`);
      return status.unreadable;
    }
    throw failure;
  }
}
