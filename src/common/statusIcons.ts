/** Icons of the four ways in which something can stand. They take the colour of the text around them, so that they follow the theme. */
import { LabIcon } from '@jupyterlab/ui-components';

/** Fine, worth a look, wrong, or not known. */
export type Status = 'ok' | 'warning' | 'failed' | 'skipped';

const svg = (shape: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16"><g fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">${shape}</g></svg>`;

const CIRCLE = '<circle cx="8" cy="8" r="6.25"/>';

const okIcon = new LabIcon({ name: 'vcp:check-ok', svgstr: svg(`${CIRCLE}<path d="M5 8.3 7.2 10.5 11 5.8"/>`) });

const failedIcon = new LabIcon({ name: 'vcp:check-failed', svgstr: svg(`${CIRCLE}<path d="M5.8 5.8 10.2 10.2M10.2 5.8 5.8 10.2"/>`) });

const skippedIcon = new LabIcon({ name: 'vcp:check-skipped', svgstr: svg(`${CIRCLE}<path d="M5.3 8h5.4"/>`) });

export const warningIcon = new LabIcon({
  name: 'vcp:check-warning',
  svgstr: svg('<path d="M8 2 14.5 13.5H1.5Z"/><path d="M8 6.3v3.2M8 11.6v.1"/>')
});

export const STATUS_ICONS: Readonly<Record<Status, LabIcon>> = {
  ok: okIcon,
  warning: warningIcon,
  failed: failedIcon,
  skipped: skippedIcon
};
