import '../../../style/explorer.css';
import '../../../style/explorer-details.css';

import type { RefObject } from 'react';
import React, { useEffect, useMemo, useState } from 'react';

import { ApiError } from '../../api/errors';
import { isChanging } from '../domain/states';
import { useConnectionState, useExplorerState } from './context';
import { Details } from './Details';
import { Footer } from './Footer';
import { HandshakeNotice, useHandshake } from './HandshakeNotice';
import { Header } from './Header';
import { LiveRegion } from './LiveRegion';
import { Failed, Loading, NoGroups, NoMatch, NotConnected } from './Notices';
import { SelectionBar } from './SelectionBar';
import { Summary } from './Summary';
import { Toolbar } from './Toolbar';
import { Tree } from './Tree';

export interface IExplorerProps {
  readonly treeRef: RefObject<HTMLDivElement>;
  readonly filterRef: RefObject<HTMLInputElement>;
}

/** The side panel: what one is connected to, what runs, and the tree with its details. */
export function Explorer(props: IExplorerProps): JSX.Element {
  return (
    <>
      <Header />
      <Body {...props} />
      <Footer />
      <LiveRegion />
    </>
  );
}

function Body({ treeRef, filterRef }: IExplorerProps): JSX.Element {
  const { tree, error, rows } = useExplorerState();
  const connection = useConnectionState();
  const changing = useMemo(() => tree !== null && isChanging(tree), [tree]); // goes through all nodes
  const now = useNow(changing);
  const [open, setOpen] = useState(false);
  const handshake = useHandshake();
  const disconnected = connection && connection.state !== 'ready' && connection.state !== 'unreachable';
  if (handshake && handshake.result !== 'ok' && !tree) {
    return <HandshakeNotice handshake={handshake} />;
  }
  if (disconnected) {
    return <NotConnected state={connection} />;
  }
  const failed = error && !(error instanceof ApiError && error.kind === 'cancelled') ? <Failed error={error} /> : null;
  if (!tree) {
    return failed ?? <Loading />;
  }
  if (tree.length === 0) {
    return (
      <>
        {failed}
        <Toolbar filterRef={filterRef} onLeave={() => undefined} />
        <NoGroups />
      </>
    );
  }
  return (
    <>
      {failed}
      <Summary now={now} />
      <Toolbar filterRef={filterRef} onLeave={() => treeRef.current?.focus()} />
      {rows.length === 0 ? (
        <NoMatch />
      ) : (
        <Tree
          treeRef={treeRef}
          now={now}
          detailsOpen={open}
          onDetails={() => {
            setOpen(!open);
          }}
        />
      )}
      {/* Below: above, it would push the rows away from under the pointer that has just chosen the second one. */}
      <SelectionBar />
      <Details open={open} onToggle={setOpen} />
    </>
  );
}

/** The time, often enough for the ages that are shown. */
function useNow(changing: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(
      () => {
        setNow(Date.now());
      },
      changing ? 5_000 : 60_000
    );
    return () => {
      clearInterval(timer);
    };
  }, [changing]);
  return now;
}
