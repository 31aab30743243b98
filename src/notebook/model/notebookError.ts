/**
 * Why code could not be put into a notebook file.
 *
 * - `unsaved`: the file is open in this page with unsaved edits.
 * - `not-a-notebook`: the file is something else, or a notebook of a format other than 4.
 * - `read-only`: the Jupyter server does not let the file be written.
 */
export type NotebookErrorReason = 'unsaved' | 'not-a-notebook' | 'read-only';

/** Nothing was changed when this is thrown. Its message is in the user's language. */
export class NotebookError extends Error {
  constructor(
    readonly reason: NotebookErrorReason,
    message: string
  ) {
    super(message);
    this.name = 'NotebookError';
  }
}
