import { info, type Diagnostic } from './diagnostic';
import { attributeValue, type Spec } from './document';
import { isEmptyValue } from './effective';
import { own, stringsOf, type JsonObject } from './json';
import type { AttributeSchema, ProviderSchema, Text } from './providerTypes';
import type { Translate } from './translate';
import { textIn } from './provider';

/** Why *Create now* will be refused because of a field, while the SDK code works. */
export interface Obstacle {
  /**
   * - `not_sent`: the plugin has the attribute and does not send it;
   * - `unknown_in_cci`: public facts do not say how the setting travels;
   * - `image_required`: no source tells which image the SDK takes by default;
   * - `docker_options_configured`: `spec_options` of `vcp_config.yml` would have to travel too;
   * - `count_conflict`: the number of nodes is not that of the addresses, which the SDK sends as it is.
   */
  readonly code: 'not_sent' | 'unknown_in_cci' | 'image_required' | 'docker_options_configured' | 'count_conflict';
  readonly attribute: string;
  /** Whether it holds for the document as it is; an obstacle that does not is shown beside the empty field as a warning ahead. */
  readonly active: boolean;
  readonly reason: Text | null;
}

function fieldObstacle(attribute: AttributeSchema, spec: Spec, specOptions: JsonObject): Obstacle {
  const { name } = attribute;
  const { place, reason } = attribute.cci;
  const set = attributeValue(spec, name);
  const configured = set === undefined && !isEmptyValue(own(specOptions, attribute.configKey?.replace(/^spec_options\./, '') ?? ''));
  const code = place === 'not_sent' ? 'not_sent' : configured ? 'docker_options_configured' : 'unknown_in_cci';
  return { code, attribute: name, active: configured || !isEmptyValue(set), reason };
}

/** A count beside a list of another length: where that is only a warning for code, the server half still does not guess which is meant. */
function countObstacle(spec: Spec, provider: ProviderSchema): readonly Obstacle[] {
  const lists = ['ip_addresses', 'mac_addresses'].map(name => stringsOf(attributeValue(spec, name)).length);
  const listed = lists.find(length => length > 0);
  const given = attributeValue(spec, 'num_nodes');
  const differs = !provider.countClearsAddresses && listed !== undefined && typeof given === 'number' && given !== listed;
  return differs ? [{ code: 'count_conflict', attribute: 'num_nodes', active: true, reason: null }] : [];
}

/**
 * What stands or would stand in the way of *Create now*, field by field, before anything is filled in.
 *
 * @param specOptions - `spec_options` of `vcp_config.yml`.
 * @param defaultImage - what the server half writes when the document names no image; null when that is not known.
 */
export function createNowObstacles(
  spec: Spec,
  provider: ProviderSchema,
  specOptions: JsonObject = {},
  defaultImage: string | null = null
): readonly Obstacle[] {
  const refused = provider.attributes.filter(({ cci }) => cci.place === 'unknown' || cci.place === 'not_sent');
  const fields = refused.map(attribute => fieldObstacle(attribute, spec, specOptions));
  const imageless = defaultImage === null && isEmptyValue(attributeValue(spec, 'image'));
  const image: Obstacle = { code: 'image_required', attribute: 'image', active: imageless, reason: null };
  return provider.unitType === 'compute' ? [...fields, image, ...countObstacle(spec, provider)] : fields;
}

/** The obstacles that hold now, as findings at their fields. */
export function obstacleDiagnostics(obstacles: readonly Obstacle[]): readonly Diagnostic[] {
  return obstacles.filter(({ active }) => active).map(({ code, attribute }) => info(code, ['attributes', attribute], { name: attribute }));
}

/** The sentence beside the field, with the reason from the provider file when there is one. */
export function obstacleMessage(obstacle: Obstacle, trans: Translate, locale = 'en'): string {
  switch (obstacle.code) {
    case 'not_sent':
      return obstacle.reason === null
        ? trans.__('Create now is refused when this is set: the provider does not send it.')
        : textIn(obstacle.reason, locale);
    case 'unknown_in_cci':
      return obstacle.reason === null
        ? trans.__('Create now is refused when this is set: how it is sent is not published. The SDK code works.')
        : textIn(obstacle.reason, locale);
    case 'image_required':
      return trans.__('Create now needs an image: the default of the SDK is not published. The SDK code works without.');
    case 'count_conflict':
      return trans.__('Create now needs as many nodes as addresses. The SDK code sends both numbers.');
    case 'docker_options_configured':
      return trans.__('spec_options of vcp_config.yml sets this, so Create now is refused. The SDK code works.');
  }
}
