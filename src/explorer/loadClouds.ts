/** Makes the shared tree, with the user's poll intervals. Loaded when anybody asks for the tree for the first time. */
import type { ISettingRegistry } from '@jupyterlab/settingregistry';

import type { IConnection } from '../tokens';
import { CloudModel } from './model/cloudModel';
import { settingNumber } from './settingNumber';

export interface ICloudsOptions {
  readonly connection: IConnection;
  readonly settings: Promise<ISettingRegistry.ISettings | null>;
}

export async function loadClouds({ connection, settings: loading }: ICloudsOptions): Promise<CloudModel> {
  const settings = await loading;
  const clouds = new CloudModel({ connection, client: () => connection.client(), isHidden: () => document.hidden });
  document.addEventListener('visibilitychange', () => {
    clouds.wake();
  });
  const { INTERVALS } = CloudModel;
  const apply = (): void => {
    clouds.setIntervals({
      ...INTERVALS,
      changing: 1000 * settingNumber(settings, 'pollChanging', INTERVALS.changing / 1000),
      steady: 1000 * settingNumber(settings, 'pollSteady', INTERVALS.steady / 1000)
    });
  };
  apply();
  settings?.changed.connect(apply, clouds);
  return clouds;
}
