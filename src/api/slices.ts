/** Milliseconds of work at a stretch: half a frame, so that the page goes on scrolling and taking keys. */
const SLICE = 8;

/**
 * Lets the browser draw and answer. By a message where there are channels (not in every test environment): nested timers are kept 4 ms apart
 * by browsers, which would make long work half as long again.
 */
function pause(): Promise<void> {
  return new Promise(resolve => {
    if (typeof MessageChannel === 'undefined') {
      setTimeout(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Does one step per value, in order, and lets the browser in between; what is done within half a frame is done at once. */
export async function inSlices<T, R>(values: readonly T[], step: (value: T) => R): Promise<readonly R[]> {
  const results: R[] = [];
  let end = performance.now() + SLICE;
  for (const value of values) {
    if (performance.now() >= end) {
      await pause();
      end = performance.now() + SLICE;
    }
    results.push(step(value));
  }
  return results;
}

/**
 * Takes the steps of a generator to their end and lets the browser in between, as `inSlices` does: for work that knows itself where it can
 * be interrupted. Each step should take well under a millisecond.
 *
 * @returns What the generator returns. Rejects with an `AbortError` when the signal says so; no further step is taken then.
 */
export async function takeSteps<R>(steps: Generator<unknown, R>, signal?: AbortSignal): Promise<R> {
  let end = performance.now() + SLICE;
  for (;;) {
    if (signal?.aborted) {
      throw new DOMException('No longer wanted.', 'AbortError');
    }
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
    if (performance.now() >= end) {
      await pause();
      end = performance.now() + SLICE;
    }
  }
}
