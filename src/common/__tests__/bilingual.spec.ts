import { asBilingual, inLanguage } from '../bilingual';

describe('texts in both languages', () => {
  const text = { en: 'disk', ja: 'ディスク' };

  it.each([
    ['ja', 'ディスク'],
    ['ja-JP', 'ディスク'],
    ['ja_JP', 'ディスク'],
    ['jam', 'disk'],
    ['en', 'disk'],
    ['', 'disk']
  ])('in %s', (locale, expected) => expect(inLanguage(text, locale)).toBe(expected));

  it.each([[null], ['disk'], [{ en: 'disk' }], [{ en: 'disk', ja: 1 }], [[]]])('refuses %j', value =>
    expect(asBilingual(value)).toBeNull()
  );

  it('takes what has both', () => expect(asBilingual({ ...text, fr: 'disque' })).toEqual(text));
});
