import type { TranslationBundle } from '@jupyterlab/translation';

import { ApiError } from '../../api/errors';
import type { FailureCode } from '../../api/types';
import { errorText } from '../../common/errorText';
import type { IErrorText } from '../../common/errorText';

/** What was asked for: a list of the registry, or one image, of which others may be in order. */
export type Asked = 'list' | 'image';

/** Puts an error into words, where it was a registry that was asked and not the VC Controller. */
export function registryErrorText(error: unknown, trans: TranslationBundle, asked: Asked = 'list'): IErrorText {
  const usual = errorText(error, trans);
  const code = error instanceof ApiError ? error.code : null;
  const own = code ? ((asked === 'image' ? ofImage(code, trans) : null) ?? ofRegistry(code, trans)) : null;
  return own === null ? usual : { ...usual, title: own[0], advice: own[1] };
}

/** Title and advice where a code says less of the registry than of one image; null for the others. */
function ofImage(code: FailureCode, trans: TranslationBundle): readonly [string, string] | null {
  return code === 'not_understood'
    ? [
        trans.__('What the registry has as this image cannot be read.'),
        trans.__('If no other image can be read either, another server or a login page may answer at its address.')
      ]
    : null;
}

/** Title and advice for the codes that mean something else here; null for the others. */
function ofRegistry(code: FailureCode, trans: TranslationBundle): readonly [string, string] | null {
  switch (code) {
    case 'unreachable':
      return [trans.__('The registry cannot be reached.'), trans.__('Check its address and the VPN, then retry.')];
    case 'name_failed':
      return [trans.__('The address of the registry cannot be resolved.'), trans.__('Check it in VcpExtension.registries.')];
    case 'tls_failed':
      return [
        trans.__('The certificate of the registry is not trusted.'),
        trans.__('Set ca_file of the registry in VcpExtension.registries, or REQUESTS_CA_BUNDLE.')
      ];
    case 'ca_missing':
      return [
        trans.__('The CA certificate file for the registry cannot be read.'),
        trans.__('Check ca_file of the registry in VcpExtension.registries, or REQUESTS_CA_BUNDLE.')
      ];
    case 'timeout':
      return [trans.__('The registry did not answer in time.'), trans.__('Retry; if it stays so, ask your VC administrator.')];
    case 'not_understood':
    case 'redirected':
      return [
        trans.__('The answer does not come from a container registry.'),
        trans.__('Check address and port: another server or a login page may answer there.')
      ];
    case 'too_large':
      return [trans.__('The answer of the registry is too large.'), ''];
    case 'not_found':
      return [trans.__('The registry does not have it (any more).'), trans.__('Reload the list.')];
    case 'not_permitted':
    case 'refused':
      return [trans.__('The registry does not permit this.'), ''];
    case 'not_configured':
      return [
        trans.__('No registry is configured.'),
        trans.__('Write the address of the VC Controller into vcp_config.yml, or set VcpExtension.registries.')
      ];
    default:
      return null;
  }
}
