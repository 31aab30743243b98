import type { TranslationBundle } from '@jupyterlab/translation';

import type { IComparable, IComparison, IValueComparison } from '../../domain/compare';
import type { ILayer } from '../../domain/layers';
import { sizeText } from '../../domain/sizes';
import { factText, factTitle } from './factWords';

/** One of two images that are compared. */
export interface ISide {
  /** `repository:tag` or `repository@digest`. */
  readonly image: string;
  /** Of its registry. */
  readonly address: string;
  readonly content: IComparable;
}

/** What tells a side from the other one: the same name can stand on both, in two registries or for two platforms. */
export function sideTitle(side: ISide, other: ISide): string {
  const address = side.address === other.address ? '' : `${side.address}/`;
  return `${address}${side.image}${side.content.platform === other.content.platform ? '' : platformText(side)}`;
}

function fullTitle(side: ISide): string {
  return `${side.address}/${side.image}${platformText(side)}`;
}

function platformText({ content: { platform } }: ISide): string {
  return platform === null ? '' : ` (${platform})`;
}

export interface ITextOptions {
  readonly trans: TranslationBundle;
  readonly language: string;
}

/** A comparison as a text in the form that `diff -u` has, which mails, issues and notebooks show well. */
export function comparisonText(left: ISide, right: ISide, comparison: IComparison, options: ITextOptions): string {
  const { trans } = options;
  const { facts, environment, labels, layers } = comparison;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [trans.__('Overview'), facts.flatMap(({ name, same }) => factLines(left, right, name, same, options))],
    [trans.__('Environment'), environment.flatMap(value => valueLines(value, trans))],
    [trans.__('Labels'), labels.flatMap(value => valueLines(value, trans))],
    [
      trans.__('Layers'),
      [
        ...layers.base.map(layer => ` ${layerText(layer, options)}`),
        ...layers.left.map(layer => `-${layerText(layer, options)}`),
        ...layers.right.map(layer => `+${layerText(layer, options)}`)
      ]
    ]
  ];
  const body = sections.filter(([, lines]) => lines.length > 0).flatMap(([title, lines]) => [`@@ ${title} @@`, ...lines]);
  return [`--- ${fullTitle(left)}`, `+++ ${fullTitle(right)}`, ...body, ''].join('\n');
}

function factLines(
  left: ISide,
  right: ISide,
  name: IComparison['facts'][number]['name'],
  same: boolean,
  { trans, language }: ITextOptions
): readonly string[] {
  const line = ({ content }: ISide): string => `${factTitle(name, trans)}: ${factText(name, content, language)}`;
  return same ? [` ${line(left)}`] : [`-${line(left)}`, `+${line(right)}`];
}

function valueLines({ name, relation, left, right }: IValueComparison, trans: TranslationBundle): readonly string[] {
  const line = (value: string | null | undefined): string => `${name}=${value ?? trans.__('(hidden)')}`;
  switch (relation) {
    case 'left':
      return [`-${line(left)}`];
    case 'right':
      return [`+${line(right)}`];
    case 'different':
      return [`-${line(left)}`, `+${line(right)}`];
    case 'same':
    case 'hidden':
      return [` ${line(left)}`];
  }
}

function layerText({ digest, size }: ILayer, { language }: ITextOptions): string {
  return `${digest} ${sizeText(size, language)}`;
}
