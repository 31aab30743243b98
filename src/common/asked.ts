/** What was asked of the server half. An answer stays shown while the next one is on its way. */
export interface IAsked<T> {
  /** The last answer; null before the first. */
  readonly answer: T | null;
  /** Why the last request failed; null when it did not. */
  readonly error: unknown;
  readonly asking: boolean;
}

export const NOT_ASKED = { answer: null, error: null, asking: false } as const;

/** Asks, and tells of the steps; of several requests under way only the last one's answer counts. */
export class Asking<T> {
  constructor(private readonly _tell: (asked: IAsked<T>) => void) {}

  get asked(): IAsked<T> {
    return this._asked;
  }

  /** Never rejects: a failure shows in `asked`. */
  async ask(request: () => Promise<T>): Promise<void> {
    const serial = ++this._serial;
    this._set({ ...this._asked, asking: true });
    let next: IAsked<T>;
    try {
      next = { answer: await request(), error: null, asking: false };
    } catch (error) {
      next = { answer: this._asked.answer, error, asking: false };
    }
    if (serial === this._serial) {
      this._set(next);
    }
  }

  /** Takes over an answer that came another way; what is under way is older and does not count any more. */
  take(answer: T): void {
    this._serial += 1;
    this._set({ answer, error: null, asking: false });
  }

  private _set(asked: IAsked<T>): void {
    this._asked = asked;
    this._tell(asked);
  }

  private _asked: IAsked<T> = NOT_ASKED;
  private _serial = 0;
}
