/**
 * The order of images, newest first, as registry users expect it: numbers of versions as numbers, a candidate before its release.
 *
 * An image's place is written as texts (`placeOf`), so that comparing texts compares places. That makes the order total by construction,
 * and sorting 100,000 images a matter of comparing short texts instead of taking names apart again and again.
 */
import type { IImageName, IImageOs, IRelease, ReleaseKind } from '../../common/imageName';
import type { INamedImage } from './catalog';
import { remembered } from './remembered';

/** Ends a list of numbers. Above every digit: the longer list comes first, `1.6.0` before `1.6`, `alpine3.13.5` before `alpine3.13`. */
export const END = '\u00ff';

/** Ends a word. Below every character: `rocky` comes before `rockylinux`. */
const WORD_END = '\u0000';

/** Lengths of numbers are written as one character; tags are not longer. A longer number, which only a broken registry has, is cut off. */
const LONGEST_NUMBER = 126;

/** Digits that JavaScript counts exactly with. */
const EXACT = 15;

function digitsOf(number: string): string {
  return (number.startsWith('0') ? number.replace(/^0+(?=[0-9])/, '') : number).slice(0, LONGEST_NUMBER);
}

/** A number as text that sorts like it: its length first, as one character. */
function rising(number: string): string {
  const digits = digitsOf(number);
  return String.fromCharCode(digits.length) + digits;
}

/** Nines less the digits, so that the greater number has the smaller text. */
function complement(digits: string): string {
  const [head, tail] = [digits.slice(0, -EXACT), digits.slice(-EXACT)];
  return (head === '' ? '' : complement(head)) + String(10 ** tail.length - 1 - Number(tail)).padStart(tail.length, '0');
}

/** A number as text of which the greater comes first. */
function falling(number: string): string {
  const digits = digitsOf(number);
  return String.fromCharCode(END.charCodeAt(0) - digits.length) + complement(digits);
}

/** Numbers joined by dots, greatest first. */
const fallingNumbers = remembered(numbers => numbers.split('.').map(falling).join('') + END);

/** Natural order: digits within the text count as numbers and stay where digits stand among letters. */
export function naturalKey(text: string): string {
  return text.replace(/[0-9]+/g, number => `0${rising(number)}`);
}

/** Natural order, but among texts that differ in a number the greater first. */
export function newestFirstKey(text: string): string {
  return text.replace(/[0-9]+/g, number => `0${falling(number)}`);
}

/** Newest first. A number is a release after the final one, a date one after all numbers; what nobody understands may be anything. */
const RELEASES: Readonly<Record<ReleaseKind, string>> = { other: '0', date: '1', number: '2', final: '3', rc: '4', dev: '5' };

function releaseKey({ kind, number, raw, extra }: IRelease): string {
  // The digits of the tag, not the number made from them: that one is exact up to 2^53 only.
  const digits = number === undefined ? null : /[0-9]+/.exec(raw ?? '');
  return RELEASES[kind] + (digits === null ? '' : falling(digits[0])) + (extra === undefined ? '1' : '0');
}

const ARCHITECTURES: ReadonlyMap<string | null, string> = new Map([
  [null, '0'],
  ['x86_64', '1'],
  ['arm64v8', '2'],
  ['arm32v7', '3']
]);

function archKey(arch: string | null): string {
  return ARCHITECTURES.get(arch) ?? `4${arch ?? ''}${WORD_END}`;
}

function osKey(os: IImageOs | null): string {
  return (os?.name ?? '') + WORD_END + (os === null || os.version === null ? END : fallingNumbers(os.version));
}

function marksKey({ gpu, systemd }: IImageName): string {
  return String((gpu === true ? 1 : 0) + (systemd === true ? 2 : 0));
}

/** An image's place among all: by `group`, then by `rest`. Both compare as texts; no group is the beginning of another one. */
export interface IPlace {
  /** What images differ in rarely, so that 100,000 of them are in a few hundred groups. */
  readonly group: string;
  readonly rest: string;
}

/**
 * The place of an image. Images of equal places go by their texts, see `compareImages`.
 *
 * Versions come first, then tags without a version, then repositories outside the rules. Of those the tags are in natural order, too, but
 * the greater number first: theirs are dates and versions of applications more often than not.
 */
export function placeOf(repository: string, tag: string, name: IImageName): IPlace {
  const { version, scheme, release, flavor, os, arch } = name;
  if (name.role !== 'base') {
    return { group: `2${repository}${WORD_END}`, rest: newestFirstKey(tag) };
  }
  if (version === null) {
    return { group: '1', rest: naturalKey(tag) };
  }
  const numbers = `0${fallingNumbers(version)}`;
  if (scheme === 'legacy' || release === null) {
    return { group: `${numbers}1`, rest: flavor === null ? '' : naturalKey(flavor) };
  }
  return { group: `${numbers}0${osKey(os)}${marksKey(name)}${archKey(arch)}`, rest: releaseKey(release) };
}

/** By character codes, which is the same on every machine and in every language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Newest first; a total order: 0 only for the same repository and tag. The registry does not count, since catalogs are of one. */
export function compareImages(a: INamedImage, b: INamedImage): number {
  const [{ repository: aRepository }, { repository: bRepository }] = [a.reference, b.reference];
  const [aTag, bTag] = [a.reference.tag ?? '', b.reference.tag ?? ''];
  const [aPlace, bPlace] = [placeOf(aRepository, aTag, a.name), placeOf(bRepository, bTag, b.name)];
  return (
    compareText(aPlace.group, bPlace.group) ||
    compareText(aPlace.rest, bPlace.rest) ||
    compareText(aRepository, bRepository) ||
    compareText(aTag, bTag)
  );
}

/** Whether an image is released for good: no candidate, no state of development, nothing unknown. */
export function isStable({ release }: IImageName): boolean {
  return release !== null && (release.kind === 'final' || release.kind === 'number' || release.kind === 'date');
}

/** The newest stable image; null when there is none. */
export function newestStable<T extends INamedImage>(images: Iterable<T>): T | null {
  let newest: T | null = null;
  for (const image of images) {
    if (isStable(image.name) && (newest === null || compareImages(image, newest) < 0)) {
      newest = image;
    }
  }
  return newest;
}
