import React from 'react';

import { Tabs } from '../../../common/components/Tabs';
import { useSignalValue } from '../../../common/useSignal';
import { useComposer, useSelected } from '../composer';
import type { PreviewTab } from '../layout';
import { CciView } from './CciView';
import { CodeView } from './CodeView';
import { CompareView } from './CompareView';

const TABS: readonly PreviewTab[] = ['code', 'cci', 'docker', 'compare'];

/** What is made of the document, in tabs. */
export function Preview(): JSX.Element {
  const { layout, trans } = useComposer();
  const tab = useSignalValue(layout.changed, () => layout.tab);
  return (
    <div className="jp-VcpSpec-preview">
      <Tabs
        label={trans.__('Preview')}
        tabs={TABS.map(name => ({ name, title: title(name) }))}
        current={tab}
        onChoose={name => {
          layout.tab = name;
        }}
      >
        <Content tab={tab} />
      </Tabs>
    </div>
  );

  function title(name: PreviewTab): string {
    switch (name) {
      case 'code':
        return trans.__('SDK code');
      case 'cci':
        return trans.__('CCI');
      case 'docker':
        return trans.__('docker run');
      case 'compare':
        return trans.__('Compare');
    }
  }
}

function Content({ tab }: { readonly tab: PreviewTab }): JSX.Element {
  switch (tab) {
    case 'code':
      return <SdkCode />;
    case 'cci':
      return <CciView />;
    case 'docker':
      return <DockerRun />;
    case 'compare':
      return <CompareView />;
  }
}

function SdkCode(): JSX.Element {
  const { trans } = useComposer();
  const code = useSelected(snapshot => snapshot.code);
  return code ? <CodeView mapped={code} language="python" label={trans.__('SDK code')} /> : <Nothing />;
}

function DockerRun(): JSX.Element {
  const { trans } = useComposer();
  const docker = useSelected(snapshot => snapshot.docker);
  const storage = useSelected(({ provider }) => provider?.unitType === 'storage');
  if (storage) {
    return <p className="jp-VcpSpec-note">{trans.__('Disks have no container, so nothing is run.')}</p>;
  }
  return docker ? <CodeView mapped={docker} language="shell" label={trans.__('docker run on the node')} /> : <Nothing />;
}

function Nothing(): JSX.Element {
  const { trans } = useComposer();
  return <p className="jp-VcpSpec-note">{trans.__('Choose a provider, and the code appears here.')}</p>;
}
