/**
 * The folder with `vcp_config.yml` and `vcp_flavor.yml`, which specs edit as users and the extension do.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export class ConfigFiles {
  /** Remembers what is in the folder now. */
  constructor(private readonly _folder: string) {
    this._first = new Map(readdirSync(_folder).map(name => [name, readFileSync(path.join(_folder, name))]));
  }

  /** Full path of a file. */
  path(name: string): string {
    return path.join(this._folder, name);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  /** Changes a file behind the back of the server half, as an editor would. */
  edit(name: string, change: (text: string) => string): void {
    writeFileSync(this.path(name), change(this.read(name)));
  }

  /** Names of the back-ups of a file. */
  backups(name: string): readonly string[] {
    return readdirSync(this._folder).filter(other => other !== name && other.startsWith(name));
  }

  /** The files as they were first, and no others. */
  restore(): void {
    for (const name of readdirSync(this._folder).filter(other => !this._first.has(other))) {
      rmSync(this.path(name), { recursive: true });
    }
    for (const [name, content] of this._first) {
      writeFileSync(this.path(name), content);
    }
  }

  private readonly _first: ReadonlyMap<string, Buffer>;
}
