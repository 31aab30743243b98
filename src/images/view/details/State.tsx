import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { Failure, ImageDetails } from '../../../api/types';
import { problemOf } from '../../model/problems';
import { Problem } from '../Problem';
import { Button } from './Actions';
import { useDetails, useDetailsSnapshot } from './context';

/** What is under way or went wrong, and whether the tag has moved. */
export function State(): JSX.Element {
  const { model, trans } = useDetails();
  const { details, error, formerDigest, loading } = useDetailsSnapshot();
  const retry = (): void => {
    void model.reload();
  };
  return (
    <div className="jp-VcpImageDetails-state">
      <p role="status" className="jp-VcpImageDetails-note">
        {loading && details === null ? trans.__('Asking the registry…') : ''}
      </p>
      {error !== null && <Problem error={error} trans={trans} asked="image" retry={retry} />}
      {details?.contentProblem && <Missing details={details} failure={details.contentProblem} retry={retry} />}
      {formerDigest !== null && (
        <p role="note" className="jp-VcpImageDetails-warning">
          {trans.__('The tag names another image than a moment ago. Before, it was %1.', formerDigest)}
        </p>
      )}
    </div>
  );
}

interface IMissingProps {
  readonly details: ImageDetails;
  readonly failure: Failure;
  readonly retry: () => void;
}

/** Why the manifest could be read, but not what it is about. */
function Missing({ details, failure, retry }: IMissingProps): JSX.Element {
  const { trans } = useDetails();
  const sentence = failure.code === 'not_found' ? missingText(details, failure, trans) : null;
  if (sentence === null) {
    return <Problem error={problemOf(failure)} trans={trans} asked="image" retry={retry} />;
  }
  return (
    <div className="jp-VcpImages-problem" role="alert">
      <p>{sentence}</p>
      <details>
        <summary>{trans.__('Details')}</summary>
        <pre lang="en">{failure.message}</pre>
      </details>
      <Button label={trans.__('Retry')} onClick={retry} />
    </div>
  );
}

/** That a part is missing is something else than that the image is. */
function missingText({ kind, platform }: ImageDetails, failure: Failure, trans: TranslationBundle): string {
  if (kind !== 'index' || platform === null) {
    return trans.__('The image is incomplete: the registry lacks a part of it.');
  }
  return failure.path === 'platform'
    ? trans.__('The index has no image for %1. Choose another platform.', platform)
    : trans.__('The registry does not store %1 of this image. Choose another platform, or retry later if it is a cache.', platform);
}
