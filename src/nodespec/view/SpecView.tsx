import React from 'react';

import { errorText } from '../../common/errorText';
import { useSignalValue } from '../../common/useSignal';
import { attributeValue, messageOf, topLevelText } from '../domain';
import { ComposerContext, useComposer, useSelected } from './composer';
import type { IComposer } from './composer';
import { Sections } from './form/Sections';
import { Preview } from './preview/Preview';
import type { PreviewSide, ViewSettings } from './viewSettings';
import { TopBar } from './TopBar';

interface ISpecViewProps {
  readonly composer: IComposer;
  readonly settings: ViewSettings;
  /** Opens the file in the text editor. */
  readonly openText: () => void;
}

/** The composer: bar, form and preview. */
export function SpecView({ composer, settings, openText }: ISpecViewProps): JSX.Element {
  const side: PreviewSide = useSignalValue(settings.changed, () => settings.previewSide);
  return (
    <ComposerContext.Provider value={composer}>
      <div className={`jp-VcpSpec-frame jp-mod-preview-${side}`}>
        <Composer openText={openText} />
      </div>
    </ComposerContext.Provider>
  );
}

function Composer({ openText }: { readonly openText: () => void }): JSX.Element {
  const readable = useSelected(({ spec }) => spec !== null);
  if (!readable) {
    return <Broken openText={openText} />;
  }
  return (
    <>
      <TopBar />
      <Notices />
      <div className="jp-VcpSpec-columns">
        <Form />
        <Preview />
      </div>
    </>
  );
}

/** The text is no JSON object: where it stops being one, and the way to mend it. */
function Broken({ openText }: { readonly openText: () => void }): JSX.Element {
  const { model, trans, language } = useComposer();
  const problems = useSelected(snapshot => snapshot.problems);
  return (
    <div className="jp-VcpSpec-empty" role="alert">
      <p>{trans.__('This file cannot be shown as a form.')}</p>
      {problems.map(problem => (
        <p key={problem.code} className="jp-VcpSpec-message jp-mod-error">
          {messageOf(problem, trans, language)}
        </p>
      ))}
      <div className="jp-VcpSpec-line">
        <button type="button" className="jp-VcpSpec-barButton jp-mod-styled jp-mod-accept" onClick={openText}>
          {trans.__('Open as text')}
        </button>
        <button
          type="button"
          className="jp-VcpSpec-barButton jp-mod-styled"
          onClick={() => {
            model.undo();
          }}
        >
          {trans.__('Undo the last change')}
        </button>
      </div>
    </div>
  );
}

/** What concerns the whole document: a newer format, and providers that could not be loaded. */
function Notices(): JSX.Element | null {
  const { model, trans, language } = useComposer();
  const error = useSelected(({ surroundings }) => surroundings.error);
  const readOnly = useSelected(snapshot => snapshot.readOnly);
  const problems = useSelected(snapshot => snapshot.problems);
  const failure = error === null ? null : errorText(error, trans);
  return (
    <>
      {readOnly ? (
        <p className="jp-VcpSpec-notice jp-mod-warning" role="status">
          {problems.map(problem => messageOf(problem, trans, language)).join(' ')}
        </p>
      ) : null}
      {failure ? (
        <p className="jp-VcpSpec-notice jp-mod-error" role="alert">
          {trans.__('The providers could not be loaded.')} {failure.title} {failure.advice}{' '}
          <button
            type="button"
            className="jp-VcpSpec-smallButton"
            onClick={() => {
              void model.refresh();
            }}
          >
            {trans.__('Retry')}
          </button>
        </p>
      ) : null}
    </>
  );
}

function Form(): JSX.Element {
  const { trans } = useComposer();
  const provider = useSelected(snapshot => snapshot.provider);
  const name = useSelected(({ spec }) => (spec === null ? '' : topLevelText(spec, 'provider')));
  // A spec can come from the image catalog: whoever chose the image there should see that it has arrived.
  const image = useSelected(({ spec }) => (spec === null ? undefined : attributeValue(spec, 'image')));
  const loading = useSelected(({ surroundings }) => surroundings.offers === null && surroundings.error === null);
  if (provider) {
    return <Sections />;
  }
  return (
    <div className="jp-VcpSpec-empty" role="status">
      {loading ? trans.__('Loading the providers…') : missing()}
      {typeof image === 'string' ? <p>{trans.__('The image is chosen already: %1', image)}</p> : null}
    </div>
  );

  function missing(): string {
    return name === ''
      ? trans.__('Choose a provider above, and its settings appear here.')
      : trans.__('Nobody knows the provider %1, so there is no form for it. Choose another one above, or edit the file as text.', name);
  }
}
