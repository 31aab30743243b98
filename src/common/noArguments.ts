/** `describedBy` of commands that take no arguments. */
export const NO_ARGUMENTS = { args: { type: 'object', properties: {} } } as const;
