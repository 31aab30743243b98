/**
 * A proxy before a registry that counts what is asked of it, and how much at once.
 */
import { createServer, request as send } from 'node:http';

/**
 * @typedef {object} CountingProxy
 * @property {string} url
 * @property {() => readonly string[]} paths Of the requests so far, without their queries.
 * @property {() => number} mostAtOnce Requests that were under way at the same time.
 * @property {() => void} reset
 * @property {() => Promise<void>} stop
 */

/**
 * @param {string} target `http://HOST:PORT`
 * @returns {Promise<CountingProxy>}
 */
export async function startCountingProxy(target) {
  /** @type {string[]} */
  let paths = [];
  let open = 0;
  let most = 0;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', target);
    paths.push(url.pathname);
    open += 1;
    most = Math.max(most, open);
    response.once('close', () => (open -= 1));
    const onward = send(url, { method: request.method, headers: { ...request.headers, host: url.host } }, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.once('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('no port');
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    paths: () => paths,
    mostAtOnce: () => most,
    reset: () => {
      paths = [];
      most = open;
    },
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve(undefined));
        server.closeAllConnections();
      })
  };
}
