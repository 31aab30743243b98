import type { TranslationBundle } from '@jupyterlab/translation';

import type { Handshake } from '../tokens';
import { VERSION } from './version';

/** What is shown when the two halves do not work together. */
export interface IHandshakeText {
  /** What happened. */
  readonly title: string;
  /** What to do about it. */
  readonly advice: string;
  /** A command for a terminal that mends it, or empty. Never translated. */
  readonly command: string;
}

/** Commands for both reasons why the server half is missing: not installed, or installed for another environment and not enabled. */
const INSTALL = 'pip install jupyterlab_vcp && jupyter server extension enable jupyterlab_vcp';

/** Puts a failed handshake into words; null when the halves work together. */
export function handshakeText(handshake: Handshake, trans: TranslationBundle): IHandshakeText | null {
  switch (handshake.result) {
    case 'ok':
      return null;
    case 'missing':
      return {
        title: trans.__('The server part of VCP is missing.'),
        advice: trans.__('Run, then restart Jupyter:'),
        command: INSTALL
      };
    case 'mismatch':
      return {
        title: trans.__('VCP: the page is version %1, the server part %2.', VERSION, handshake.server),
        advice: trans.__('Restart Jupyter and reload the page; else run:'),
        command: 'pip install -U jupyterlab_vcp'
      };
    default:
      return {
        title: trans.__('The server part of VCP does not answer as expected.'),
        advice: trans.__('Check that the Jupyter server runs, then reload the page. %1', handshake.message),
        command: ''
      };
  }
}
