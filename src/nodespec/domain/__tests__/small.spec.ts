import fc from 'fast-check';
import { attributeValue, base64, firstSentence, isPublicKeyLine, nfsOf, setNfs, sshKeyKind, utf8Length } from '..';
import { base64Bytes, utf8Bytes } from '../bytes';
import { nearest } from '../nearest';
import { document, pluginNames, provider, publicKey } from './providerFiles';

const texts = fc.oneof(fc.fullUnicodeString(), fc.string16bits());

describe('bytes', () => {
  it('are those of UTF-8', () => {
    fc.assert(
      fc.property(texts, text => {
        const expected = Buffer.from(text, 'utf8');
        expect(utf8Bytes(text)).toEqual([...expected]);
        expect(utf8Length(text)).toBe(expected.length);
        expect(base64(text)).toBe(expected.toString('base64'));
        expect(base64Bytes(base64(text))).toEqual([...expected]);
      })
    );
  });

  it.each(['a', 'ab=c', 'YQ=', 'YQ', 'Y Q=', '-_-_'])('%s is not base64', text => expect(base64Bytes(text)).toBeNull());
});

describe('nearest', () => {
  it.each([
    ['volum_size', 'volume_size'],
    ['instance_tpye', 'instance_type'],
    ['xyz', null],
    ['', null],
    ['x'.repeat(100), null]
  ])('of %s is %s', (word, found) => expect(nearest(word, ['volume_size', 'instance_type'])).toBe(found));
});

describe('SSH keys', () => {
  it.each([
    [publicKey, 'public'],
    [`${publicKey}\n`, 'public'],
    [publicKey.replace(' demo', ''), 'public'],
    [`${publicKey}\n${publicKey}`, 'several'],
    [`${publicKey}\nnot a key`, 'other'],
    ['ssh-ed25519 AAAA', 'other'],
    ['-----BEGIN EC PRIVATE KEY-----', 'private'],
    ['-----BEGIN ENCRYPTED PRIVATE KEY-----', 'private'],
    [' \n', 'empty']
  ])('%j is %s', (text, kind) => expect(sshKeyKind(text)).toBe(kind));

  it('are refused when the base64 part is of another type', () => {
    expect(isPublicKeyLine(publicKey.replace('ssh-ed25519', 'ssh-ed448'))).toBe(false);
  });
});

describe('NFS settings', () => {
  it('are made of variables and volumes, whose other entries keep their places', () => {
    const spec = document('aws', { params_e: ['A=1', 'NFS_AUTOSTART=false', 'B=2'], params_v: ['/x:/y', '/old:/export:rw', '/z'] });
    const changed = setNfs(spec, { autostart: true, exportFrom: '/data' });
    expect(attributeValue(changed, 'params_e')).toEqual(['A=1', 'NFS_AUTOSTART=true', 'B=2']);
    expect(attributeValue(changed, 'params_v')).toEqual(['/x:/y', '/data:/export', '/z']);
    expect(nfsOf(changed)).toEqual({ autostart: true, exportFrom: '/data' });
  });

  it('leave no empty lists behind', () => {
    const on = setNfs(document('aws'), { autostart: true, exportFrom: '/export' });
    expect(setNfs(on, { autostart: false, exportFrom: null })).toEqual(document('aws'));
  });
});

describe('firstSentence', () => {
  it.each([
    ['Name of the image. Without it the SDK chooses.', 'Name of the image.', 'Without it the SDK chooses.'],
    ['イメージの名前です。省略できます。', 'イメージの名前です。', '省略できます。'],
    ['Take vcp/base:1.8.1-x86 or e.g. a newer one.', 'Take vcp/base:1.8.1-x86 or e.g. a newer one.', ''],
    ['By SSH (port 20022.) Then more.', 'By SSH (port 20022.)', 'Then more.'],
    ['', '', '']
  ])('cuts %j', (text, first, rest) => {
    expect(firstSentence(text)).toEqual({ first, rest });
  });

  it.each(pluginNames)('leaves whole sentences in the help of %s', name => {
    for (const { help } of provider(name).attributes) {
      for (const text of [help.en, help.ja]) {
        const { first, rest } = firstSentence(text);
        expect(`${first}${rest}`.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        expect((first.match(/\(/g) ?? []).length).toBe((first.match(/\)/g) ?? []).length);
      }
    }
  });
});
