import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useId, useState } from 'react';

import { errorText } from '../../common/errorText';
import { chameleonCode, mdxCode } from '../domain';
import type { OutsideKind } from '../domain';
import { outsideIntroduction, serverSteps } from './outsideTexts';

/** What the explanation is given, and what its buttons do. */
export interface IOutside {
  readonly kind: OutsideKind;
  /** Name of the provider's entry in the VPN catalog. */
  readonly privateNetwork: string;
  /** The VC Controller's public key. Rejects with an `ApiError`. */
  readonly publicKey: () => Promise<string>;
  readonly copy: (text: string) => void;
  /** Puts the code into a notebook; closes the dialog before it asks into which. */
  readonly insert: (code: string) => void;
  /** Starts the spec for what was prepared; closes the dialog. */
  readonly newSpec: () => void;
  readonly trans: TranslationBundle;
}

/** What has to be done outside of a spec, with the code for it. */
export function OutsideHelp(props: IOutside): JSX.Element {
  const { kind, privateNetwork, newSpec, trans } = props;
  const code = kind === 'chameleon' ? chameleonCode(privateNetwork, trans) : kind === 'mdx' ? mdxCode(trans) : null;
  return (
    <>
      <p>{outsideIntroduction(kind, trans)}</p>
      {code === null ? null : <Code code={code} {...props} />}
      {kind === 'chameleon' ? null : <Server {...props} />}
      <div className="jp-VcpSpec-line">
        <button type="button" className="jp-VcpSpec-smallButton" onClick={newSpec}>
          {kind === 'chameleon' ? trans.__('New Spec for Chameleon…') : trans.__('New Spec for Existing Servers…')}
        </button>
      </div>
    </>
  );
}

function Code({ code, copy, insert, trans }: IOutside & { readonly code: string }): JSX.Element {
  return (
    <>
      {/* A control, so that it takes the focus and scrolls without a pointer. */}
      <textarea className="jp-VcpSpec-words" aria-label={trans.__('Code')} readOnly rows={14} spellCheck={false} value={code} />
      <div className="jp-VcpSpec-line">
        <button
          type="button"
          className="jp-VcpSpec-smallButton"
          onClick={() => {
            insert(code);
          }}
        >
          {trans.__('Insert code')}
        </button>
        <button
          type="button"
          className="jp-VcpSpec-smallButton"
          onClick={() => {
            copy(code);
          }}
        >
          {trans.__('Copy')}
        </button>
      </div>
    </>
  );
}

function Server(props: IOutside): JSX.Element {
  const { kind, trans } = props;
  return (
    <>
      <p>{trans.__('What the server must have:')}</p>
      <ul>
        {serverSteps(kind, trans).map(step => (
          <li key={step}>{step}</li>
        ))}
      </ul>
      <PublicKey {...props} />
    </>
  );
}

/** The controller's public key, asked for when it is shown. */
function PublicKey({ publicKey, copy, trans }: IOutside): JSX.Element {
  const id = useId();
  const [state, setState] = useState<{ readonly key: string; readonly error: string }>({ key: '', error: '' });
  useEffect(() => {
    let shown = true;
    const put = (next: typeof state): void => {
      if (shown) {
        setState(next);
      }
    };
    publicKey().then(
      key => {
        put({ key: key.trim(), error: '' });
      },
      (error: unknown) => {
        const { title, advice } = errorText(error, trans);
        put({ key: '', error: `${title} ${advice}`.trim() });
      }
    );
    return () => {
      shown = false;
    };
  }, [publicKey, trans]);
  return (
    <>
      <p id={id}>{trans.__('Public key of the VC Controller:')}</p>
      {state.error === '' ? (
        <textarea
          className="jp-VcpSpec-words"
          aria-labelledby={id}
          readOnly
          rows={3}
          spellCheck={false}
          value={state.key === '' ? trans.__('Asking the VC Controller…') : state.key}
        />
      ) : (
        <p role="alert" className="jp-VcpSpec-flavorFault">
          {state.error}
        </p>
      )}
      <button
        type="button"
        className="jp-VcpSpec-smallButton jp-VcpSpec-ownLine"
        disabled={state.key === ''}
        title={state.key === '' ? trans.__('The key is not known yet.') : ''}
        onClick={() => {
          copy(state.key);
        }}
      >
        {trans.__('Copy the key')}
      </button>
    </>
  );
}
