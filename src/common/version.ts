/** Version of the browser half; a spec holds it against package.json (importing that file would put all of it into the start-up chunk). */
export const VERSION = '0.1.0';

/** The contract (`openapi.yaml`, `ServerVersion.contract`) that this half was written for. */
export const CONTRACT = 3;
