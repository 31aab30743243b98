/**
 * The command line tools for registries, asked for the same lists as the image catalog; bench/peers.sh installs them.
 */
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';

import { cacheFolder } from '../../ui-tests/lib/environments.mjs';

/** Milliseconds after which a list is given up. */
const PATIENCE = 120_000;

/**
 * How each is asked. None sorts by version. `skopeo` has no command for repositories.
 *
 * @typedef {{ readonly version: readonly string[], readonly tags: (address: string, repository: string) => readonly string[],
 *   readonly repositories: ((address: string) => readonly string[]) | null }} Peer
 * @type {Readonly<Record<string, Peer>>}
 */
const PEERS = {
  crane: {
    version: ['version'],
    tags: (address, repository) => ['ls', '--insecure', `${address}/${repository}`],
    repositories: address => ['catalog', '--insecure', address]
  },
  regctl: {
    version: ['version', '--format', '{{.VCSTag}}'],
    tags: (address, repository) => ['tag', 'ls', '--host', `reg=${address},tls=disabled`, `${address}/${repository}`],
    repositories: address => ['repo', 'ls', '--host', `reg=${address},tls=disabled`, address]
  },
  skopeo: {
    version: ['--version'],
    tags: (address, repository) => ['list-tags', '--tls-verify=false', `docker://${address}/${repository}`],
    repositories: null
  }
};

const ENVIRONMENT = { ...process.env, PATH: `${path.join(cacheFolder(), 'bin')}${path.delimiter}${process.env.PATH ?? ''}` };

/** @returns {Record<string, string>} name and version of those that are installed */
export function installedPeers() {
  const found = Object.entries(PEERS).map(([name, { version }]) => {
    const { status, stdout } = spawnSync(name, [...version], { env: ENVIRONMENT, encoding: 'utf8' });
    return [name, status === 0 ? (/\d+(\.\d+)+/.exec(stdout)?.[0] ?? 'unknown') : null];
  });
  return Object.fromEntries(found.filter(([, version]) => version !== null));
}

/**
 * Milliseconds until each installed tool has listed all of it; null for one that cannot, or gave up.
 *
 * @param {(peer: Peer) => readonly string[] | null | undefined} question
 * @param {(name: string) => boolean} isListed Whether a line of the output is one of what is listed.
 * @param {number} complete How many there are.
 * @returns {Promise<Record<string, number | null>>}
 */
async function times(question, isListed, complete) {
  /** @type {Record<string, number | null>} */
  const found = {};
  for (const name of Object.keys(installedPeers())) {
    const args = PEERS[name] && question(PEERS[name]);
    found[name] = args ? await time(name, args, isListed, complete) : null;
  }
  return found;
}

/**
 * @param {string} address `HOST:PORT`
 * @param {string} repository
 * @param {number} complete
 */
export function tagTimes(address, repository, complete) {
  // `skopeo` writes JSON, one tag per line in quotes.
  return times(
    peer => peer.tags(address, repository),
    line => /^\s*"?\d+\.\d+\.\d+-/.test(line),
    complete
  );
}

/**
 * @param {string} address `HOST:PORT`
 * @param {number} complete
 */
export function repositoryTimes(address, complete) {
  return times(
    peer => peer.repositories?.(address),
    line => line.includes('/'),
    complete
  );
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {(line: string) => boolean} isListed
 * @param {number} complete
 * @returns {Promise<number | null>}
 */
async function time(program, args, isListed, complete) {
  const start = performance.now();
  const child = spawn(program, [...args], { env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'ignore'], timeout: PATIENCE });
  /** @type {Buffer[]} */
  const chunks = [];
  child.stdout.on('data', chunk => chunks.push(chunk));
  await new Promise(resolve => child.once('close', resolve));
  const spent = performance.now() - start;
  const listed = Buffer.concat(chunks).toString().split('\n').filter(isListed).length;
  return listed === complete ? spent : null;
}
