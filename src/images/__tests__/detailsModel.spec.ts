import { ApiError } from '../../api/errors';
import type { Failure } from '../../api/types';
import { FakeConnection } from '../../testing/connection';
import type { FakeRoute, FakeRoutes, IFakeRequest } from '../../testing/fakeServer';
import { until } from '../../testing/patience';
import { DetailsModel } from '../model/detailsModel';
import { AMD64, OCI, OFFICIAL, SCHEMA2, USER, described, describedIndex } from './described';

const failure = (code: Failure['code']): Failure => ({ code, message: 'said by the server' });

/** A catalog in which every tag names an image of its own. */
const everyImage: FakeRoute = ({ query }) => {
  const image = query.get('image') ?? '';
  return { body: described(image, { ...OCI, digest: `sha256:of ${image}` }) };
};

const DETAILS = 'GET images/registries/*/details';

/** A model with a clock that stands until somebody moves it. */
function create(routes: FakeRoutes = { [DETAILS]: everyImage }) {
  const connection = new FakeConnection(routes);
  const clock = { now: 1_000_000 };
  const model = new DetailsModel({ connection, settle: 5, now: () => clock.now });
  const at = (image: string, registry = OFFICIAL) => ({ registry, image });
  const settled = () => until(() => !model.snapshot.loading);
  /** Selects after a pause, as somebody does who reads. */
  const choose = async (image: string, registry = OFFICIAL) => {
    clock.now += 1000;
    model.select(at(image, registry));
    await settled();
  };
  return { clock, connection, model, at, choose, settled, requests: connection.server.requests };
}

const asked = (requests: readonly IFakeRequest[]) => requests.map(({ query }) => query.get('image'));

describe('the details of an image', () => {
  it('are asked for at once when somebody stops at it, and shown', async () => {
    const { choose, model, requests } = create();
    await choose('vcp/base:2.1.0');
    expect(model.snapshot.details?.digest).toBe('sha256:of vcp/base:2.1.0');
    expect(requests.map(({ path }) => path)).toEqual(['images/registries/official/details']);
    expect(requests[0]?.query.get('fresh') ?? '0').toBe('0');
  });

  it('are asked for of the last image only, when the keys run through the table', async () => {
    const { model, at, choose, requests, settled } = create();
    await choose('a:1');
    for (const image of ['a:2', 'a:3', 'a:4']) {
      model.select(at(image));
      expect(model.snapshot.details).toBeNull();
      expect(model.snapshot.selected?.image).toBe(image);
    }
    await settled();
    expect(asked(requests)).toEqual(['a:1', 'a:4']);
    expect(model.snapshot.details?.image).toBe('a:4');
  });

  it('do not come from an answer that is overtaken', async () => {
    let answerFirst: () => void = () => undefined;
    const first = new Promise<void>(resolve => (answerFirst = resolve));
    const { choose, clock, model, at } = create({
      [DETAILS]: async request => {
        if (request.query.get('image') === 'a:1') {
          await first;
        }
        return everyImage(request);
      }
    });
    model.select(at('a:1'));
    clock.now += 1000;
    await choose('a:2');
    answerFirst();
    await new Promise(resolve => setTimeout(resolve, 10));
    expect(model.snapshot.details?.image).toBe('a:2');
    expect(model.snapshot.error).toBeNull();
  });

  it('are kept: coming back to an image asks nothing within a minute, and behind what is shown later', async () => {
    const { choose, clock, model, requests, settled, at } = create();
    await choose('a:1');
    await choose('a:2');
    model.select(at('a:1'));
    expect(model.snapshot.details?.image).toBe('a:1');
    expect(requests).toHaveLength(2);
    clock.now += 120_000;
    model.select(at('a:2'));
    expect(model.snapshot.details?.image).toBe('a:2');
    await settled();
    expect(asked(requests)).toEqual(['a:1', 'a:2', 'a:2']);
  });

  it('are kept per registry', async () => {
    const { choose, requests } = create();
    await choose('a:1');
    await choose('a:1', USER);
    expect(requests.map(({ path }) => path)).toEqual(['images/registries/official/details', 'images/registries/user/details']);
  });

  it('say that a tag has moved', async () => {
    const { choose, connection, model } = create();
    await choose('a:1');
    connection.server.route({ [DETAILS]: () => ({ body: described('a:1', { ...OCI, digest: 'sha256:new' }) }) });
    await model.reload();
    expect(model.snapshot.formerDigest).toBe('sha256:of a:1');
    expect(connection.server.requests.at(-1)?.query.get('fresh')).toBe('1');
    await model.reload();
    expect(model.snapshot.formerDigest).toBeNull();
  });

  it('ask for the platform that the name says, or that was chosen, and keep each', async () => {
    const { choose, model, requests, settled } = create({
      [DETAILS]: ({ query }) => ({ body: describedIndex(query.get('platform') ?? null) })
    });
    await choose('vcp/base:1.8.1-ubuntu20.04-arm64v8');
    expect(requests[0]?.query.get('platform')).toBe('linux/arm64/v8');
    await choose('vcp/base:3.0.0-alpine3.22');
    expect(requests[1]?.query.has('platform')).toBe(false);
    expect(model.snapshot.details?.content?.digest).toBe(AMD64.digest);
    model.choosePlatform('linux/arm64/v8');
    await settled();
    expect(model.snapshot.details?.content?.platform).toBe('linux/arm64/v8');
    model.choosePlatform('linux/amd64');
    expect(model.snapshot.details?.content?.digest).toBe(AMD64.digest);
    expect(model.snapshot.loading).toBe(false);
  });

  it.each(['not_found', 'old_format', 'wrong_digest', 'unreachable'] as const)('can fail (%s), and be asked for again', async code => {
    const { choose, connection, model } = create({ [DETAILS]: () => ({ status: 502, body: failure(code) }) });
    await choose('a:1');
    expect(model.snapshot.error).toBeInstanceOf(ApiError);
    expect(model.snapshot.details).toBeNull();
    connection.server.route({ [DETAILS]: everyImage });
    await model.reload();
    expect(model.snapshot.error).toBeNull();
    expect(model.snapshot.details?.image).toBe('a:1');
  });

  it('stay when reloading fails, unless the image is gone', async () => {
    const { choose, connection, model } = create();
    await choose('a:1');
    connection.server.route({ [DETAILS]: () => ({ status: 504, body: failure('timeout') }) });
    await model.reload();
    expect(model.snapshot.error).not.toBeNull();
    expect(model.snapshot.details?.image).toBe('a:1');
    connection.server.route({ [DETAILS]: () => ({ status: 404, body: failure('not_found') }) });
    await model.reload();
    expect(model.snapshot.details).toBeNull();
  });

  it('are asked for again where something was missing: a cache may have fetched it', async () => {
    const missing = describedIndex('linux/amd64', { content: null, contentProblem: failure('not_found') });
    const { choose, model, requests } = create({ [DETAILS]: () => ({ body: missing }) });
    await choose('vcp/base:3.0.0-alpine3.22');
    expect(model.snapshot.details?.contentProblem?.code).toBe('not_found');
    await choose('a:1');
    await choose('vcp/base:3.0.0-alpine3.22');
    expect(requests).toHaveLength(3);
  });

  it('change nothing while nothing is selected, whatever the table does', () => {
    const { model } = create();
    let changes = 0;
    model.changed.connect(() => (changes += 1));
    model.select(null);
    model.select(null);
    expect(changes).toBe(0);
  });

  it('go when nothing is selected, and end with the model', async () => {
    const { choose, model, requests, at, clock } = create();
    await choose('a:1');
    model.select(null);
    expect(model.snapshot).toMatchObject({ selected: null, details: null, loading: false });
    clock.now += 1000;
    model.select(at('a:2'));
    model.dispose();
    await new Promise(resolve => setTimeout(resolve, 10));
    expect(model.snapshot.details).toBeNull();
    expect(requests.length).toBeLessThanOrEqual(2);
  });
});

describe('the image that others are compared with', () => {
  it('is marked once its details are known, and stays while others are selected', async () => {
    const { choose, model, at, clock, settled } = create({ [DETAILS]: () => ({ body: described('a:1', SCHEMA2) }) });
    clock.now += 1000;
    model.select(at('a:1'));
    model.mark();
    expect(model.snapshot.marked).toBeNull();
    await settled();
    model.mark();
    expect(model.snapshot).toMatchObject({ marked: { image: 'a:1', details: { digest: SCHEMA2.digest } }, tab: 'compare' });
    await choose('b:1', USER);
    expect(model.snapshot.marked?.image).toBe('a:1');
    model.unmark();
    expect(model.snapshot.marked).toBeNull();
  });
});
