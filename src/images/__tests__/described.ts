/** Details of images, made from the answers of a real registry in `python/tests/fixtures/registry`. */
import { readFileSync } from 'fs';
import path from 'path';

import type { ImageContent, ImageDetails, Registry } from '../../api/types';
import { registry } from './replies';

const FIXTURES = path.resolve(__dirname, '../../../python/tests/fixtures/registry/v3.1.2');

interface IExchange {
  readonly response: { readonly bodyText: string; readonly headers: readonly (readonly [string, string])[] };
}

interface IManifest {
  readonly mediaType: string;
  readonly config: { readonly size: number };
  readonly layers: readonly { readonly digest: string; readonly size: number; readonly mediaType: string }[];
}

interface IConfig {
  readonly architecture: string;
  readonly os: string;
  readonly variant?: string;
  readonly created: string;
  readonly config: {
    readonly Env: readonly string[];
    readonly Entrypoint: string[] | null;
    readonly Cmd: string[] | null;
    readonly WorkingDir: string;
    readonly ExposedPorts: Readonly<Record<string, object>>;
    readonly Volumes: Readonly<Record<string, object>>;
    readonly Labels: Readonly<Record<string, string>>;
  };
  readonly history: readonly { readonly created: string; readonly created_by: string; readonly empty_layer?: boolean }[];
}

function exchange(name: string): IExchange {
  return JSON.parse(readFileSync(path.join(FIXTURES, `${name}.json`), 'utf8')) as IExchange;
}

function digestOf({ response: { headers } }: IExchange): string {
  return headers.find(([name]) => name.toLowerCase() === 'docker-content-digest')?.[1] ?? '';
}

/** What the server half makes of a manifest and its config. */
export function contentOf(manifestName: string, configName: string): ImageContent {
  const raw = exchange(manifestName);
  const manifest = JSON.parse(raw.response.bodyText) as IManifest;
  const { architecture, config, created, history, os, variant } = JSON.parse(exchange(configName).response.bodyText) as IConfig;
  const environment = config.Env.map(entry => ({ name: entry.split('=', 1)[0] ?? '', value: entry.slice(entry.indexOf('=') + 1) }));
  const full = history.flatMap(({ empty_layer }, position) => (empty_layer ? [] : [position]));
  return {
    digest: digestOf(raw),
    size: manifest.config.size + manifest.layers.reduce((sum, { size }) => sum + size, 0),
    created,
    platform: [os, architecture, ...(variant ? [variant] : [])].join('/'),
    environment,
    labels: Object.entries(config.Labels).map(([name, value]) => ({ name, value })),
    entrypoint: config.Entrypoint,
    command: config.Cmd,
    workingDirectory: config.WorkingDir,
    user: '',
    ports: Object.keys(config.ExposedPorts),
    volumes: Object.keys(config.Volumes),
    version: environment.find(({ name }) => name === 'VCP_CONTAINER_VERSION')?.value ?? null,
    layers: manifest.layers.map((layer, position) => ({ ...layer, step: full[position] ?? null })),
    history: history.map(step => ({ createdBy: step.created_by, created: step.created, comment: '', empty: step.empty_layer ?? false }))
  };
}

export const OFFICIAL: Registry = registry({
  cache: null,
  repositories: ['vcp/base', 'vcp/gpu'],
  source: { kind: 'file', name: 'vcp_config.yml' }
});

export const USER: Registry = {
  ...OFFICIAL,
  id: 'user',
  role: 'user',
  address: '10.0.0.1:5001',
  prefix: '10.0.0.1:5001/',
  repositories: []
};

export const HARBOR: Registry = {
  ...OFFICIAL,
  id: 'harbor',
  role: 'harbor',
  kind: 'harbor',
  address: 'harbor.example.ac.jp',
  tls: true,
  prefix: 'harbor.example.ac.jp/'
};

export const SCHEMA2 = contentOf('manifest-schema2', 'config-schema2');
export const OCI = contentOf('manifest-oci', 'config-oci');
export const AMD64 = contentOf('manifest-index-child-0-amd64', 'config-index-child-0-amd64');
export const ARM64 = contentOf('manifest-index-child-2-arm64', 'config-index-child-2-arm64');

/** Details of an image of one platform. */
export function described(image: string, content: ImageContent, change: Partial<ImageDetails> = {}): ImageDetails {
  return {
    image,
    digest: content.digest,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    kind: 'image',
    annotations: [],
    platforms: [],
    platform: null,
    content,
    contentProblem: null,
    attestations: [],
    referrers: [],
    ...change
  };
}

export const INDEX_IMAGE = 'vcp/base:3.0.0-alpine3.22';

/** Details of the index of the fixtures, for one of its platforms. */
export function describedIndex(platform: string | null = 'linux/amd64', change: Partial<ImageDetails> = {}): ImageDetails {
  const raw = exchange('manifest-oci-index');
  return described(INDEX_IMAGE, platform === 'linux/arm64/v8' ? ARM64 : AMD64, {
    digest: digestOf(raw),
    mediaType: 'application/vnd.oci.image.index.v1+json',
    kind: 'index',
    annotations: [{ name: 'org.opencontainers.image.version', value: '3.0.0-alpine3.22' }],
    platforms: [
      { platform: 'linux/amd64', digest: AMD64.digest, size: 705 },
      { platform: 'linux/arm64/v8', digest: ARM64.digest, size: 705 }
    ],
    platform: platform ?? 'linux/amd64',
    attestations: [
      { digest: `sha256:${'1'.repeat(64)}`, subject: AMD64.digest, predicateTypes: ['https://spdx.dev/Document'] },
      { digest: `sha256:${'2'.repeat(64)}`, subject: ARM64.digest, predicateTypes: ['https://slsa.dev/provenance/v0.2'] }
    ],
    ...change
  });
}
