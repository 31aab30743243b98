import { statusOf } from '../domain/status';
import type { IStatusSource } from '../domain/status';
import { sameVersion } from '../domain/version';

describe('sameVersion', () => {
  it.each([
    ['0.1.0', '0.1.0'],
    ['0.2.0-alpha.0', '0.2.0a0'],
    ['0.2.0-beta.1', '0.2.0b1'],
    ['0.2.0-rc.2', '0.2.0rc2'],
    ['0.2.0-dev.3', '0.2.0.dev3'],
    ['0.2.0-dev', '0.2.0.dev0'],
    ['0.2.0', '0.2.0+g1234567']
  ])('takes %s and %s for one release', (npm, python) => {
    expect(sameVersion(npm, python)).toBe(true);
  });

  it.each([
    ['0.1.0', '0.1.1'],
    ['0.2.0-beta.1', '0.2.0b2'],
    ['0.2.0-beta.1', '0.2.0'],
    ['0.2.0-alpha.1', '0.2.0b1'],
    ['0.1.0', '']
  ])('tells %s from %s', (npm, python) => {
    expect(sameVersion(npm, python)).toBe(false);
  });
});

describe('statusOf', () => {
  const ready: IStatusSource = { state: 'ready', host: 'vcc.example.ac.jp', tls: { verify: true }, authority: { user: 'nobody' } };

  it('has nothing to say before the state is known', () => {
    expect(statusOf(null)).toEqual({ kind: 'none', host: '', user: '', verified: true });
  });

  it('names host and user', () => {
    expect(statusOf(ready)).toEqual({ kind: 'ready', host: 'vcc.example.ac.jp', user: 'nobody', verified: true });
  });

  it('has no user without an answer of the controller', () => {
    expect(statusOf({ ...ready, state: 'unreachable', authority: null })).toMatchObject({ kind: 'unreachable', user: '' });
  });

  it('tells that the certificate is not checked, whatever the state', () => {
    expect(statusOf({ ...ready, tls: { verify: false } })).toMatchObject({ kind: 'ready', verified: false });
    expect(statusOf({ ...ready, state: 'no_token', tls: { verify: false } })).toMatchObject({ kind: 'no-token', verified: false });
  });

  it('is absent when nothing is configured', () => {
    expect(statusOf({ ...ready, state: 'not_configured', host: null })).toMatchObject({ kind: 'none', host: '' });
  });
});
