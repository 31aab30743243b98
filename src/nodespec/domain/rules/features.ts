import type { Subject } from '../context';
import { error, info, warning, type Diagnostic } from '../diagnostic';
import { isEmptyValue } from '../effective';
import { isJsonObject, own } from '../json';
import { attributeOf, featureOf } from '../provider';

const featureAttributes = ['ip_addresses', 'mac_addresses', 'disks', 'tags'];

function checkFeature(name: string, subject: Subject): readonly Diagnostic[] {
  const feature = featureOf(subject.provider, name);
  const path = ['attributes', name];
  if (feature === null || own(subject.attributes, name) === undefined) {
    return [];
  }
  const args = { name, provider: subject.provider.name, reason: feature.reason?.en ?? '', reasonJa: feature.reason?.ja ?? '' };
  // Without the attribute the plugin raises AttributeError; set_tag is on every spec and only has no effect.
  if (attributeOf(subject.provider, name) === undefined) {
    return [name === 'tags' ? warning('feature_without_effect', path, args) : error('feature_missing', path, args)];
  }
  if (feature.support === 'yes' || isEmptyValue(own(subject.attributes, name))) {
    return [];
  }
  return [feature.support === 'no' ? warning('feature_without_effect', path, args) : info('feature_uncertain', path, args)];
}

function checkTagTexts(subject: Subject): readonly Diagnostic[] {
  const tags = own(subject.attributes, 'tags');
  return !isJsonObject(tags)
    ? []
    : Object.entries(tags).flatMap(([key, value]) => {
        const path = ['attributes', 'tags', key];
        const noKey = key.trim() === '' ? [error('tag_key', path)] : [];
        return typeof value === 'string' ? noKey : [...noKey, error('tag_value', path, { key })];
      });
}

/** Addresses, MAC addresses, disks and tags where the provider lacks them or the sources disagree (node-spec.md 9). */
export function checkFeatures(subject: Subject): readonly Diagnostic[] {
  return [...featureAttributes.flatMap(name => checkFeature(name, subject)), ...checkTagTexts(subject)];
}
