/**
 * Loads at first use, once. A load that failed, e.g. because the network was down for a moment, is tried again the next time.
 *
 * @param load - Imports and builds what is wanted.
 * @returns Answers the same promise every time, until that rejects.
 */
export function lazily<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}
