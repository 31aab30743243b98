import { info, type Diagnostic } from './diagnostic';
import { attributeValue, type Spec } from './document';
import { isEmptyValue } from './effective';
import { own, type JsonObject } from './json';
import type { ProviderSchema, Text } from './providerTypes';
import type { Translate } from './translate';
import { textIn } from './provider';

/** Why *Create now* will be refused because of a field, while the SDK code works. */
export interface Obstacle {
  /** `unknown_in_cci`: public facts do not say how the setting travels; `image_required`: the SDK's default image is not published;
   * `docker_options_configured`: `spec_options` of `vcp_config.yml` would have to travel too. */
  readonly code: 'unknown_in_cci' | 'image_required' | 'docker_options_configured';
  readonly attribute: string;
  /** Whether it holds for the document as it is; an obstacle that does not is shown beside the empty field as a warning ahead. */
  readonly active: boolean;
  readonly reason: Text | null;
}

/**
 * What stands or would stand in the way of *Create now*, field by field, before anything is filled in.
 *
 * @param specOptions - `spec_options` of `vcp_config.yml`.
 */
export function createNowObstacles(spec: Spec, provider: ProviderSchema, specOptions: JsonObject = {}): readonly Obstacle[] {
  const unknown = provider.attributes.filter(attribute => attribute.cci.place === 'unknown');
  const fields = unknown.map((attribute): Obstacle => {
    const option = attribute.configKey?.replace(/^spec_options\./, '') ?? '';
    const configured = !isEmptyValue(own(specOptions, option));
    const set = attributeValue(spec, attribute.name);
    const active = set === undefined ? configured : !isEmptyValue(set);
    return {
      code: set === undefined && configured ? 'docker_options_configured' : 'unknown_in_cci',
      attribute: attribute.name,
      active,
      reason: attribute.cci.reason
    };
  });
  const image: Obstacle = { code: 'image_required', attribute: 'image', active: isEmptyValue(attributeValue(spec, 'image')), reason: null };
  return provider.unitType === 'compute' ? [...fields, image] : fields;
}

/** The obstacles that hold now, as findings at their fields. */
export function obstacleDiagnostics(obstacles: readonly Obstacle[]): readonly Diagnostic[] {
  return obstacles.filter(({ active }) => active).map(({ code, attribute }) => info(code, ['attributes', attribute], { name: attribute }));
}

/** The sentence beside the field, with the reason from the provider file when there is one. */
export function obstacleMessage(obstacle: Obstacle, trans: Translate, locale = 'en'): string {
  switch (obstacle.code) {
    case 'unknown_in_cci':
      return obstacle.reason === null
        ? trans.__('Create now is refused when this is set: how it is sent is not published. The SDK code works.')
        : textIn(obstacle.reason, locale);
    case 'image_required':
      return trans.__('Create now needs an image: the default of the SDK is not published. The SDK code works without.');
    case 'docker_options_configured':
      return trans.__('spec_options of vcp_config.yml sets this, so Create now is refused. The SDK code works.');
  }
}
