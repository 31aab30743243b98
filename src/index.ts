/**
 * The list of plugins and the public tokens; nothing else. A new feature adds one line.
 */
import connection from './connection/plugin';

export default [connection];
export * from './tokens';
