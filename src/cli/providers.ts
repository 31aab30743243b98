import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  mergeCommon,
  readCommon,
  readFlavors,
  readProvider,
  type CommonSchema,
  type Flavors,
  type ProviderSchema
} from '../nodespec/domain';
import { UsageError, type Program } from './program';

/** Provider schemas read from a folder, with the common attributes merged in, by name. */
export interface ProviderSet {
  readonly common: CommonSchema;
  readonly providers: ReadonlyMap<string, ProviderSchema>;
}

const commonFile = '_common.json';

async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    found => found.isDirectory(),
    () => false
  );
}

/** The folder of the installed Python package. Only looked up, not imported: importing would start none of it but cost a second. */
async function installedFolder(): Promise<string | null> {
  const program = 'import importlib.util as u; s = u.find_spec("jupyterlab_vcp"); print(s.submodule_search_locations[0] if s else "")';
  try {
    const { stdout } = await promisify(execFile)('python3', ['-c', program]);
    return stdout.trim() === '' ? null : path.join(stdout.trim(), 'providers');
  } catch {
    return null;
  }
}

/** The folder of provider files: of the source tree that the script stands in, else of the installed Python package. */
export async function defaultFolder(program: Program): Promise<string> {
  const beside = fileURLToPath(new URL('python/jupyterlab_vcp/providers/', program.root));
  const folder = (await isFolder(beside)) ? beside : await installedFolder();
  if (folder === null || !(await isFolder(folder))) {
    throw new UsageError(program.trans.__('No provider files were found. Name their folder with --providers DIR.'));
  }
  return folder;
}

async function readJsonFile(file: string, program: Program): Promise<unknown> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    return value;
  } catch (failure) {
    throw new UsageError(program.trans.__('%1 cannot be read: %2', file, failure instanceof Error ? failure.message : String(failure)));
  }
}

async function readCommonFile(folder: string, program: Program): Promise<CommonSchema> {
  const file = path.join(folder, commonFile);
  const { schema, problems } = readCommon(await readJsonFile(file, program));
  if (schema === null) {
    throw new UsageError(
      program.trans.__('%1 cannot be read: %2', file, problems.map(problem => `${problem.path} ${problem.message}`).join('; '))
    );
  }
  return schema;
}

/** All provider files of a folder. A broken one is named and left out, so that it does not hide the others. */
export async function loadProviders(folder: string, program: Program): Promise<ProviderSet> {
  const common = await readCommonFile(folder, program);
  const names = (await readdir(folder)).filter(name => name.endsWith('.json') && name !== commonFile).sort();
  const providers = new Map<string, ProviderSchema>();
  for (const name of names) {
    const { schema, problems } = readProvider(await readJsonFile(path.join(folder, name), program));
    problems.forEach(problem => program.complain(`${path.join(folder, name)}:${problem.path}: ${problem.message}`));
    if (schema !== null) {
      providers.set(schema.name, mergeCommon(schema, common));
    }
  }
  return { common, providers };
}

/** The flavors of a JSON file: provider -> flavor -> keys, the content of `vcp_flavor.yml` as JSON. */
export async function loadFlavors(file: string, program: Program): Promise<Flavors> {
  return readFlavors(await readJsonFile(file, program));
}
