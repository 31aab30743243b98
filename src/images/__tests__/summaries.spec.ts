/** Size and date of the visible rows: asked for in few requests, and not for rows that are gone. */
import { ApiError } from '../../api/errors';
import type { ImageSummary } from '../../api/types';
import { Summaries } from '../model/summaries';
import { summary } from './replies';

interface IPending {
  readonly images: readonly string[];
  readonly signal: AbortSignal;
  readonly answer: (images?: readonly ImageSummary[]) => Promise<void>;
  readonly fail: (error: unknown) => Promise<void>;
}

function open() {
  const requests: IPending[] = [];
  const settled = () => new Promise<void>(resolve => setTimeout(resolve));
  const summaries = new Summaries(
    (images, signal) =>
      new Promise((resolve, reject) => {
        requests.push({
          images,
          signal,
          answer: given => {
            resolve(given ?? images.map(image => summary(image)));
            return settled();
          },
          fail: error => {
            reject(error);
            return settled();
          }
        });
      })
  );
  const pending = (place: number): IPending => {
    const request = requests[place];
    if (!request) {
      throw new Error(`no request ${place}`);
    }
    return request;
  };
  return { summaries, requests, pending };
}

/** Views of the same registry. */
const PANEL = {};
const DIALOG = {};

const images = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `vcp/base:${from + i}`);

describe('summaries', () => {
  it('are asked for 20 at a time, two requests at once', async () => {
    const { summaries, requests, pending } = open();
    summaries.want(images(0, 50), PANEL);
    expect(requests.map(request => request.images.length)).toEqual([20, 20]);
    expect(summaries.get('vcp/base:0')).toBe('asking');
    expect(summaries.get('vcp/base:49')).toBeNull();
    await pending(0).answer();
    expect(requests.map(request => request.images.length)).toEqual([20, 20, 10]);
    expect(summaries.get('vcp/base:0')).toMatchObject({ image: 'vcp/base:0', size: 120_000_000 });
  });

  it('of rows that were scrolled away are cancelled, or never asked for', async () => {
    const { summaries, requests, pending } = open();
    summaries.want(images(0, 50), PANEL);
    summaries.want(images(30, 70), PANEL);
    expect(requests.map(({ signal }) => signal.aborted)).toEqual([true, false, false]);
    expect(pending(2).images).toEqual(images(40, 60)); // 30 to 39 are on their way already.
    await pending(0).answer();
    expect(summaries.get('vcp/base:0')).toBeNull();
  });

  it('are wanted by each view for itself: the rows of the panel are not forgotten behind a dialog', async () => {
    const { summaries, requests, pending } = open();
    summaries.want(images(0, 50), PANEL);
    summaries.want(images(60, 70), DIALOG);
    expect(requests.map(({ signal }) => signal.aborted)).toEqual([false, false]);
    await pending(0).answer();
    expect(pending(2).images).toEqual([...images(60, 70), ...images(40, 50)]);
    summaries.want([], DIALOG);
    expect(requests.map(({ signal }) => signal.aborted)).toEqual([false, false, false]);
    summaries.want([], PANEL);
    expect(requests.slice(1).map(({ signal }) => signal.aborted)).toEqual([true, true]);
  });

  it('are asked for once', async () => {
    const { summaries, requests, pending } = open();
    summaries.want(images(0, 3), PANEL);
    await pending(0).answer();
    summaries.want(images(0, 3), PANEL);
    expect(requests).toHaveLength(1);
    summaries.forget();
    summaries.want(images(0, 3), PANEL);
    expect(requests).toHaveLength(2);
  });

  it('tell why there are none', async () => {
    const { summaries, pending } = open();
    summaries.want(images(0, 2), PANEL);
    const error = new ApiError({ kind: 'offline', message: 'No answer.' });
    await pending(0).fail(error);
    expect(summaries.get('vcp/base:1')).toBe(error);
  });

  it('that an answer lacks are not waited for', async () => {
    const { summaries, pending } = open();
    summaries.want(images(0, 2), PANEL);
    await pending(0).answer([summary('vcp/base:0')]);
    expect(summaries.get('vcp/base:1')).toMatchObject({ kind: 'not-understood' });
  });

  it('end with whoever shows them', () => {
    const { summaries, pending } = open();
    summaries.want(images(0, 2), PANEL);
    summaries.dispose();
    expect(pending(0).signal.aborted).toBe(true);
    expect(summaries.isDisposed).toBe(true);
  });
});
