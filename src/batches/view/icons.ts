/** Icons of the states of a row. They take the colour of the text around them, so that they follow the theme. */
import { LabIcon } from '@jupyterlab/ui-components';

import type { RowState } from '../domain/batch';

const svg = (shape: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16"><g fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">${shape}</g></svg>`;

const icon = (state: RowState, shape: string): LabIcon => new LabIcon({ name: `vcp:batch-${state}`, svgstr: svg(shape) });

/** Different in shape, not in colour only. */
export const STATE_ICONS: Readonly<Record<RowState, LabIcon>> = {
  waiting: icon('waiting', '<circle cx="8" cy="8" r="6.25" stroke-dasharray="2 2.9"/>'),
  ordered: icon('ordered', '<circle cx="8" cy="8" r="6.25"/><path d="M8 4.5V8l2.3 1.6"/>'),
  done: icon('done', '<path d="M3 8.6 6.4 12 13 4.6"/>'),
  failed: icon('failed', '<path d="M4 4l8 8M12 4l-8 8"/>'),
  skipped: icon('skipped', '<path d="M4 8h8"/>')
};
