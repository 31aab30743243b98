import { ApiError } from '../../api/errors';
import type { Failure } from '../../api/types';

/** A problem that stands in a reply, beside what could be answered, as the error that views put into words; null when there is none. */
export function problemOf(failure: Failure | null): ApiError | null {
  return failure && new ApiError({ kind: 'failure', failure, message: failure.message });
}
