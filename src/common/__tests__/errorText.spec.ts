import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { nullTranslator } from '@jupyterlab/translation';

import { ApiError } from '../../api/errors';
import type { FailureCode } from '../../api/types';
import { errorText } from '../errorText';

const trans = nullTranslator.load('');

/** The codes as the contract lists them; read from its text, since types are gone when a spec runs. */
const CODES = (
  /^ {4}Failure:\n {6}type: object[\s\S]*?enum: \[([^\]]*)\]/m.exec(
    readFileSync(join(__dirname, '../../../python/jupyterlab_vcp/contract/openapi.yaml'), 'utf8')
  )?.[1] ?? ''
)
  .split(',')
  .map(code => code.trim() as FailureCode);

/** Codes whose sentence is the server half's own, because what went wrong is different each time (a field, a line, a parameter). */
const IN_THE_SERVERS_WORDS: readonly FailureCode[] = ['bad_request', 'method_not_allowed'];

const SENTENCE = 'The words of the server half.';

function failureOf(
  code: FailureCode,
  change: { readonly upstreamStatus?: number; readonly upstreamMessage?: string; readonly path?: string } = {}
): ApiError {
  return new ApiError({ kind: 'failure', status: 409, message: SENTENCE, failure: { code, message: SENTENCE, ...change } });
}

describe('errorText', () => {
  it('knows the codes of the contract', () => {
    expect(CODES).toEqual(expect.arrayContaining(['no_token', 'tls_failed', ...IN_THE_SERVERS_WORDS]));
  });

  it.each(CODES.map(code => [code]))('has a decided text for %s', code => {
    const { title } = errorText(failureOf(code), trans);
    if (IN_THE_SERVERS_WORDS.includes(code)) {
      expect(title).toBe(SENTENCE);
    } else {
      expect(title).not.toBe(SENTENCE);
      expect(title).toMatch(/\S.*\.$/);
    }
  });

  it("has the server's and the controller's words as detail, with the place", () => {
    const { detail } = errorText(
      failureOf('refused', { upstreamStatus: 422, upstreamMessage: 'no such flavor', path: 'attributes.flavor' }),
      trans
    );
    expect(detail).toBe(`attributes.flavor\n${SENTENCE}\nHTTP 422\nno such flavor`);
  });

  it('does not say the same sentence twice', () => {
    expect(errorText(failureOf('bad_request'), trans)).toMatchObject({ title: SENTENCE, detail: '' });
  });

  it.each([
    ['login', 'The Jupyter login has ended.'],
    ['offline', 'The Jupyter server does not answer.'],
    ['not-understood', 'The answer of the Jupyter server was not understood.'],
    ['cancelled', 'Cancelled.']
  ] as const)('puts %s into words', (kind, title) => {
    expect(errorText(new ApiError({ kind, message: 'low level' }), trans).title).toBe(title);
  });

  it('does not hide an error of the page itself', () => {
    expect(errorText(new TypeError('x is undefined'), trans)).toEqual({
      title: 'Something went wrong in the page.',
      advice: '',
      detail: 'TypeError: x is undefined'
    });
  });
});
