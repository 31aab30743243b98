import React, { useId, useMemo } from 'react';

import { matchingNames, unloadedOf } from '../domain/repositories';
import { useCatalog, useImages } from './context';

/** Names that are offered one by one; who wants another one types a part of it. */
const OFFERED = 50;

/**
 * Repositories whose tags are not shown, because the registry has too many to ask for all of them. The text of the search looks through
 * their names, too: an image that is not found may be in one of them.
 */
export function Unloaded(): JSX.Element | null {
  const { language, model, trans } = useImages();
  const { content, filter } = useCatalog();
  const id = useId();
  const names = content?.repositories.answer?.names;
  const tags = content?.tags;
  const unloaded = useMemo(() => (names && tags ? unloadedOf(names, tags) : []), [names, tags]);
  const text = (filter.text ?? '').trim();
  const matching = useMemo(() => matchingNames(unloaded, text), [unloaded, text]);
  if (matching.length === 0) {
    return null;
  }
  const number = new Intl.NumberFormat(language).format(matching.length);
  const load = (repositories: readonly string[]): void => {
    void model.registry?.loadTags(repositories);
  };
  return (
    <section className="jp-VcpImages-unloaded" aria-labelledby={id}>
      <p id={id}>
        {text === ''
          ? trans._n('The tags of %1 repository are not loaded.', 'The tags of %1 repositories are not loaded.', matching.length)
          : trans._n(
              'The tags of %1 repository whose name matches are not loaded.',
              'The tags of %1 repositories whose names match are not loaded.',
              matching.length
            )}
      </p>
      <button
        type="button"
        className="jp-VcpImages-button"
        onClick={() => {
          load(matching);
        }}
      >
        {trans.__('Load tags (%1)', number)}
      </button>
      <details>
        <summary>{trans.__('Choose')}</summary>
        <ul>
          {matching.slice(0, OFFERED).map(name => (
            <li key={name}>
              <button
                type="button"
                className="jp-VcpImages-chip"
                onClick={() => {
                  load([name]);
                }}
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
        {matching.length > OFFERED && <p>{trans.__('Search for a part of the name to see others.')}</p>}
      </details>
    </section>
  );
}
