/** What the name of an image tells, in words. */
import type { TranslationBundle } from '@jupyterlab/translation';

import type { IImageName, NameWarning } from '../../../common/imageName';

/** A warning about a name. It informs and never hides an image. */
export function nameWarningText(warning: NameWarning, trans: TranslationBundle): string {
  switch (warning) {
    case 'arch-alias':
      return trans.__('The architecture is written in another way than VCP does.');
    case 'arch-unlisted':
      return trans.__('VCP publishes no images for this architecture.');
    case 'flag-order':
      return trans.__('“gpu” stands before “systemd”; the rule has it the other way round.');
    case 'gpu-marker-in-base-repo':
      return trans.__('The name is one for GPUs, but the repository is not vcp/gpu.');
    case 'gpu-repo-without-marker':
      return trans.__('The repository is for GPUs, but the name has no “gpu”.');
    case 'no-tag':
      return trans.__('The name has no tag; VCP publishes no “latest”.');
    case 'os-unknown':
      return trans.__('The operating system is none that VCP publishes images of.');
    case 'os-version-missing':
      return trans.__('The operating system has no version.');
    case 'plain-in-gpu-repo':
      return trans.__('A name of the newest form, in which images for GPUs are in vcp/base and not in vcp/gpu.');
    case 'release-extra':
      return trans.__('Something that the rule does not know stands behind the release.');
    case 'release-format':
      return trans.__('The release has a form that the rule does not know.');
    case 'release-undocumented':
      return trans.__('A development build, of which the published rule says nothing.');
    case 'version-two-part':
      return trans.__('The version has two parts instead of three.');
  }
}

/** The release that the name tells; empty when it tells none. */
export function releaseText({ release }: IImageName, trans: TranslationBundle): string {
  if (release === null) {
    return '';
  }
  switch (release.kind) {
    case 'final':
      return trans.__('final');
    case 'rc':
      return trans.__('release candidate (%1)', release.raw ?? '');
    case 'dev':
      return trans.__('development (%1)', release.raw ?? '');
    default:
      return release.raw ?? '';
  }
}
