/**
 * Child processes with an orderly end.
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the repository. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Milliseconds a process has for ending by itself before it is killed. */
const PATIENCE = 10_000;

/** Milliseconds between two looks at something that is waited for. */
const PAUSE = 100;

/**
 * The environment whose Jupyter is tested: `$VIRTUAL_ENV` when one is active, else the one of the repository.
 *
 * @returns {string} its folder
 */
export function projectEnvironment() {
  return process.env.VIRTUAL_ENV ?? path.join(ROOT, '.venv');
}

/**
 * A process, its output so far, and its end.
 *
 * @typedef {object} Child
 * @property {import('node:child_process').ChildProcess} process
 * @property {() => string} output What it has written to both streams so far.
 * @property {() => Promise<void>} stop Ends it and waits until it has ended.
 */

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 * @returns {Child}
 */
export function start(command, args, options = {}) {
  const child = spawn(command, [...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const collect = (/** @type {Buffer} */ chunk) => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  child.on('error', reason => {
    output += String(reason);
  });
  // A worker of the test runner that is cut off must not leave servers behind.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  return {
    process: child,
    output: () => output,
    stop: async () => {
      process.off('exit', kill);
      await stopped(child);
    }
  };
}

/** @param {import('node:child_process').ChildProcess} child */
async function stopped(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const ended = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  await ended;
  clearTimeout(timer);
}

/**
 * Asks again and again until there is an answer.
 *
 * @template T
 * @param {Child} child The process that is waited for.
 * @param {() => Promise<T | undefined>} ask Answers undefined while there is nothing yet.
 * @param {number} timeout Milliseconds.
 * @returns {Promise<T>}
 * @throws {Error} with the process's output when it ends first, or when time is up
 */
export async function until(child, ask, timeout) {
  const end = Date.now() + timeout;
  while (Date.now() < end) {
    if (child.process.exitCode !== null) {
      throw new Error(`${child.process.spawnfile} ended with ${child.process.exitCode}:\n${child.output()}`);
    }
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    await new Promise(resolve => setTimeout(resolve, PAUSE));
  }
  throw new Error(`${child.process.spawnfile} was not ready after ${timeout} ms:\n${child.output()}`);
}

/**
 * A port of 127.0.0.1 that nobody listens on just now.
 *
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === 'object') {
          resolve(address.port);
        } else {
          reject(new Error('no port'));
        }
      });
    });
  });
}
