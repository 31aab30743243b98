import type { TranslationBundle } from '@jupyterlab/translation';

import { commandLine } from '../../domain/copies';
import type { FactName, IComparable } from '../../domain/compare';
import { sizeText } from '../../domain/sizes';
import { dateText } from '../details/words';

export function factTitle(name: FactName, trans: TranslationBundle): string {
  switch (name) {
    case 'digest':
      return trans.__('Digest');
    case 'version':
      return trans.__('Version');
    case 'created':
      return trans.__('Created');
    case 'platform':
      return trans.__('Platform');
    case 'size':
      return trans.__('Size');
    case 'entrypoint':
      return trans.__('Entry point');
    case 'command':
      return trans.__('Command');
    case 'user':
      return trans.__('User');
    case 'workingDirectory':
      return trans.__('Working directory');
    case 'ports':
      return trans.__('Ports');
    case 'volumes':
      return trans.__('Volumes');
  }
}

/** A fact as it is shown; empty where the image does not say it. */
export function factText(name: FactName, content: IComparable, language: string): string {
  switch (name) {
    case 'size':
      return sizeText(content.size, language);
    case 'created':
      return dateText(content.created, language);
    case 'entrypoint':
    case 'command':
      return commandLine(content[name] ?? []);
    case 'ports':
    case 'volumes':
      return content[name].join(' ');
    default:
      return content[name] ?? '';
  }
}
