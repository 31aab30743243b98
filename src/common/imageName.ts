/**
 * What the name of a base container tells, in all generations of naming rules that are in use. Pure.
 *
 * Only the repositories `vcp/base` and `vcp/gpu` follow a rule. Three came one after the other: `1.6.2[-flavor]` (legacy),
 * `1.8.1-ubuntu20.04-x86_64[-gpu][-release]` (arch, the rule of 22.04.0), `3.0.0-ubuntu24.04[-systemd][-gpu][-release]` (plain, of 2026).
 */
import type { IImageReference } from './imageReference';
import { parseReference } from './imageReference';
import type { IRelease } from './imageRelease';
import { readRelease } from './imageRelease';

export type { IRelease, ReleaseKind } from './imageRelease';

/** `artifact`: a signature or the like, stored under a tag that is made from a digest; no image. `other`: no rule is known. */
export type ImageRole = 'base' | 'other' | 'artifact';

/** Which rule a tag follows; `custom`: none. */
export type NamingScheme = 'arch' | 'plain' | 'legacy' | 'custom';

/** Deviations from the published rules. They inform, and never hide an image. */
export type NameWarning =
  | 'arch-alias'
  | 'arch-unlisted'
  | 'flag-order'
  | 'gpu-marker-in-base-repo'
  | 'gpu-repo-without-marker'
  | 'no-tag'
  | 'os-unknown'
  | 'os-version-missing'
  | 'plain-in-gpu-repo'
  | 'release-extra'
  | 'release-format'
  | 'release-undocumented'
  | 'version-two-part';

export interface IImageOs {
  readonly name: string;
  readonly version: string | null;
}

/** What a name says. Null always means that the name does not say it. */
export interface IImageName {
  readonly role: ImageRole;
  /** Null for other roles, and without a tag. */
  readonly scheme: NamingScheme | null;
  /** Two or three numbers, as written. */
  readonly version: string | null;
  readonly os: IImageOs | null;
  /** In VCP's words: `x86_64`, `arm64v8`, `arm32v7`; another one as written. */
  readonly arch: string | null;
  /** The same in the words of image indexes, e.g. `linux/arm64/v8`. */
  readonly platform: string | null;
  /** Null for other roles: nothing is known of them. */
  readonly gpu: boolean | null;
  readonly systemd: boolean | null;
  /** Of the schemes `arch` and `plain`. */
  readonly release: IRelease | null;
  /** The free part of the schemes `legacy` and `custom`. */
  readonly flavor: string | null;
  readonly warnings: readonly NameWarning[];
  /** Whether the name follows a published rule to the letter. */
  readonly conforming: boolean;
}

/** What names of the legacy rule most probably meant: good for a tooltip, never a fact. */
export interface INameHints {
  readonly os: string | null;
  readonly arch: string;
}

const SYSTEMS: ReadonlySet<string> = new Set([
  'alpine',
  'ubuntu',
  'centos',
  'rockylinux',
  'debian',
  'almalinux',
  'rhel',
  'oraclelinux',
  'fedora'
]);

const PLATFORMS: ReadonlyMap<string, string> = new Map([
  ['x86_64', 'linux/amd64'],
  ['arm64v8', 'linux/arm64/v8'],
  ['arm32v7', 'linux/arm/v7']
]);

/** Words of others for the three. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['amd64', 'x86_64'],
  ['aarch64', 'arm64v8'],
  ['arm64', 'arm64v8'],
  ['armhf', 'arm32v7'],
  ['armv7', 'arm32v7'],
  ['armv7l', 'arm32v7']
]);

/** Architectures for which VCP has no images, but others may have. */
const UNLISTED: ReadonlySet<string> = new Set(['i386', 'ppc64le', 's390x', 'riscv64']);

const ARTIFACT = /^sha256-[0-9a-f]{64}(?:\.(?:sig|att|sbom))?$/;
const VERSION = /^[0-9]+\.[0-9]+(?:\.[0-9]+)?$/;
const OS = /^([A-Za-z]+)([0-9]+(?:\.[0-9]+)*)?$/;

const NOTHING: IImageName = {
  role: 'other',
  scheme: null,
  version: null,
  os: null,
  arch: null,
  platform: null,
  gpu: null,
  systemd: null,
  release: null,
  flavor: null,
  warnings: [],
  conforming: false
};
const ARTIFACT_NAME: IImageName = { ...NOTHING, role: 'artifact' };

/** What every tag of a repository says. */
const BASE_REPOSITORY: IImageName = { ...NOTHING, role: 'base', gpu: false, systemd: false };
const GPU_REPOSITORY: IImageName = { ...BASE_REPOSITORY, gpu: true };

function readOs(word: string | undefined): IImageOs | null {
  const found = OS.exec(word ?? '');
  return found === null ? null : { name: found[1] ?? '', version: found[2] ?? null };
}

/** An operating system that VCP's names are known to have, with its version: nothing less tells it from any other word. */
function readKnownOs(word: string | undefined): IImageOs | null {
  const os = readOs(word);
  return os !== null && os.version !== null && SYSTEMS.has(os.name) ? os : null;
}

/** The architecture of a word, in VCP's words; null when it is none. */
function readArch(word: string | undefined): string | null {
  const arch = word ?? '';
  return PLATFORMS.has(arch) || UNLISTED.has(arch) ? arch : (ALIASES.get(arch) ?? null);
}

/** What the schemes `arch` and `plain` differ in. */
type OwnParts = Pick<IImageName, 'scheme' | 'os' | 'arch' | 'gpu' | 'systemd'>;

/**
 * Puts a name of the schemes `arch` and `plain` together. Written out field by field, since catalogs have 100,000 of them.
 *
 * @param words - What is left for the release.
 * @param warnings - Those found so far; more are added.
 */
function readRest(version: string, words: readonly string[], own: OwnParts, warnings: NameWarning[]): IImageName {
  const release = readRelease(words);
  if (release.kind === 'dev') {
    warnings.push('release-undocumented');
  } else if (release.kind === 'other') {
    warnings.push('release-format');
  }
  if (release.extra !== undefined) {
    warnings.push('release-extra');
  }
  if (version.indexOf('.') === version.lastIndexOf('.')) {
    warnings.push('version-two-part');
  }
  return {
    role: 'base',
    scheme: own.scheme,
    version,
    os: own.os,
    arch: own.arch,
    platform: PLATFORMS.get(own.arch ?? '') ?? null,
    gpu: own.gpu,
    systemd: own.systemd,
    release,
    flavor: null,
    warnings: warnings.sort(),
    conforming: warnings.length === 0
  };
}

function readArchScheme(words: readonly string[], os: IImageOs, arch: string, inGpuRepository: boolean): IImageName {
  const [version = '', , word = '', next] = words;
  const marked = next === 'gpu';
  const warnings: NameWarning[] = [];
  if (!SYSTEMS.has(os.name)) {
    warnings.push('os-unknown');
  }
  if (os.version === null) {
    warnings.push('os-version-missing');
  }
  if (word !== arch) {
    warnings.push('arch-alias');
  } else if (UNLISTED.has(arch)) {
    warnings.push('arch-unlisted');
  }
  if (marked !== inGpuRepository) {
    warnings.push(marked ? 'gpu-marker-in-base-repo' : 'gpu-repo-without-marker');
  }
  const own: OwnParts = { scheme: 'arch', os, arch, gpu: marked || inGpuRepository, systemd: false };
  return readRest(version, words.slice(marked ? 4 : 3), own, warnings);
}

function readPlainScheme(words: readonly string[], os: IImageOs, inGpuRepository: boolean): IImageName {
  const [version = '', , first, second] = words;
  const isMark = (word: string | undefined): boolean => word === 'systemd' || word === 'gpu';
  const marks = !isMark(first) ? [] : isMark(second) && second !== first ? [first, second] : [first];
  const warnings: NameWarning[] = inGpuRepository ? ['plain-in-gpu-repo'] : [];
  if (marks[0] === 'gpu' && marks.length > 1) {
    warnings.push('flag-order');
  }
  const gpu = inGpuRepository || marks.includes('gpu');
  return readRest(
    version,
    words.slice(2 + marks.length),
    { scheme: 'plain', os, arch: null, gpu, systemd: marks.includes('systemd') },
    warnings
  );
}

function readCustomScheme(base: IImageName, words: readonly string[]): IImageName {
  const os = readKnownOs(words[0]);
  const flavor = words.slice(os === null ? 0 : 1).join('-');
  return { ...base, scheme: 'custom', os, flavor: flavor === '' ? null : flavor };
}

function readTag(base: IImageName, tag: string): IImageName {
  const words = tag.split('-');
  const [version = ''] = words;
  if (!VERSION.test(version)) {
    return readCustomScheme(base, words);
  }
  const os = readOs(words[1]);
  const arch = readArch(words[2]);
  if (os !== null && arch !== null) {
    return readArchScheme(words, os, arch, base.gpu === true);
  }
  const knownOs = readKnownOs(words[1]);
  if (knownOs !== null) {
    return readPlainScheme(words, knownOs, base.gpu === true);
  }
  const flavor = words.slice(1).join('-');
  return { ...base, scheme: 'legacy', version, flavor: flavor === '' ? null : flavor };
}

/** Reads a name. Every reference has a reading; one that follows no rule is said to be so. */
export function readImageName({ repository, tag, digest }: IImageReference): IImageName {
  if (tag?.startsWith('sha256-') && ARTIFACT.test(tag)) {
    return ARTIFACT_NAME;
  }
  if (repository !== 'vcp/base' && repository !== 'vcp/gpu') {
    return NOTHING;
  }
  const base = repository === 'vcp/gpu' ? GPU_REPOSITORY : BASE_REPOSITORY;
  if (tag === null) {
    return { ...base, warnings: digest === null ? ['no-tag'] : [] };
  }
  return readTag(base, tag);
}

/** Hints for a name of the legacy rule; null for the others, which say what they mean. */
export function hintsOf({ scheme, flavor, gpu }: IImageName): INameHints | null {
  if (scheme !== 'legacy') {
    return null;
  }
  const named = flavor === 'centos' || flavor === 'ubuntu' ? flavor : null;
  return { os: named ?? (flavor === null && gpu !== true ? 'alpine' : null), arch: 'x86_64' };
}

/**
 * Whether an image is made for machines with GPUs, as far as its name says so. Names outside the rules never do.
 *
 * @param image - A reference as specs have it; what is none is no GPU image either.
 */
export function isGpuImage(image: string): boolean {
  const read = parseReference(image);
  return read.ok && readImageName(read.reference).gpu === true;
}
