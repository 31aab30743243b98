/**
 * Looks for secrets in everything that a run leaves behind or shows: replies, console, page, browser storage, files, logs.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import type { Page, Response } from '@playwright/test';

import type { IServers } from './servers';

/** A secret that was found where it must not be. The secret itself is not repeated here. */
export interface ILeak {
  /** Which secret, e.g. `token regular`. */
  readonly secret: string;
  /** Where it was found, e.g. `reply GET /vcp/api/connection`. */
  readonly place: string;
}

/** Bytes of a private key that stand on its second line: no other text has them. */
const KEY_LINE = 1;

/** Name -> value of everything that must stay on the server. */
export function secretsOf(servers: IServers): ReadonlyMap<string, string> {
  const { services } = servers.simulator;
  const secrets = new Map<string, string>();
  for (const [role, token] of Object.entries(services.tokens)) {
    secrets.set(`token ${role}`, token);
  }
  const config = readFileSync(path.join(services.config_dir, 'vcp_config.yml'), 'utf8');
  for (const [, key, value] of config.matchAll(/^\s+(password|token|secret|secret_key|access_key):\s*(\S+)/gm)) {
    if (value !== undefined && !value.startsWith('vault://')) {
      secrets.set(`literal ${key ?? ''} ${secrets.size}`, value);
    }
  }
  // All that the simulated Vault holds begins so.
  secrets.set('secret of the Vault', 'VAULT-SECRET-');
  const key = readFileSync(path.join(servers.jupyter.home, '.ssh', 'id_ed25519'), 'utf8').split('\n')[KEY_LINE];
  if (key !== undefined) {
    secrets.set('private SSH key', key);
  }
  return secrets;
}

/** Collects what a page shows and receives while a spec works with it. */
export class SecretScan {
  constructor(
    private readonly _page: Page,
    private readonly _servers: IServers
  ) {
    this._secrets = new Map(secretsOf(_servers));
    _page.on('console', message => {
      this.look('console', message.text());
    });
    _page.on('response', response => {
      this._pending.push(this._lookAtReply(response));
    });
  }

  /** Looks for a value that the spec types in, too. From 8 characters on: shorter ones are in other words by chance. */
  watchFor(secret: string, value: string): void {
    this._secrets.set(secret, value);
  }

  /** Notes the secrets that the text has. */
  look(place: string, text: string): void {
    for (const [secret, value] of this._secrets) {
      if (text.includes(value)) {
        this._leaks.set(`${secret} ${place}`, { secret, place });
      }
    }
  }

  /** Looks at the page as it is now. */
  async lookAtPage(step: string): Promise<void> {
    this.look(`page: ${step}`, await this._page.content());
    this.look(`fields: ${step}`, await this._page.evaluate(valuesOfFields));
    this.look(`address: ${step}`, this._page.url());
  }

  /** Looks at storage, files and logs, and answers everything found since the beginning. */
  async finish(): Promise<readonly ILeak[]> {
    await Promise.all(this._pending);
    this.look('browser storage', JSON.stringify(await this._page.context().storageState({ indexedDB: true })));
    this.look('session storage', await this._page.evaluate(() => JSON.stringify(window.sessionStorage)));
    this.look('log of the Jupyter server', this._servers.jupyter.output());
    for (const file of filesBelow(this._servers.jupyter.home)) {
      const relative = path.relative(this._servers.jupyter.home, file);
      if (!relative.startsWith('.ssh')) {
        this.look(`file ${relative}`, readFileSync(file, 'latin1'));
      }
    }
    return [...this._leaks.values()];
  }

  private async _lookAtReply(response: Response): Promise<void> {
    const place = `reply ${response.request().method()} ${new URL(response.url()).pathname}`;
    this.look(place, JSON.stringify(response.headers()));
    try {
      this.look(place, (await response.body()).toString('utf8'));
    } catch {
      // Redirects and replies to a page that was left have no body to look at.
    }
  }

  private readonly _secrets: Map<string, string>;
  private readonly _leaks = new Map<string, ILeak>();
  private readonly _pending: Promise<void>[] = [];
}

/** Runs in the page: what stands in the fields is not part of its HTML. */
function valuesOfFields(): string {
  return Array.from(document.querySelectorAll('input, textarea'), field => ('value' in field ? String(field.value) : '')).join('\n');
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => path.join(folder, name))
    .filter(file => statSync(file, { throwIfNoEntry: false })?.isFile() === true);
}
