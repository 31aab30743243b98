import { copyIcon } from '@jupyterlab/ui-components';
import React, { useEffect, useState } from 'react';

import { IconButton } from '../../common/components/IconButton';
import { handshakeText } from '../../common/handshakeText';
import type { Handshake } from '../../tokens';
import { useExplorer } from './context';

/** Result of the handshake of the two halves; null before it has ended. */
export function useHandshake(): Handshake | null {
  const { connection } = useExplorer();
  const [handshake, setHandshake] = useState<Handshake | null>(null);
  useEffect(() => {
    let gone = false;
    void connection.handshake.then(result => {
      if (!gone) {
        setHandshake(result);
      }
    });
    return () => {
      gone = true;
    };
  }, [connection]);
  return handshake;
}

/** Why nothing can be shown while the halves do not work together, and what mends it. */
export function HandshakeNotice({ handshake }: { readonly handshake: Handshake }): JSX.Element | null {
  const { trans, copyText } = useExplorer();
  const text = handshakeText(handshake, trans);
  return (
    text && (
      <div className="jp-VcpExplorer-empty" role="alert">
        <h2>{text.title}</h2>
        <p>{text.advice}</p>
        {text.command !== '' && (
          <div className="jp-VcpExplorer-errorText">
            <IconButton
              icon={copyIcon}
              label={trans.__('Copy Command')}
              onClick={() => {
                copyText(text.command);
              }}
            />
            <pre>{text.command}</pre>
          </div>
        )}
      </div>
    )
  );
}
