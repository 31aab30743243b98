import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { nullTranslator } from '@jupyterlab/translation';

import type { Handshake } from '../../tokens';
import { handshakeText } from '../handshakeText';
import { CONTRACT, VERSION } from '../version';

const trans = nullTranslator.load('');
const root = join(__dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Longest notification that JupyterLab shows whole. */
const NOTIFICATION_LENGTH = 140;

describe('version', () => {
  it('is that of the package', () => {
    expect(JSON.parse(read('package.json'))).toMatchObject({ version: VERSION });
  });

  it('is of the contract that the server half fulfils', () => {
    expect(read('python/jupyterlab_vcp/contract/openapi.yaml')).toContain(`const: ${CONTRACT}`);
  });
});

describe('handshakeText', () => {
  it('has nothing to say when the halves work together', () => {
    expect(handshakeText({ result: 'ok', activeJobs: 0, activeBatches: 0 }, trans)).toBeNull();
  });

  it('names the commands that mend a missing server half', () => {
    expect(handshakeText({ result: 'missing' }, trans)?.command).toBe(
      'pip install jupyterlab_vcp && jupyter server extension enable jupyterlab_vcp'
    );
  });

  it('names both versions when they differ', () => {
    const text = handshakeText({ result: 'mismatch', server: '9.8.7' }, trans);
    expect(text?.title).toContain(VERSION);
    expect(text?.title).toContain('9.8.7');
    expect(text?.command).toContain('pip install');
  });

  it('says what is known of another failure', () => {
    expect(handshakeText({ result: 'failed', message: 'HTTP 500' }, trans)).toMatchObject({
      advice: expect.stringContaining('HTTP 500'),
      command: ''
    });
  });

  it.each<Handshake>([{ result: 'missing' }, { result: 'mismatch', server: '10.20.30rc4' }])('fits into a notification: %j', handshake => {
    const english = handshakeText(handshake, trans);
    const japanese = handshakeText(handshake, japaneseTrans());
    for (const text of [english, japanese]) {
      expect([text?.title, text?.advice, text?.command].join(' ').length).toBeLessThanOrEqual(NOTIFICATION_LENGTH);
    }
    expect(japanese?.title).not.toBe(english?.title);
  });
});

function japaneseTrans(): typeof trans {
  const texts = JSON.parse(read('src/common/ja.json')) as Record<string, string>;
  const translated = Object.create(trans) as typeof trans;
  translated.__ = (msgid, ...args) => args.reduce<string>((text, arg, i) => text.replace(`%${i + 1}`, String(arg)), texts[msgid] ?? msgid);
  return translated;
}
