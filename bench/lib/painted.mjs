/**
 * When something is on the screen, not only in the page's tree.
 */

/** Runs in the page: `vcpPainted()` resolves with the page's clock, in ms, once the next frame is painted. */
export function definePainted() {
  const painted = () =>
    new Promise(resolve => {
      requestAnimationFrame(() => {
        // A message posted in a frame's callback arrives after the frame is painted; a timer would add its own delay.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
  Reflect.set(window, 'vcpPainted', painted);
}
