import type { ISettingRegistry } from '@jupyterlab/settingregistry';

/** A number of the settings, or the default where there are no settings. */
export function settingNumber(settings: ISettingRegistry.ISettings | null, key: string, fallback: number): number {
  const value = settings?.composite[key];
  return typeof value === 'number' ? value : fallback;
}
