import type { TranslationBundle } from '@jupyterlab/translation';

import type { OutsideKind } from '../domain';

/** Title of the dialog, and of the command that shows it. */
export function outsideTitle(kind: OutsideKind, trans: TranslationBundle): string {
  switch (kind) {
    case 'chameleon':
      return trans.__('Code to Reserve Hosts of Chameleon');
    case 'mdx':
      return trans.__('Code to Deploy Machines of mdx I');
    case 'onpremises':
      return trans.__('How to Prepare an Existing Server');
  }
}

/** What it is about, in a sentence or two. */
export function outsideIntroduction(kind: OutsideKind, trans: TranslationBundle): string {
  switch (kind) {
    case 'chameleon':
      return trans.__(
        'Hosts of Chameleon are reserved before the spec can name them. The SDK has extensions for it; this is the code. Create the unit only after the lease has started.'
      );
    case 'mdx':
      return trans.__(
        'mdx I has no provider of its own. Its machines are deployed with another part of the SDK, prepared like any existing server, and then used through the provider onpremises with the user mdxuser.'
      );
    case 'onpremises':
      return trans.__(
        'A server that exists already becomes a node when the VC Controller can log in to it and run docker there. Deleting the node is meant to give the server back, not to delete it.'
      );
  }
}

/** What a server must have, step by step (node-spec.md 8). The public key is shown apart. */
export function serverSteps(kind: OutsideKind, trans: TranslationBundle): readonly string[] {
  return [
    trans.__('Ubuntu, with docker'),
    kind === 'mdx'
      ? trans.__('The user mdxuser, with sudo without a password')
      : trans.__('A user with sudo without a password; the usual one is ubuntu'),
    trans.__('sshd on port 20022: port 22 is that of the base container'),
    trans.__('The public key of the VC Controller in ~/.ssh/authorized_keys of that user'),
    trans.__('An address that the VC Controller reaches')
  ];
}
