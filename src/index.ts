/**
 * The list of plugins and the public tokens; nothing else. A new feature adds one line.
 */
import batches from './batches/plugin';
import connection from './connection/plugin';
import explorer from './explorer/plugin';
import images from './images/plugin';
import nodespec from './nodespec/plugin';
import notebook from './notebook/plugin';
import providers from './providers/plugin';

export default [batches, connection, explorer, images, nodespec, notebook, providers];
export * from './tokens';
