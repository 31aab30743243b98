/** The domain's answers in the user's language. */
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Status } from '../../common/statusIcons';
import { MAX_VALUE_LENGTH } from '../domain/credentials';
import type { Completeness, EntryFault, KeyState } from '../domain/credentials';
import type { SectionName } from '../model/providersModel';

/** A status in words, with the icon that goes with it. */
export interface IBadge {
  readonly status: Status;
  readonly text: string;
}

export function sectionTitle(section: SectionName, trans: TranslationBundle): string {
  switch (section) {
    case 'credentials':
      return trans.__('Credentials');
    case 'flavors':
      return trans.__('Flavors');
    case 'networks':
      return trans.__('Networks');
  }
}

/** Whether the VC Controller has the plugin, in a word or two. */
export function availabilityBadge(available: boolean | null, trans: TranslationBundle): IBadge {
  switch (available) {
    case true:
      return { status: 'ok', text: trans.__('On this VC Controller') };
    case false:
      return { status: 'failed', text: trans.__('Not on this VC Controller') };
    case null:
      return { status: 'skipped', text: trans.__('Not known whether this VC Controller has it') };
  }
}

/** The same in one word, for a list. */
export function shortAvailabilityBadge(available: boolean | null, trans: TranslationBundle): IBadge {
  const { status } = availabilityBadge(available, trans);
  const text = available === null ? trans.__('Availability unknown') : available ? trans.__('Available') : trans.__('Not available');
  return { status, text };
}

export function completenessBadge(completeness: Completeness, trans: TranslationBundle): IBadge {
  switch (completeness.kind) {
    case 'not_needed':
      return { status: 'ok', text: trans.__('No credentials needed') };
    case 'not_configured':
      return { status: 'skipped', text: trans.__('Credentials not configured') };
    case 'incomplete':
      return { status: 'failed', text: trans._n('%1 credential missing', '%1 credentials missing', completeness.count) };
    case 'unchecked':
      return { status: 'warning', text: trans.__('Credentials not checked') };
    case 'complete':
      return { status: 'ok', text: trans.__('Credentials complete') };
  }
}

export const KEY_STATUS: Readonly<Record<KeyState, Status>> = {
  literal: 'warning',
  resolved: 'ok',
  unresolved: 'failed',
  missing: 'failed',
  unchecked: 'skipped'
};

/** What the state of a key means, and what to do about it. */
export function keyAdvice(state: KeyState, trans: TranslationBundle): string {
  switch (state) {
    case 'literal':
      return trans.__('As plain text: whoever can read the file can read it. Stored in the Vault, only a reference stays in the file.');
    case 'resolved':
      return trans.__('The reference points at a secret that this access token can read.');
    case 'unresolved':
      return trans.__('The reference points at nothing for this access token.');
    case 'missing':
      return trans.__('vcp_config.yml does not have this key.');
    case 'unchecked':
      return trans.__('The secret store was not asked or did not answer.');
  }
}

/** What was wrong with an entry, as it stands at its field. */
export function faultText(fault: EntryFault, trans: TranslationBundle): string {
  switch (fault.code) {
    case 'empty':
      return trans.__('Enter at least one value.');
    case 'too_long':
      return trans.__('This is too long: %1 characters are the limit.', MAX_VALUE_LENGTH);
    case 'needs_reference':
      return trans.__('vcp_config.yml has no reference for this key: have it written, or leave the field empty.');
  }
}
