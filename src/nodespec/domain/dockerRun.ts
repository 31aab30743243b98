import { keyDelivery } from './authorizedKeys';
import type { Path } from './diagnostic';
import { attributeValue, attributesOf, type Spec } from './document';
import { effective, type Effective } from './effective';
import { isSecretName, parseEnvironment } from './environment';
import { defaultImageOf, factsOf } from './generation';
import { own, stringsOf, type JsonObject } from './json';
import type { CommonSchema, Flavors, Generation, ProviderSchema } from './providerTypes';
import { mapLines, type MappedText, type SourceLine } from './sourceMap';
import { english, type Translate } from './translate';

/** What stands in place of a value that looks secret. */
export const mask = '********';

/** A word of a POSIX shell: quoted only when it needs it. */
export function shellWord(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`;
}

/** What the preview can be told beside the document. */
export interface DockerOptions {
  /** `spec_options` of `vcp_config.yml`. */
  readonly specOptions?: JsonObject;
  /** What differs between generations of the VC Controller. */
  readonly common?: CommonSchema | null;
  readonly generation?: Generation | null;
  readonly trans?: Translate;
}

interface Argument {
  readonly words: readonly string[];
  readonly path: Path | null;
}

function option(name: string, value: string, path: Path | null): Argument {
  return { words: [name, value], path };
}

function controllerArguments({ common = null, generation = null, trans = english }: DockerOptions): readonly Argument[] {
  const variable = (name: string, meaning: string): Argument => option('-e', `${name}=<${meaning}>`, null);
  // The same variable has another meaning since 26.10 (appendix-facts.md 9).
  const newer = generation === '26.10';
  return [
    { words: ['--privileged'], path: null },
    { words: ['--net=host'], path: null },
    option('-v', '/dev:/dev', null),
    variable(factsOf(common, generation)?.addressVariable ?? 'MY_PRIVATE_IP', trans.__('address of the node')),
    variable('VCCCTR_IPADDR', trans.__('address of the VC Controller')),
    variable('SERF_NODE_ID', newer ? trans.__('unit group id:unit:number of the node') : trans.__('id of the node')),
    variable('VCCC_ID', newer ? trans.__('id of the unit group') : trans.__('id of the VC Controller'))
  ];
}

function masked(entry: string): string {
  const { key, value } = parseEnvironment(entry);
  return value !== null && value !== '' && isSecretName(key) ? `${key}=${mask}` : entry;
}

function keyArguments(spec: Spec, trans: Translate): readonly Argument[] {
  const keys = keyDelivery(spec);
  switch (keys.by) {
    case 'none':
      return [];
    case 'file':
      return [option('-e', `AUTHORIZED_KEYS=<${trans.__('base64 of %1', keys.path)}>`, ['sshKeys', 0])];
    case 'entry':
      return [option('-e', keys.entry, ['sshKeys'])];
  }
}

/** Docker options by attribute; all of them may come from `spec_options` of `vcp_config.yml`. */
const dockerOptions = {
  gpus: '--gpus',
  hostname: '--hostname',
  dns: '--dns',
  dns_search: '--dns-search',
  dns_opt: '--dns-opt',
  add_host: '--add-host'
};

function optionArguments(values: Effective): readonly Argument[] {
  return Object.entries(dockerOptions).flatMap(([name, flag]) => {
    const value = values.get(name)?.value ?? null;
    const texts = typeof value === 'string' && value !== '' ? [value] : stringsOf(value);
    return texts.map((text, position) =>
      option(flag, text, typeof value === 'string' ? ['attributes', name] : ['attributes', name, position])
    );
  });
}

function imageArgument(spec: Spec, { common = null, generation = null, trans = english }: DockerOptions): Argument {
  const image = attributeValue(spec, 'image');
  const usual = defaultImageOf(common, generation) ?? `<${trans.__('default base container image')}>`;
  const word = typeof image === 'string' && image !== '' ? image : usual;
  return { words: [word], path: ['attributes', 'image'] };
}

/**
 * The `docker run` that the controller makes of a spec on each node (appendix-facts.md 3.7), one argument per line. What the
 * controller fills in stands in angle brackets; values of variables that look secret are masked. The start-up script is no argument.
 *
 * @returns null for disks, which have no container.
 */
export function dockerRun(spec: Spec, provider: ProviderSchema, flavors: Flavors, options: DockerOptions = {}): MappedText | null {
  if (provider.unitType === 'storage') {
    return null;
  }
  const trans = options.trans ?? english;
  const each = (name: string, flag: string, show: (entry: string) => string): readonly Argument[] =>
    stringsOf(own(attributesOf(spec), name)).map((entry, position) => option(flag, show(entry), ['attributes', name, position]));
  const all = [
    ...controllerArguments(options),
    ...each('params_v', '-v', entry => entry),
    ...each('params_e', '-e', masked),
    ...keyArguments(spec, trans),
    ...optionArguments(effective(spec, provider, flavors, options.specOptions)),
    imageArgument(spec, options)
  ];
  const lines = all.map(({ words, path }, position): SourceLine => ({
    text: `  ${words.map(shellWord).join(' ')}${position < all.length - 1 ? ' \\' : ''}`,
    path
  }));
  return mapLines([{ text: 'docker run -d \\', path: null }, ...lines]);
}
