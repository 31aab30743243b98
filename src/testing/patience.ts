/**
 * Waiting in specs. Machines that build many things at once are slow, and a limit that is too short says nothing about the code: here
 * only what never happens fails, and late.
 */

/** Milliseconds for what a spec waits for; specs that render give it to Testing Library too (`configure`). */
export const PATIENCE = 20_000;

jest.setTimeout(3 * PATIENCE);

/** Waits until the condition holds. */
export async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!condition() && Date.now() < end) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
  expect(condition()).toBe(true);
}
