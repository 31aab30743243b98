import type { TranslationBundle } from '@jupyterlab/translation';

import { ApiError } from '../api/errors';
import type { FailureCode } from '../api/types';

/** What a view shows for a failure: one sentence, the next step, and what can be read on request. */
export interface IErrorText {
  /** What happened, in the user's language. */
  readonly title: string;
  /** What to do about it. Empty when there is nothing. */
  readonly advice: string;
  /** The controller's or server's own words, not translated. Empty when there are none. */
  readonly detail: string;
}

/** Puts an error into words. */
export function errorText(error: unknown, trans: TranslationBundle): IErrorText {
  if (!(error instanceof ApiError)) {
    return { title: trans.__('Something went wrong in the page.'), advice: '', detail: String(error) };
  }
  const { failure } = error;
  if (failure) {
    const [title, advice] = ofCode(failure.code, trans);
    const known = title !== '';
    return { title: known ? title : failure.message, advice, detail: detailOf(error, known) };
  }
  return withoutFailure(error, trans);
}

function detailOf(error: ApiError, translated: boolean): string {
  const { failure } = error;
  if (!failure) {
    return '';
  }
  const status = failure.upstreamStatus ? `HTTP ${failure.upstreamStatus}` : '';
  return [failure.path ?? '', translated ? failure.message : '', status, failure.upstreamMessage ?? '']
    .filter(part => part !== '')
    .join('\n');
}

function withoutFailure(error: ApiError, trans: TranslationBundle): IErrorText {
  switch (error.kind) {
    case 'login':
      return {
        title: trans.__('The Jupyter login has ended.'),
        advice: trans.__('Reload the page and log in again.'),
        detail: error.message
      };
    case 'offline':
      return {
        title: trans.__('The Jupyter server does not answer.'),
        advice: trans.__('Check that it runs and that the network is up, then retry.'),
        detail: error.message
      };
    case 'cancelled':
      return { title: trans.__('Cancelled.'), advice: '', detail: '' };
    default:
      return {
        title: trans.__('The answer of the Jupyter server was not understood.'),
        advice: trans.__('A proxy or a login page may stand in between. Reload the page.'),
        detail: error.message
      };
  }
}

/** Title and advice for a code of the contract; empty title: show the server's sentence. */
function ofCode(code: FailureCode, trans: TranslationBundle): readonly [string, string] {
  switch (code) {
    case 'not_configured':
      return [trans.__('No VC Controller is configured.'), trans.__('Write its address into vcp_config.yml, or set VcpExtension.host.')];
    case 'no_token':
      return [trans.__('No access token has been given.'), trans.__('Enter the access token that your VC administrator issued.')];
    case 'token_refused':
      return [trans.__('The VC Controller does not accept the access token.'), trans.__('It may have expired. Enter another one.')];
    case 'readonly_token':
      return [trans.__('This access token can only read.'), trans.__('Ask your VC administrator for a token with full access.')];
    case 'not_permitted':
      return [trans.__('The VC Controller does not permit this to your user.'), ''];
    case 'name_failed':
      return [trans.__('The address of the VC Controller cannot be resolved.'), trans.__('Check vcc.host in vcp_config.yml.')];
    case 'unreachable':
      return [trans.__('The VC Controller cannot be reached.'), trans.__('Check the address, the port and the VPN, then retry.')];
    case 'tls_failed':
      return [
        trans.__('The certificate of the VC Controller is not trusted.'),
        trans.__('Set REQUESTS_CA_BUNDLE or VcpExtension.ca_file to the CA certificate of your VCP.')
      ];
    case 'ca_missing':
      return [trans.__('The CA certificate file cannot be read.'), trans.__('Check REQUESTS_CA_BUNDLE or VcpExtension.ca_file.')];
    case 'timeout':
      return [trans.__('The VC Controller did not answer in time.'), trans.__('Retry; if it stays so, ask your VC administrator.')];
    case 'not_understood':
    case 'too_large':
    case 'redirected':
      return [
        trans.__('The answer does not come from a VC Controller.'),
        trans.__('Check address and port: another server or a proxy may answer there.')
      ];
    case 'not_found':
      return [trans.__('It does not exist any more.'), trans.__('Somebody may have deleted it. Refresh the list.')];
    case 'exists':
      return [trans.__('The name is in use already.'), trans.__('Choose another name, or delete the old one first.')];
    case 'busy':
      return [trans.__('Another operation on this unit is still running.'), trans.__('Wait until it has ended, then retry.')];
    case 'job_running':
      return [trans.__('This unit is being created already.'), ''];
    case 'refused':
      return [trans.__('The VC Controller refused.'), ''];
    case 'vault_failed':
      return [trans.__('The secret store of the VC Controller does not answer as expected.'), ''];
    case 'config_broken':
      return [trans.__('The configuration of VCP cannot be read.'), trans.__('Mend the file at the place named in the details.')];
    case 'bad_spec':
    case 'unknown_in_cci':
      return [trans.__('The spec cannot be sent as it is.'), trans.__('See the messages at the fields, or use the SDK code.')];
    case 'key_exists':
      return [trans.__('A key file of this name exists already.'), trans.__('It was not touched. Choose another name.')];
    case 'no_ssh_keygen':
      return [trans.__('The Jupyter server has no ssh-keygen.'), trans.__('Install openssh-client there, or paste a public key.')];
    case 'changed':
      return [
        trans.__('The file was changed by somebody else meanwhile.'),
        trans.__('Nothing was written. Look at the new content, then save again.')
      ];
    case 'file_failed':
      return [trans.__('The file cannot be written.'), trans.__('It was left as it is. Check its permissions and the free space.')];
    case 'no_effect':
      return [
        trans.__('The VC Controller took the order, but nothing has changed.'),
        trans.__('Refresh the list. If the unit stays as it is, order it again.')
      ];
    case 'unexpected_state':
      return [trans.__('The operation has ended in another state than expected.'), trans.__('See the error text of the unit.')];
    case 'interrupted':
      return [
        trans.__('The Jupyter server stopped before this was ordered.'),
        trans.__('Nothing was sent. Start it again for what is left.')
      ];
    case 'login_needed':
      return [trans.__('The registry needs a login.'), trans.__('Set an account for it in VcpExtension.registries on the Jupyter server.')];
    case 'login_refused':
      return [trans.__('The registry does not accept the configured account.'), trans.__('Check it in VcpExtension.registries.')];
    case 'not_listed':
      return [trans.__('The registry does not list its repositories.'), trans.__('Name a repository; its tags can be shown all the same.')];
    case 'use_https':
      return [trans.__('The registry speaks HTTPS only.'), trans.__('Begin its address with https:// in the configuration.')];
    case 'rate_limited':
      return [trans.__('The registry is asked too often.'), trans.__('Wait a minute, then retry.')];
    case 'wrong_digest':
      return [
        trans.__('The registry sent something else than its digest says.'),
        trans.__('Do not use the image; tell whoever runs the registry.')
      ];
    case 'old_format':
      return [trans.__('The image has an old format, of which no details can be read.'), ''];
    case 'not_an_image':
      return [trans.__('This is no container image.'), ''];
    case 'forbidden':
      return [trans.__('Your Jupyter server does not permit this.'), ''];
    case 'internal':
      return [trans.__('Something went wrong in the Jupyter server.'), trans.__('Its log says what.')];
    default:
      return ['', ''];
  }
}
