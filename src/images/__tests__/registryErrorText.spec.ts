/** What went wrong at a registry is never told as if it were the VC Controller that was asked. */
import { nullTranslator } from '@jupyterlab/translation';

import type { FailureCode } from '../../api/types';
import { problemOf } from '../model/problems';
import { registryErrorText } from '../view/registryErrorText';
import { failure } from './replies';

/** Codes with which `clients/registry.py`, `clients/harbor.py` and the settings of registries answer. */
const CODES: readonly FailureCode[] = [
  'not_configured',
  'config_broken',
  'not_permitted',
  'refused',
  'not_found',
  'name_failed',
  'unreachable',
  'tls_failed',
  'ca_missing',
  'timeout',
  'not_understood',
  'too_large',
  'redirected',
  'login_needed',
  'login_refused',
  'not_listed',
  'use_https',
  'rate_limited',
  'wrong_digest',
  'old_format',
  'not_an_image'
];

describe.each(CODES)('a registry that fails with %s', code => {
  it('is told in words of its own, with the words of the server as details', () => {
    const { title, detail } = registryErrorText(problemOf(failure(code)), nullTranslator.load(''));
    expect(title).not.toBe('');
    expect(title).not.toContain('VC Controller');
    expect(detail).toContain(`English words for ${code}`);
  });
});
