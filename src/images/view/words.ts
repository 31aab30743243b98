/** Registries, facets and columns in words. */
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Registry } from '../../api/types';
import type { FacetName } from '../domain/catalog';

/** A registry in a list of choices: its own title or what it is for, and its address. */
export function registryTitle(registry: Registry, trans: TranslationBundle): string {
  return trans.__('%1 (%2)', registry.title ?? roleTitle(registry.role, registry.id, trans), registry.address);
}

function roleTitle(role: Registry['role'], id: string, trans: TranslationBundle): string {
  switch (role) {
    case 'official':
      return trans.__('Official registry');
    case 'user':
      return trans.__('User registry');
    case 'harbor':
      return trans.__('NII Harbor');
    default:
      return id;
  }
}

export function facetTitle(facet: FacetName, trans: TranslationBundle): string {
  switch (facet) {
    case 'kind':
      return trans.__('Kind');
    case 'repository':
      return trans.__('Repository');
    case 'version':
      return trans.__('Version');
    case 'os':
      return trans.__('OS');
    case 'arch':
      return trans.__('Architecture');
    case 'systemd':
      return trans.__('systemd');
    case 'release':
      return trans.__('Release');
    case 'inUse':
      return trans.__('In use');
  }
}

/** A value of a facet. Versions, systems and architectures are shown as names have them. */
export function facetValueText(facet: FacetName, value: string, trans: TranslationBundle): string {
  if (value === '') {
    return trans.__('none');
  }
  switch (facet) {
    case 'kind':
      return kindText(value, trans);
    case 'systemd':
    case 'inUse':
      return value === 'yes' ? trans.__('yes') : trans.__('no');
    case 'release':
      return releaseKindText(value, trans);
    default:
      return value;
  }
}

function kindText(kind: string, trans: TranslationBundle): string {
  switch (kind) {
    case 'base':
      return trans.__('base');
    case 'gpu':
      return trans.__('GPU');
    default:
      return trans.__('other names');
  }
}

function releaseKindText(kind: string, trans: TranslationBundle): string {
  switch (kind) {
    case 'final':
      return trans.__('final');
    case 'rc':
      return trans.__('release candidate');
    case 'number':
      return trans.__('numbered');
    case 'date':
      return trans.__('dated');
    case 'dev':
      return trans.__('development');
    default:
      return trans.__('other form');
  }
}
