/**
 * A function of texts that remembers its last results: of 100,000 tags most have one of a few versions and systems.
 *
 * @param make - A pure function.
 * @param limit - Results that are kept; then all are forgotten, so that a catalog of nothing but different texts takes no memory.
 */
export function remembered<T>(make: (text: string) => T, limit = 2000): (text: string) => T {
  const results = new Map<string, T>();
  return text => {
    const known = results.get(text);
    if (known !== undefined) {
      return known;
    }
    if (results.size >= limit) {
      results.clear();
    }
    const result = make(text);
    results.set(text, result);
    return result;
  };
}
