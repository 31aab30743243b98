import { attributeOf, featureOf, flavorsOf, mergeCommon, readCommon, readFlavors, readProvider, textIn } from '..';
import { common, given, pluginNames, provider, providerFile } from './providerFiles';

describe('provider files', () => {
  it('are the 19 plugins of the SDK', () => {
    expect(pluginNames).toHaveLength(19);
  });

  it.each([...pluginNames])('%s is read without a problem', name => {
    const { schema, problems } = readProvider(providerFile(name));
    expect(problems).toEqual([]);
    expect(schema?.name).toBe(name);
  });

  it('say what is wrong and where, all at once', () => {
    const broken = { type: 'object', properties: { size: { type: 'number', 'x-vcp': { title: { en: 'Size' } } } }, 'x-vcp': { name: 7 } };
    const { schema, problems } = readProvider(broken);
    expect(schema).toBeNull();
    expect(problems).toContainEqual({ path: 'x-vcp.name', message: 'must be a string' });
    expect(problems).toContainEqual({ path: 'properties.size.type', message: 'must be one of string, integer, array, object' });
    expect(problems).toContainEqual({ path: 'properties.size.x-vcp.title.ja', message: 'must be a string' });
  });

  it.each([null, 'text', [], 3, undefined])('refuse %p', value => {
    expect(readProvider(value).schema).toBeNull();
    expect(readCommon(value).schema).toBeNull();
  });

  it('refuse a pattern that is no regular expression', () => {
    const { problems } = readCommon({ properties: { x: { type: 'string', pattern: '(', 'x-vcp': {} } } });
    expect(problems).toContainEqual({ path: 'properties.x.pattern', message: 'must be a regular expression' });
  });
});

describe('merging the common attributes', () => {
  it('puts them before the own ones of a compute provider', () => {
    const names = provider('aws').attributes.map(attribute => attribute.name);
    expect(names).toEqual(expect.arrayContaining(['num_nodes', 'image', 'gpus', 'instance_type', 'tags']));
    expect(names.indexOf('image')).toBeLessThan(names.indexOf('instance_type'));
    expect(new Set(names).size).toBe(names.length);
  });

  it('gives disks none of them', () => {
    expect(attributeOf(provider('aws_disk'), 'image')).toBeUndefined();
    expect(attributeOf(provider('aws_disk'), 'num_disks')).toBeDefined();
  });

  it('lets the provider describe a common attribute itself', () => {
    const schema = given(readProvider(providerFile('aws')).schema);
    const special = { ...given(common.attributes.find(({ name }) => name === 'image')), required: true, common: false };
    const merged = mergeCommon({ ...schema, attributes: [...schema.attributes, special] }, common);
    expect(merged.attributes.filter(({ name }) => name === 'image')).toEqual([special]);
  });
});

describe('looking up', () => {
  it('finds features with reasons', () => {
    expect(featureOf(provider('aws'), 'tags')).toEqual({ support: 'yes', reason: null });
    expect(featureOf(provider('sakura'), 'tags')?.support).toBe('no');
    expect(featureOf(provider('sakura'), 'tags')?.reason?.ja).toBeTruthy();
    expect(featureOf(provider('aws'), 'constructor')).toBeNull();
  });

  it('chooses the language of a locale', () => {
    const text = { en: 'disk', ja: 'ディスク' };
    expect(['ja', 'ja_JP', 'ja-JP'].map(locale => textIn(text, locale))).toEqual(['ディスク', 'ディスク', 'ディスク']);
    expect(['en', 'jam', '', 'fr'].map(locale => textIn(text, locale))).toEqual(['disk', 'disk', 'disk', 'disk']);
  });

  it("takes the user's flavors before the samples", () => {
    const flavors = readFlavors({ aws: { huge: { volume_size: 900 } }, azure: 'broken' });
    expect(Object.keys(flavorsOf(provider('aws'), flavors))).toEqual(['huge']);
    expect(Object.keys(flavorsOf(provider('azure'), flavors))).toEqual(['small', 'medium', 'large']);
  });
});
