import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

import { readImageName } from '../common/imageName';
import { parseReference } from '../common/imageReference';
import { status, worst, type Program, type Status, type Verb } from './program';

/** A name and its reading as a JSON line. */
function readName(image: string, { print }: Program): Status {
  const read = parseReference(image);
  if (read.ok) {
    print(JSON.stringify({ image, ok: true, ...read.reference, ...readImageName(read.reference) }));
    return status.fine;
  }
  print(JSON.stringify({ image, ...read }));
  return status.findings;
}

/** Reads names as they come, so that the command can stand in a pipe. Each line is a name, an empty one too: line n answers line n. */
async function readLines(program: Program): Promise<Status> {
  let found: Status = status.fine;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    found = worst([found, readName(line, program)]);
  }
  return found;
}

/** `vcp image NAME…`: how image names read. Names that are none are findings, as errors in a spec are. */
export const image: Verb = async (args, program) => {
  const { positionals } = parseArgs({ args: [...args], options: {}, allowPositionals: true });
  const statuses: Status[] = [];
  for (const name of positionals.length === 0 ? ['-'] : positionals) {
    statuses.push(name === '-' ? await readLines(program) : readName(name, program));
  }
  return worst(statuses);
};
