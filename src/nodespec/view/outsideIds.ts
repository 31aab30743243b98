/** Id of the command that shows what has to be done outside of a spec; commands live a layer above the views. */
export const OUTSIDE_CODE = 'vcp:insert-outside-code';
