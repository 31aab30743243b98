import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { mergeCommon, readCommon, readProvider, type CommonSchema, type JsonObject, type ProviderSchema, type Spec } from '..';

const folder = path.resolve(__dirname, '../../../../python/jupyterlab_vcp/providers');

/** The parsed content of a provider file as it is packaged. */
export function providerFile(name: string): unknown {
  const value: unknown = JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
  return value;
}

/** Names of the packaged plugins. */
export const pluginNames: readonly string[] = readdirSync(folder)
  .filter(name => name.endsWith('.json') && !name.startsWith('_'))
  .map(name => name.replace(/\.json$/, ''))
  .sort();

/** A value that a test relies on. */
export function given<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) {
    throw new Error('the test relies on a value that is not there');
  }
  return value;
}

export const common: CommonSchema = given(readCommon(providerFile('_common')).schema);

/** A packaged provider with the common attributes merged in. */
export function provider(name: string): ProviderSchema {
  return mergeCommon(given(readProvider(providerFile(name)).schema), common);
}

/** A complete, valid document for a provider: nothing in it but names, flavor, key, and what the provider insists on. */
export function document(name: string, attributes: JsonObject = {}, rest: JsonObject = {}): Spec {
  const schema = provider(name);
  const needed: JsonObject =
    name === 'onpremises'
      ? { ip_addresses: ['192.168.10.5'] }
      : name === 'chameleon'
        ? { reservation: 'b6a3f1e2' }
        : ['abc', 'aic'].includes(name)
          ? { flavor_name: 'cn000' }
          : {};
  return {
    version: 1,
    unitGroup: 'demo',
    unit: 'web',
    provider: name,
    flavor: Object.keys(schema.sampleFlavors)[0] ?? '',
    attributes: { ...needed, ...attributes },
    ...(schema.unitType === 'compute' ? { sshKeys: [{ path: '/home/jovyan/.ssh/id_ed25519.pub' }] } : {}),
    ...rest
  };
}

/** An OpenSSH public key made for the tests. */
export const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUm demo';
