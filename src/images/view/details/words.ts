import type { TranslationBundle } from '@jupyterlab/translation';

import type { ImageDetails } from '../../../api/types';
import type { StatementKind } from '../../domain/referrers';
import type { DetailsTab } from '../../model/detailsModel';

export function tabTitle(tab: DetailsTab, trans: TranslationBundle): string {
  switch (tab) {
    case 'overview':
      return trans.__('Overview');
    case 'environment':
      return trans.__('Environment');
    case 'labels':
      return trans.__('Labels');
    case 'layers':
      return trans.__('Layers');
    case 'compare':
      return trans.__('Compare');
  }
}

/** What the tag names. */
export function kindText({ kind, platforms }: ImageDetails, trans: TranslationBundle): string {
  switch (kind) {
    case 'image':
      return trans.__('Image');
    case 'index':
      return trans._n('Index of %1 platform', 'Index of %1 platforms', platforms.length);
    case 'artifact':
      return trans.__('Artifact, no image');
    case 'schema1':
      return trans.__('Image in the obsolete schema 1');
  }
}

/** That something is there; nobody has verified it. */
export function statementText(kind: StatementKind, trans: TranslationBundle): string {
  switch (kind) {
    case 'signature':
      return trans.__('Signature present');
    case 'sbom':
      return trans.__('SBOM present');
    case 'provenance':
      return trans.__('Provenance present');
    case 'attestation':
      return trans.__('Attestation present');
    case 'other':
      return trans.__('Other attachment present');
  }
}

/** RFC 3339 as a date and time of the page's language and zone; null: an empty text. */
export function dateText(value: string | null, language: string): string {
  const time = Date.parse(value ?? '');
  return Number.isNaN(time) ? (value ?? '') : new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}
