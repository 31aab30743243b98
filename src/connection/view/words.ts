/**
 * The words of the contract's enumerations in the user's language. Unknown words are shown as they came, so that a newer server half is
 * still readable.
 */
import type { TranslationBundle } from '@jupyterlab/translation';

import { asFailure } from '../../api/failure';
import type { ConnectionReport, Problem } from '../../api/types';
import { ApiError } from '../../api/errors';
import { errorText } from '../../common/errorText';

export type Stage = ConnectionReport['stages'][number];
export type StageStatus = Stage['status'];
export type CredentialProvider = ConnectionReport['providers'][number];
export type CredentialKey = CredentialProvider['keys'][number];

/** What happened, and what to do about it (may be empty). */
export interface IExplanation {
  readonly title: string;
  readonly advice: string;
}

export function stageName(stage: Stage['stage'], trans: TranslationBundle): string {
  switch (stage) {
    case 'config':
      return trans.__('Configuration');
    case 'name':
      return trans.__('Name resolution');
    case 'tcp':
      return trans.__('TCP connection');
    case 'tls':
      return trans.__('TLS certificate');
    case 'http':
      return trans.__('HTTP answer');
    case 'token':
      return trans.__('Access token');
    case 'role':
      return trans.__('Role of the token');
    case 'vault':
      return trans.__('Secret store');
    default:
      return stage;
  }
}

export function statusName(status: StageStatus, trans: TranslationBundle): string {
  switch (status) {
    case 'ok':
      return trans.__('OK');
    case 'warning':
      return trans.__('Warning');
    case 'failed':
      return trans.__('Failed');
    case 'skipped':
      return trans.__('Skipped');
    default:
      return status;
  }
}

/** How long a stage took; empty for one that was not tried. */
export function timeText(stage: Stage, trans: TranslationBundle): string {
  return stage.milliseconds === undefined || stage.status === 'skipped' ? '' : trans.__('%1 ms', Math.round(stage.milliseconds));
}

/** Role and kind of user in words, e.g. "regular user, full access". */
export function authorityName(authority: { readonly role: string; readonly userRole: string }, trans: TranslationBundle): string {
  const user =
    authority.userRole === 'super'
      ? trans.__('super user')
      : authority.userRole === 'regular'
        ? trans.__('regular user')
        : authority.userRole;
  const access =
    authority.role === 'fullaccess' ? trans.__('full access') : authority.role === 'readonly' ? trans.__('read only') : authority.role;
  return trans.__('%1, %2', user, access);
}

/**
 * What the server half found at a stage: host, address, TLS version and the like, which are the same in every language; only of the
 * role it sends two words of the controller, e.g. `fullaccess, regular`.
 */
export function stageDetail(stage: Stage, trans: TranslationBundle): string {
  const detail = stage.detail ?? '';
  const [, role, userRole] = stage.stage === 'role' ? (/^(\w+), (\w+)$/.exec(detail) ?? []) : [];
  return role !== undefined && userRole !== undefined ? authorityName({ role, userRole }, trans) : detail;
}

/** Cause and advice of a stage that is not simply fine; null when there is nothing to explain. */
export function explainStage(stage: Stage, trans: TranslationBundle): IExplanation | null {
  if (!stage.code) {
    return stage.message && stage.status !== 'ok' ? { title: stage.message, advice: '' } : null;
  }
  const known = ofProblem(stage.code, trans);
  if (known) {
    return known;
  }
  const failure = asFailure({ code: stage.code, message: stage.message ?? stage.code });
  const { title, advice } = errorText(new ApiError({ kind: 'failure', failure, message: stage.message ?? stage.code }), trans);
  return { title, advice };
}

/** A problem in words; the server's own sentence where its code is not known here. */
export function explainProblem(problem: Problem, trans: TranslationBundle): IExplanation {
  return ofProblem(problem.code, trans) ?? { title: problem.message, advice: '' };
}

/** Problem codes of the contract, without those that are failures too (`errorText` has those). */
function ofProblem(code: string, trans: TranslationBundle): IExplanation | null {
  return ofVerification(code, trans) ?? ofFiles(code, trans);
}

function ofVerification(code: string, trans: TranslationBundle): IExplanation | null {
  switch (code) {
    case 'verification_off':
      return {
        title: trans.__('The certificate of the VC Controller is not checked.'),
        advice: trans.__(
          'Somebody between could read the access token. Set VcpExtension.ca_file to the CA certificate of your VCP and remove VcpExtension.verify = False.'
        )
      };
    case 'insecure_key_ignored':
      return {
        title: trans.__('insecure_request_warning: False in vcp_config.yml would switch certificate checking off; it is ignored here.'),
        advice: trans.__(
          'If the certificate is not trusted, set VcpExtension.ca_file (or REQUESTS_CA_BUNDLE) to the CA certificate of your VCP.'
        )
      };
    case 'token_file_mode':
      return { title: trans.__('Other users can read the access token file.'), advice: trans.__('Run chmod 600 on it.') };
    default:
      return null;
  }
}

function ofFiles(code: string, trans: TranslationBundle): IExplanation | null {
  switch (code) {
    case 'config_missing':
      return {
        title: trans.__('vcp_config.yml was not found.'),
        advice: trans.__('Set VCPSDK_CONFIG_DIR to its folder, or put it into ~/vcp_config.')
      };
    case 'config_broken':
      return { title: trans.__('vcp_config.yml cannot be read.'), advice: trans.__('Correct the line that is named.') };
    case 'config_unknown_key':
      return { title: trans.__('vcp_config.yml has a key that VCP does not know.'), advice: trans.__('Check its spelling.') };
    case 'flavor_missing':
      return { title: trans.__('vcp_flavor.yml was not found.'), advice: trans.__('Put it beside vcp_config.yml.') };
    case 'flavor_broken':
      return { title: trans.__('vcp_flavor.yml cannot be read.'), advice: trans.__('Correct the line that is named.') };
    case 'flavor_unknown_key':
      return { title: trans.__('vcp_flavor.yml has a key that VCP does not know.'), advice: trans.__('Check its spelling.') };
    case 'host_missing':
      return {
        title: trans.__('The address of the VC Controller is not set.'),
        advice: trans.__('Write vcc.host into vcp_config.yml, or set VcpExtension.host.')
      };
    case 'vault_address':
      return {
        title: trans.__('The address of the secret store cannot be used.'),
        advice: trans.__('Write it as https://HOST:PORT into what is named, VAULT_URL or VcpExtension.vault_url.')
      };
    case 'provider_broken':
      return { title: trans.__('A provider file of this site cannot be read.'), advice: trans.__('Correct the file that is named.') };
    default:
      return null;
  }
}
