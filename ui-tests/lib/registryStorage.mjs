/**
 * The storage folder of a real registry, made directly: as a registry would have left it after many pushes, in seconds.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
const CONFIG = 'application/vnd.docker.container.image.v1+json';
const LAYER = 'application/vnd.docker.image.rootfs.diff.tar.gzip';

const SYSTEMS = ['alpine3.13-x86_64', 'ubuntu20.04-x86_64', 'rockylinux8.7-x86_64', 'centos7-x86_64', 'ubuntu24.04'];
const RELEASES = ['', '-rc1', '-rc2', '-20230226', '-1'];

/**
 * @typedef {object} StorageOptions
 * @property {number} [tags] Of each repository; 1 when left out.
 * @property {number} [repositories] The first is `vcp/base`; 1 when left out.
 * @property {number} [images] Different images among which the tags are shared out; 25 when left out.
 */

/**
 * So many different tags by the rules for base containers, the same each time.
 *
 * @param {number} count
 * @returns {string[]}
 */
export function manyTags(count) {
  return Array.from({ length: count }, (_, number) => {
    const version = `${4 + Math.floor(number / 20_000)}.${Math.floor(number / 100) % 200}.${number % 100}`;
    return `${version}-${SYSTEMS[number % SYSTEMS.length]}${RELEASES[Math.floor(number / 5) % RELEASES.length]}`;
  });
}

/**
 * @param {number} count
 * @returns {string[]} `vcp/base` and repositories of teams
 */
export function manyRepositories(count) {
  const teams = Array.from({ length: count - 1 }, (_, number) => `team-${String(number).padStart(5, '0')}/image`);
  return ['vcp/base', ...teams];
}

/**
 * Fills a folder that distribution 2 and 3 both read.
 *
 * @param {string} folder Of the registry's `filesystem.rootdirectory`; made when it is not there.
 * @param {StorageOptions} [options]
 */
export function fillStorage(folder, options = {}) {
  const root = path.join(folder, 'docker', 'registry', 'v2');
  const images = Array.from({ length: options.images ?? 25 }, (_, number) => makeImage(number));
  for (const image of images) {
    for (const blob of [image.manifest, ...image.parts]) {
      const [, hex = ''] = digestOf(blob).split(':');
      const place = path.join(root, 'blobs', 'sha256', hex.slice(0, 2), hex);
      mkdirSync(place, { recursive: true });
      writeFileSync(path.join(place, 'data'), blob);
    }
  }
  const tags = manyTags(options.tags ?? 1);
  for (const name of manyRepositories(options.repositories ?? 1)) {
    fillRepository(path.join(root, 'repositories', name), tags, images);
  }
}

/**
 * @typedef {{ manifest: Buffer, parts: Buffer[] }} Image `parts`: config and layers.
 */

/**
 * @param {number} number
 * @returns {Image}
 */
function makeImage(number) {
  const created = new Date(Date.UTC(2024, 0, 1 + number)).toISOString();
  const layers = ['base', `image ${number}`].map(text => Buffer.from(`layer: ${text}\n`));
  const config = json({
    architecture: 'amd64',
    os: 'linux',
    created,
    config: {
      Env: ['PATH=/usr/bin:/bin', `VCP_CONTAINER_VERSION=vcp/base:image-${number}`],
      Cmd: ['supervisord', '-n'],
      Labels: { 'org.opencontainers.image.title': `image ${number}` }
    },
    rootfs: { type: 'layers', diff_ids: layers.map(digestOf) },
    history: layers.map((_, index) => ({ created, created_by: `ADD layer ${index} /` }))
  });
  const sizes = layers.map((layer, index) => ({
    mediaType: LAYER,
    size: (index + 1) * 30_000_000 + number,
    digest: digestOf(layer)
  }));
  const described = { mediaType: CONFIG, size: config.length, digest: digestOf(config) };
  const manifest = json({ schemaVersion: 2, mediaType: MANIFEST, config: described, layers: sizes });
  return { manifest, parts: [config, ...layers] };
}

/** @param {unknown} value */
function json(value) {
  return Buffer.from(JSON.stringify(value, undefined, 3));
}

/**
 * @param {Buffer} body
 * @returns {string}
 */
function digestOf(body) {
  return `sha256:${createHash('sha256').update(body).digest('hex')}`;
}

/**
 * @param {string} folder Of the repository.
 * @param {readonly string[]} tags
 * @param {readonly Image[]} images
 */
function fillRepository(folder, tags, images) {
  const used = images.slice(0, tags.length);
  for (const image of used) {
    link(path.join(folder, '_manifests', 'revisions'), digestOf(image.manifest));
    for (const part of image.parts) {
      link(path.join(folder, '_layers'), digestOf(part));
    }
  }
  const digests = used.map(image => digestOf(image.manifest));
  tags.forEach((tag, number) => {
    const current = path.join(folder, '_manifests', 'tags', tag, 'current');
    mkdirSync(current, { recursive: true });
    // The history beside it (`index`) is read by nothing that lists or pulls.
    writeFileSync(path.join(current, 'link'), digests[number % digests.length] ?? '');
  });
}

/**
 * @param {string} folder
 * @param {string} digest
 */
function link(folder, digest) {
  const place = path.join(folder, ...digest.split(':'));
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, 'link'), digest);
}
