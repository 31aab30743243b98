import { Clipboard, Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import { handshakeText } from '../../common/handshakeText';
import type { Handshake } from '../../tokens';

/**
 * Tells once, in a notification that stays, what is wrong between the two halves. Returns whether there was anything to tell.
 */
export function sayHandshake(handshake: Handshake, trans: TranslationBundle): boolean {
  const problem = handshakeText(handshake, trans);
  if (!problem) {
    return false;
  }
  const { title, advice, command } = problem;
  const copy = { label: trans.__('Copy Command'), callback: () => Clipboard.copyToSystem(command) };
  Notification.error([title, advice, command].filter(part => part !== '').join(' '), { autoClose: false, actions: command ? [copy] : [] });
  return true;
}
