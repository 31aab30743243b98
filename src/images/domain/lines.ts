/**
 * Lines of base images: images of which a newer one takes the place of an older one, because they differ in nothing but age.
 */
import type { IImageName } from '../../common/imageName';
import type { INamedImage } from './catalog';
import { compareImages, isStable } from './order';

/**
 * The line that an image belongs to, as a text for comparing: operating system, GPU, systemd and architecture, over `vcp/base` and `vcp/gpu`.
 * Null for images that no other one can be said to replace: names outside the rules, and tags without a version.
 *
 * #### Notes
 * The version of the operating system is no part of it: `alpine3.22` is what follows `alpine3.13`. A name without an architecture and one
 * with `x86_64` are one line, because the rule of 2026 dropped the word and not the machines.
 *
 * Names of the legacy rule join a line where they name its operating system (`1.3-centos`). One without a flavor was Alpine most probably,
 * but its name does not say so; whoever runs `1.6.2` is therefore told of newer ones of the same kind only. Other flavors are lines of
 * their own: nobody can tell what `nvidia-384` runs on.
 */
export function lineOf({ role, scheme, os, flavor, gpu, systemd, arch }: IImageName): string | null {
  if (role !== 'base' || scheme === null || scheme === 'custom') {
    return null;
  }
  const marks = `${gpu === true ? '+gpu' : ''}${systemd === true ? '+systemd' : ''}`;
  if (scheme === 'legacy') {
    return flavor === 'centos' || flavor === 'ubuntu' ? `${flavor}${marks}` : `-${flavor ?? ''}${marks}`;
  }
  return `${os?.name ?? ''}${marks}${arch === null || arch === 'x86_64' ? '' : ` ${arch}`}`;
}

/** Whether an image may be recommended in place of an older one. The legacy rule had no candidates: what it names was released. */
export function isReleased(name: IImageName): boolean {
  return name.scheme === 'legacy' || isStable(name);
}

/**
 * Of images that stand newest first, the one that speaks for each line: the newest released, else the newest.
 *
 * @param line - The line of an image; images of the line null are left out.
 */
export function newestByLine<T, L>(images: Iterable<T>, line: (image: T) => L | null, released: (image: T) => boolean): ReadonlyMap<L, T> {
  const found = new Map<L, { readonly image: T; readonly released: boolean }>();
  for (const image of images) {
    const of = line(image);
    const known = of === null ? undefined : found.get(of);
    if (of !== null && known?.released !== true && (known === undefined || released(image))) {
      found.set(of, { image, released: released(image) });
    }
  }
  return new Map([...found].map(([of, { image }]) => [of, image]));
}

/** Of each line the newest released image, else the newest; newest first. */
export function newestOfEachLine<T extends INamedImage>(images: Iterable<T>): readonly T[] {
  const sorted = [...images].sort(compareImages);
  const newest = newestByLine(
    sorted,
    ({ name }) => lineOf(name),
    ({ name }) => isReleased(name)
  );
  return [...newest.values()].sort(compareImages);
}

/** The newest released image of the same line, if it is newer than `image`; null when there is none, or `image` has no line. */
export function newerRelease<T extends INamedImage>(image: INamedImage, images: Iterable<T>): T | null {
  const line = lineOf(image.name);
  let newer: T | null = null;
  for (const other of images) {
    const counts = line !== null && lineOf(other.name) === line && isReleased(other.name);
    if (counts && compareImages(other, newer ?? image) < 0) {
      newer = other;
    }
  }
  return newer;
}
