import React from 'react';

import { ApiError } from '../../api/errors';
import type { FailureCode, Registry } from '../../api/types';
import { oddNames } from '../domain/repositories';
import { problemOf } from '../model/problems';
import type { IRegistrySnapshot, ITagsState } from '../model/registryModel';
import { useCatalog, useImages } from './context';
import { Problem } from './Problem';

/** What is wrong with, or missing in, the list that is shown; each thing on its own, and the rest stays usable. */
export function Notices(): JSX.Element {
  const { model, trans } = useImages();
  const { registries, registry, content, missing, selectionMissing } = useCatalog();
  const retry = (): void => {
    void model.reload();
  };
  const asConfigured = problemOf(registry?.problem ?? null);
  return (
    <div className="jp-VcpImages-notices">
      {selectionMissing && (
        <p className="jp-VcpImages-note" role="alert">
          {trans.__('Select an image in the table first.')}
        </p>
      )}
      {registries.error !== null && <Problem error={registries.error} trans={trans} retry={retry} />}
      {registries.answer?.length === 0 && <NoRegistry />}
      {asConfigured && <Problem error={asConfigured} trans={trans} retry={retry} />}
      {registry && content && <OfRepositories content={content} registry={registry} retry={retry} />}
      {content && <OfTags tags={content.tags} said={codeOf(failureOf(content))} retry={retry} />}
      {missing !== null && <Missing image={missing} />}
    </div>
  );
}

/** Why an image that somebody wanted to see is not selected. */
function Missing({ image }: { readonly image: string }): JSX.Element {
  const { trans } = useImages();
  return (
    <Note>
      {image.includes('@')
        ? trans.__('%1 names a digest, and this list has tags.', image)
        : trans.__('%1 is in no registry that is listed here.', image)}
    </Note>
  );
}

/** Why there is no list of repositories; null when there is one. */
function failureOf({ repositories: { answer, error } }: IRegistrySnapshot): unknown {
  return error ?? problemOf(answer?.problem ?? null);
}

function codeOf(error: unknown): FailureCode | null {
  return error instanceof ApiError ? error.code : null;
}

function Note({ children }: { readonly children: React.ReactNode }): JSX.Element {
  return (
    <p className="jp-VcpImages-note" role="note">
      {children}
    </p>
  );
}

function NoRegistry(): JSX.Element {
  const { commands, trans } = useImages();
  const command = 'vcp:check-connection';
  return (
    <div className="jp-VcpImages-problem">
      <p>{trans.__('No registry is configured.')}</p>
      <p>{trans.__('Write the address of the VC Controller into vcp_config.yml, or set VcpExtension.registries.')}</p>
      {commands.hasCommand(command) && (
        <button type="button" className="jp-VcpImages-button" onClick={() => void commands.execute(command)}>
          {trans.__('Check the connection')}
        </button>
      )}
    </div>
  );
}

interface IOfRepositoriesProps {
  readonly content: IRegistrySnapshot;
  readonly registry: Registry;
  readonly retry: () => void;
}

function OfRepositories({ content, registry, retry }: IOfRepositoriesProps): JSX.Element {
  const { trans } = useImages();
  const { answer } = content.repositories;
  const failure = failureOf(content);
  const odd = oddNames(answer?.names ?? []);
  // A registry that lists nothing still tells the tags of repositories whose names are known.
  return (
    <>
      {failure !== null && <Problem error={failure} trans={trans} about={trans.__('Repositories')} retry={retry} />}
      {answer?.truncated && (
        <Note>{trans.__('The list of repositories may be incomplete: the registry’s pages did not come to an end.')}</Note>
      )}
      {answer && answer.former !== null && <Shorter before={answer.former} now={answer.names.length} retry={retry} />}
      {answer?.names.length === 0 && failure === null && <Empty isCache={registry.cache} />}
      {odd.length > 0 && (
        <Note>{trans.__('No tags can be asked for of repositories with these names: %1', odd.slice(0, 20).join(', '))}</Note>
      )}
    </>
  );
}

function Empty({ isCache }: { readonly isCache: boolean | null }): JSX.Element {
  const { trans } = useImages();
  return (
    <Note>
      {isCache === false
        ? trans.__('The registry has no repositories.')
        : trans.__(
            'The registry lists no repositories. If it is a cache, it lists only what was fetched through it before; name others in the settings.'
          )}
    </Note>
  );
}

interface IShorterProps {
  /** Repository; nothing where it is about the repositories themselves. */
  readonly about?: string;
  readonly before: number;
  readonly now: number;
  readonly retry: () => void;
}

/** A registry that cannot reach its source answers with what it has, without a word. */
function Shorter({ about, before, now, retry }: IShorterProps): JSX.Element {
  const { trans } = useImages();
  return (
    <div className="jp-VcpImages-note" role="note">
      {about === undefined
        ? trans.__('Repositories: %1 now, %2 at the last look. The list may be incomplete.', now, before)
        : trans.__('%1: %2 tags now, %3 at the last look. The list may be incomplete.', about, now, before)}{' '}
      <button type="button" className="jp-VcpImages-link" onClick={retry}>
        {trans.__('Ask again')}
      </button>
    </div>
  );
}

interface IOfTagsProps {
  readonly tags: ReadonlyMap<string, ITagsState>;
  /** What was said of the repositories: a registry that cannot be asked at all needs not be said to be so once more. */
  readonly said: FailureCode | null;
  readonly retry: () => void;
}

function OfTags({ tags, said, retry }: IOfTagsProps): JSX.Element {
  const { trans } = useImages();
  const states = [...tags];
  const failed = states.filter(([, { error }]) => error !== null);
  const [first] = failed;
  const code = codeOf(first?.[1].error);
  const alike = first && failed.every(([, { error }]) => codeOf(error) === code);
  const isSaid = alike && said !== null && said === code && failed.length === states.length;
  return (
    <>
      {isSaid ? null : alike ? (
        <Problem error={first[1].error} trans={trans} about={namesText(failed.map(([name]) => name))} retry={retry} />
      ) : (
        failed.map(([name, { error }]) => <Problem key={name} error={error} trans={trans} about={name} retry={retry} />)
      )}
      {states.map(([name, { answer }]) => (
        <React.Fragment key={name}>
          {answer?.truncated && (
            <Note>{trans.__('%1: the list of tags may be incomplete: the registry’s pages did not come to an end.', name)}</Note>
          )}
          {answer && answer.former !== null && <Shorter about={name} before={answer.former} now={answer.tags.length} retry={retry} />}
        </React.Fragment>
      ))}
    </>
  );
}

/** Some names, and how many more. */
function namesText(names: readonly string[]): string {
  const first = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${first} … +${names.length - 3}` : first;
}
