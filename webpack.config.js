/**
 * What the builder's own configuration does not have.
 *
 * Chunks are named after the hash of the whole build. By default each has a hash of its own, twice (in its name and in its query), and
 * the tables of these hashes stand in remoteEntry.js, which every page fetches at start: 60 bytes for each piece that is loaded later.
 * The name still changes with every release, so a page that was opened before one gets no mixture of two; the query lets the Jupyter
 * server's answer be kept by the browser.
 */
module.exports = {
  output: { filename: '[name].[fullhash:16].js?v=[fullhash:16]' }
};
