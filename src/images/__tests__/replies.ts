/** What the server half answers about images, for specs. */
import type { Failure, ImageDetails, ImageSummary, Registry, Repositories, RepositoryTags } from '../../api/types';
import type { FakeRoutes, IFakeRequest } from '../../testing/fakeServer';

export function failure(code: Failure['code'], change: Partial<Failure> = {}): Failure {
  return { code, message: `English words for ${code}`, upstreamStatus: null, upstreamMessage: null, path: null, ...change };
}

export function registry(change: Partial<Registry> = {}): Registry {
  return {
    id: 'official',
    role: 'official',
    kind: 'registry',
    title: null,
    address: '10.0.0.1:5000',
    tls: false,
    prefix: '',
    login: 'none',
    cache: false,
    repositories: [],
    source: { kind: 'default' },
    problem: null,
    ...change
  };
}

export const USER = registry({ id: 'user', role: 'user', address: '10.0.0.1:5001', prefix: '10.0.0.1:5001/' });
export const HARBOR = registry({
  id: 'harbor',
  role: 'harbor',
  kind: 'harbor',
  address: 'harbor.example.jp',
  tls: true,
  prefix: 'harbor.example.jp/'
});

export function repositories(names: readonly string[], change: Partial<Repositories> = {}): Repositories {
  return { names: [...names], former: null, truncated: false, problem: null, ...change };
}

export function tagsOf(repository: string, tags: readonly string[], change: Partial<RepositoryTags> = {}): RepositoryTags {
  return { repository, tags: [...tags], former: null, truncated: false, problem: null, ...change };
}

export function summary(image: string, change: Partial<ImageSummary> = {}): ImageSummary {
  return {
    image,
    digest: `sha256:${'a'.repeat(64)}`,
    kind: 'image',
    size: 120_000_000,
    created: '2026-10-01T09:00:00Z',
    platforms: ['linux/amd64'],
    problem: null,
    ...change
  };
}

export function details(image: string): ImageDetails {
  return {
    image,
    digest: `sha256:${'a'.repeat(64)}`,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    kind: 'image',
    annotations: [],
    platforms: [],
    platform: 'linux/amd64',
    content: null,
    contentProblem: failure('old_format'),
    attestations: [],
    referrers: []
  };
}

/** Tags of `vcp/base` over the generations of names, with one that follows no rule and the tag of a signature. */
export const BASE_TAGS = [
  '1.6.2-ubuntu',
  '1.8.1-alpine3.13-x86_64',
  '1.8.1-ubuntu20.04-x86_64',
  '1.8.1-ubuntu20.04-x86_64-rc1',
  '2.1.0-alpine3.21-x86_64',
  '3.0.0-alpine3.22',
  '3.0.0-alpine3.22-dev',
  '3.0.0-ubuntu24.04',
  '3.0.0-ubuntu24.04-gpu',
  '3.0.0-ubuntu24.04-systemd',
  'Test_OF.mine',
  `sha256-${'b'.repeat(64)}.sig`
] as const;
export const GPU_TAGS = ['1.6.2-gpusopt'] as const;

/** A registry's content by repository, as routes. */
export function registryRoutes(
  content: Readonly<Record<string, readonly string[]>>,
  registries: readonly Registry[] = [registry()]
): FakeRoutes {
  return {
    'GET images/registries': () => ({ body: { registries } }),
    'GET images/registries/*/repositories': () => ({ body: repositories(Object.keys(content)) }),
    'GET images/registries/*/tags': request => ({
      body: {
        repositories: asked(request, 'repository').map(name => {
          const tags = content[name];
          return tags ? tagsOf(name, tags) : tagsOf(name, [], { problem: failure('not_found') });
        })
      }
    }),
    'GET images/registries/*/summaries': request => ({ body: { images: asked(request, 'image').map(image => summary(image)) } }),
    'GET images/registries/*/details': request => ({ body: details(request.query.get('image') ?? '') })
  };
}

/** All values of a parameter that stands in the query more than once. */
export function asked({ url }: Pick<IFakeRequest, 'url'>, name: string): readonly string[] {
  return new URL(url).searchParams.getAll(name);
}

export const CONTENT = { 'vcp/base': BASE_TAGS, 'vcp/gpu': GPU_TAGS, 'vcp/tljh': ['20230327'] } as const;
