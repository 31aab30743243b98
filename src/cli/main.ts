import { image } from './image';
import { localeOf, translatorFor, type Locale } from './language';
import { status, UsageError, type Program, type Status, type Verb } from './program';
import { specVerbs } from './spec';

/** A noun with several verbs, or one with only one, which then goes without saying. A feature joins with one line here and one in the help. */
const nouns: Readonly<Record<string, Readonly<Record<string, Verb>> | Verb>> = { spec: specVerbs, image };

function help({ trans }: Program): string {
  return [
    trans.__('Usage: vcp NOUN [VERB] [OPTIONS] [FILE or NAME…]'),
    '',
    `  spec code FILE…   ${trans.__('print the SDK code of each spec; nothing for a spec with errors')}`,
    `  spec check FILE…  ${trans.__('print what is wrong with each spec: file:place: severity: message [code]')}`,
    `  image [NAME…]     ${trans.__('print how each image name reads, one JSON line each; without names, or for -, those of standard input')}`,
    '',
    `  --providers DIR   ${trans.__('folder of the provider files; default: that of the Python package')}`,
    `  --flavors FILE    ${trans.__('flavors as JSON; default: the samples of the provider files')}`,
    `  --json            ${trans.__('one JSON line per file')}`,
    `  --lang en|ja      ${trans.__('language of the messages')}`,
    `  --help            ${trans.__('this text')}`,
    '',
    trans.__('Exit status: 0 no errors, 1 errors in a spec or a name that is none, 2 something cannot be read or the command is wrong.')
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

/** What the arguments begin with, and the arguments that are left for it; null when it is nothing. */
function findVerb([noun = '', ...rest]: readonly string[]): readonly [Verb, readonly string[]] | null {
  const found = Object.hasOwn(nouns, noun) ? nouns[noun] : undefined;
  if (typeof found === 'function') {
    return [found, rest];
  }
  const [verb = '', ...others] = rest;
  const run = found !== undefined && Object.hasOwn(found, verb) ? found[verb] : undefined;
  return run === undefined ? null : [run, others];
}

async function dispatch(args: readonly string[], program: Program): Promise<Status> {
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) {
    program.print(help(program));
    return args.length === 0 ? status.unreadable : status.fine;
  }
  const found = findVerb(args);
  if (found === null) {
    throw new UsageError(program.trans.__('There is no command "%1". See --help.', args.slice(0, 2).join(' ')));
  }
  const [run, rest] = found;
  return run(rest, program);
}

/** A reader such as `head` that has seen enough is no failure, but nobody reads the rest: so the program ends. */
function endWithReader(): void {
  process.stdout.on('error', (failure: NodeJS.ErrnoException) => {
    if (failure.code !== 'EPIPE') {
      throw failure;
    }
    process.exit(status.fine);
  });
}

/** Wrong use: our own, or an option that `parseArgs` does not know. */
function isUsage(failure: unknown): failure is Error {
  const code = failure instanceof Error && 'code' in failure ? failure.code : '';
  return failure instanceof UsageError || (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS'));
}

/**
 * The command line `vcp NOUN [VERB] …`.
 *
 * @param args - arguments without interpreter and script.
 * @param root - folder of the package, with a final slash; the provider files are looked for below it first.
 * @returns the exit status: 0 fine, 1 errors in a file or name, 2 unreadable input or wrong use.
 */
export async function main(args: readonly string[], root: URL): Promise<Status> {
  endWithReader();
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
