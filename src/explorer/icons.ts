import { LabIcon } from '@jupyterlab/ui-components';

/** Nodes under one cloud: the side panel's tab. Drawn for this extension on JupyterLab's 24 px grid. */
const VCP_SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3 jp-icon-selectable" fill="#616161">
    <path d="M7 13a4 4 0 0 1-.4-7.98 5.5 5.5 0 0 1 10.6 1.1A3.5 3.5 0 0 1 17.5 13z"/>
    <path d="M11.25 13h1.5v3h-1.5zM5.25 14.75h13.5v1.5H5.25z"/>
    <circle cx="6" cy="18.5" r="2.25"/><circle cx="12" cy="18.5" r="2.25"/><circle cx="18" cy="18.5" r="2.25"/>
  </g>
</svg>`;

export const vcpIcon = new LabIcon({ name: 'jupyterlab-vcp:explorer', svgstr: VCP_SVG });
