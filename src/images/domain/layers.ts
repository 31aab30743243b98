/** Layers of an image and the steps that made them. */

export interface ILayer {
  readonly digest: string;
  /** Bytes, compressed. */
  readonly size: number;
  readonly mediaType: string;
  /** Index of the step that made it; null when the image does not tell. */
  readonly step: number | null;
}

export interface IStep {
  readonly createdBy: string;
  readonly created: string | null;
  readonly comment: string;
  /** Whether it made no layer. */
  readonly empty: boolean;
}

export interface ILayerRow {
  readonly layer: ILayer;
  /** Null where it is not known which step made it. */
  readonly step: IStep | null;
}

export interface ILayerRows {
  readonly rows: readonly ILayerRow[];
  /** Steps that made no layer, in order. */
  readonly emptySteps: readonly IStep[];
  /** Steps that made a layer of which it is not known which: there are not as many of them as layers. */
  readonly unmatched: readonly IStep[];
  /** Bytes of all layers. */
  readonly size: number;
}

/** Puts each layer beside its step. */
export function layerRows(content: { readonly layers: readonly ILayer[]; readonly history: readonly IStep[] }): ILayerRows {
  const { layers, history } = content;
  const used = new Set(layers.map(({ step }) => step));
  return {
    rows: layers.map(layer => ({ layer, step: layer.step === null ? null : (history[layer.step] ?? null) })),
    emptySteps: history.filter(({ empty }) => empty),
    unmatched: history.filter(({ empty }, position) => !empty && !used.has(position)),
    size: sizeOf(layers)
  };
}

/** Bytes of some layers. */
export function sizeOf(layers: readonly Pick<ILayer, 'size'>[]): number {
  return layers.reduce((sum, { size }) => sum + size, 0);
}

/** What builders write in front of a line: arguments of the build, the shell, and for lines that ran nothing the mark of the classic one. */
const SHELL = /^(?:RUN )?(?:\|\d+ .*?)?\/bin\/(?:ba|da|a)?sh -[a-z]*c (#\(nop\)\s+)?/;

/** A step as it stood in the Dockerfile, as far as the history tells. */
export function instruction(createdBy: string): string {
  const text = createdBy.replace(/\s+# buildkit$/, '').trim();
  const found = SHELL.exec(text);
  if (found === null) {
    return text;
  }
  const rest = text.slice(found[0].length);
  return found[1] === undefined ? `RUN ${rest}` : rest;
}

/** The beginning of a digest, enough to tell one from another by eye: `sha256:` and 12 figures, as container engines print them. */
export function shortDigest(digest: string): string {
  const colon = digest.indexOf(':');
  return digest.slice(0, colon + 1 + 12);
}
