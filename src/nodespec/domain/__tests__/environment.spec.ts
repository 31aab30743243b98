/** Names that hide a value: the table that the server half is tested with, too. */
import { readFileSync } from 'fs';
import path from 'path';

import { isSecretName } from '../environment';

const cases: { readonly secret: readonly string[]; readonly plain: readonly string[] } = JSON.parse(
  readFileSync(path.resolve(__dirname, '../../../../python/tests/fixtures/secret-names.json'), 'utf8')
);

describe('the value of a variable', () => {
  it.each(cases.secret)('is hidden: %s', name => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each(cases.plain)('is shown: %s', name => {
    expect(isSecretName(name)).toBe(false);
  });
});
