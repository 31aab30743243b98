import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { IConnection } from '../tokens';

/** What the commands and views of this feature work on. */
export interface IConnectionContext {
  readonly app: JupyterFrontEnd;
  readonly connection: IConnection;
  readonly trans: TranslationBundle;
}
