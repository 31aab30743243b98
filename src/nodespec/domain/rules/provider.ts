import type { CheckContext, Subject } from '../context';
import { error, info, warning, type Diagnostic } from '../diagnostic';
import { topLevelText, type Spec } from '../document';
import { isGpuImage } from '../images';
import { nearest } from '../nearest';
import { flavorsOf } from '../provider';

/** The provider: named, known, and a plugin that the controller has. */
export function checkProvider(spec: Spec, context: CheckContext): readonly Diagnostic[] {
  const path = ['provider'];
  const name = topLevelText(spec, 'provider');
  if (name === '') {
    return [error('provider_missing', path)];
  }
  const absent =
    context.plugins !== null && !listed(context.plugins, name, context) ? [error('provider_not_on_controller', path, { name })] : [];
  if (context.provider !== null) {
    return absent;
  }
  const near = nearest(name, context.knownProviders);
  return [near === null ? error('provider_unknown', path, { name }) : error('provider_unknown_near', path, { name, near }), ...absent];
}

// Whether the controller lists disk plugins by their own names is not published; the plugin of the cloud stands for them.
function listed(plugins: readonly string[], name: string, context: CheckContext): boolean {
  return plugins.includes(name) || (context.provider?.unitType === 'storage' && plugins.includes(context.provider.cloudProvider));
}

/** The flavor: named and, where `vcp_flavor.yml` is known, in it. */
export function checkFlavor({ spec, provider, context }: Subject): readonly Diagnostic[] {
  const path = ['flavor'];
  const name = topLevelText(spec, 'flavor');
  const names = Object.keys(flavorsOf(provider, context.flavors));
  if (names.length === 0 && !context.flavorsAreSamples) {
    return [error('flavor_none', path, { provider: provider.name })];
  }
  if (name === '') {
    return [error('flavor_missing', path, { known: names.join(', ') })];
  }
  if (names.includes(name)) {
    return [];
  }
  const args = { name, provider: provider.name, known: names.join(', ') };
  // The samples are not the user's flavors: one that is missing there may well be in vcp_flavor.yml.
  return [context.flavorsAreSamples ? warning('flavor_not_in_samples', path, args) : error('flavor_unknown', path, args)];
}

/** Clouds whose default machine image has what a GPU needs (registry-api.md 11.6: a cloud image with the driver "outside AWS"). */
const WITH_DRIVER: readonly string[] = ['aws', 'aws_spot'];

/** The three settings that a GPU needs together (node-spec.md 6): a reminder as soon as one of them is there. */
export function checkGpu({ effective, provider }: Subject): readonly Diagnostic[] {
  const text = (name: string): string => {
    const value = effective.get(name)?.value;
    return typeof value === 'string' ? value : '';
  };
  const isDefault = effective.has('cloud_image') && ['', 'default'].includes(text('cloud_image'));
  const driverMissing = isDefault && !WITH_DRIVER.includes(provider.name);
  if (text('gpus') !== '') {
    return [info(driverMissing ? 'gpu_needs_driver' : 'gpu_needs_machine', ['attributes', 'gpus'])];
  }
  if (!isGpuImage(text('image'))) {
    return [];
  }
  const code = driverMissing ? 'gpu_image_needs_gpus_and_driver' : 'gpu_image_needs_gpus';
  // Old images for GPUs bring what `gpus` asks of docker (node-spec.md 6); those of vcp/base find no GPU without it.
  const isOld = /(?:^|\/)vcp\/gpu:/.test(text('image'));
  return [(isOld ? info : warning)(code, ['attributes', 'image'])];
}
