import { Signal } from '@lumino/signaling';
import type { ISignal } from '@lumino/signaling';

import { pathText } from '../domain';
import type { Path, SectionName } from '../domain';

/** Sections that are open in a new composer: what every spec needs. */
const OPEN_AT_FIRST: readonly SectionName[] = ['placement', 'image', 'machine'];

/** Fields at which an empty value counts as a mistake by now, as texts of their paths; `all` once the user asked what is missing. */
export type AwaitedFields = ReadonlySet<string> | 'all';

/** Tabs of the preview. */
export type PreviewTab = 'code' | 'cci' | 'docker' | 'compare';

/** What the document is compared with: flavor and defaults, the saved file, or the unit of its name that exists. */
export type CompareBase = 'flavor' | 'saved' | 'unit';

/**
 * Which sections are open, which field has the focus and which ones the user is through with: what form and preview tell each other.
 */
export class ComposerLayout {
  /** Path of the field that has, or last had, the focus. */
  get focused(): Path | null {
    return this._focused;
  }

  /** Where an empty field is a mistake by now; replaced with every change, never changed in place. */
  get awaited(): AwaitedFields {
    return this._awaited;
  }

  /** The tab of the preview that is shown. */
  get tab(): PreviewTab {
    return this._tab;
  }

  set tab(tab: PreviewTab) {
    this._tab = tab;
    this._changed.emit();
  }

  get compareBase(): CompareBase {
    return this._compareBase;
  }

  set compareBase(base: CompareBase) {
    this._compareBase = base;
    this._changed.emit();
  }

  /** Emitted when a section opened or closed, another field got the focus, or one of the other properties was replaced. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emitted with the path of a field that should get the focus. */
  get revealed(): ISignal<this, Path> {
    return this._revealed;
  }

  isOpen(section: SectionName): boolean {
    return this._open.has(section);
  }

  toggle(section: SectionName): void {
    const open = new Set(this._open);
    if (!open.delete(section)) {
      open.add(section);
    }
    this._open = open;
    this._changed.emit();
  }

  focus(path: Path): void {
    if (this._focused === null || pathText(this._focused) !== pathText(path)) {
      this._focused = path;
      this._changed.emit();
    }
  }

  /** The user went on from the field: what is not in it now, is missing. */
  leave(path: Path): void {
    if (this._awaited !== 'all' && !this._awaited.has(pathText(path))) {
      this._awaited = new Set([...this._awaited, pathText(path)]);
      this._changed.emit();
    }
  }

  /** The user asked for what is missing, wherever it is. */
  awaitAll(): void {
    if (this._awaited !== 'all') {
      this._awaited = 'all';
      this._changed.emit();
    }
  }

  /** Opens the section and asks the form to put the focus on the field. */
  reveal(path: Path, section: SectionName | null): void {
    if (section !== null && !this._open.has(section)) {
      this.toggle(section);
    }
    this.focus(path);
    this._revealed.emit(path);
  }

  dispose(): void {
    Signal.clearData(this);
  }

  private _focused: Path | null = null;
  private _tab: PreviewTab = 'code';
  private _compareBase: CompareBase = 'flavor';
  private _awaited: AwaitedFields = new Set();
  private _open: ReadonlySet<SectionName> = new Set(OPEN_AT_FIRST);
  private readonly _changed = new Signal<this, void>(this);
  private readonly _revealed = new Signal<this, Path>(this);
}
