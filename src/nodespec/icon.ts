import { LabIcon } from '@jupyterlab/ui-components';

/** A form with a cloud, for the file type, the launcher and the tab. The class makes it follow the theme. */
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3 jp-icon-selectable" fill="#616161">
    <path d="M5 2h9l5 5v3h-2V8h-4V4H6v16h4v2H5a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1z"/>
    <path d="M8 10h6v2H8zM8 14h3v2H8z"/>
    <path d="M19.4 16.1a3.5 3.5 0 0 0-6.7.9A2.6 2.6 0 0 0 13.100 22H19a3 3 0 0 0 .4-5.900z"/>
  </g>
</svg>`;

/** Icon of a spec document. */
export const specIcon = new LabIcon({ name: 'jupyterlab-vcp:spec', svgstr: SVG });
