/** Sizes of images, as people read them. */

const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/**
 * A number of bytes in decimal units, as container engines print them (1 MB = 1,000,000 bytes): three figures are enough to compare.
 *
 * @param bytes - Not negative.
 * @param language - BCP 47 tag, for the decimal sign.
 */
export function sizeText(bytes: number, language: string): string {
  let value = bytes;
  let unit = 'B';
  for (const next of UNITS) {
    // What would be rounded up to 1,000 is told in the next unit.
    if (value < 999.5) {
      break;
    }
    value /= 1000;
    unit = next;
  }
  return `${new Intl.NumberFormat(language, { maximumSignificantDigits: 3 }).format(value)} ${unit}`;
}

/** All bytes, grouped, for where the rounded size is not enough. */
export function exactSizeText(bytes: number, language: string): string {
  return `${new Intl.NumberFormat(language).format(bytes)} B`;
}

/** The difference of two sizes with its sign, e.g. `+1.2 MB`; `±0 B` when there is none. */
export function sizeDifferenceText(before: number, after: number, language: string): string {
  const sign = after > before ? '+' : after < before ? '−' : '±';
  return `${sign}${sizeText(Math.abs(after - before), language)}`;
}
