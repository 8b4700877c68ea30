import { l10n } from 'vscode';
import type { DocumentSplit } from '../core/documentSplit.ts';
import type { ArekitLayout } from '../core/formats/arekit.ts';
import type { SheetOption } from './optionSheet.ts';

/** What kind of samples is wanted. */
export interface SampleWish {
  /** What gives labels: what a person annotated, the model's suggestions too, or nothing (then there are none). */
  readonly labels: 'annotations' | 'suggestions' | 'none';
  /** Whether pairs without an attitude are neutral samples, or only those that a person said so of. */
  readonly pairs: 'all' | 'reviewed';
  readonly layout: ArekitLayout;
  readonly format: 'tsv' | 'jsonl';
  /** Whether columns say where each label comes from. */
  readonly provenance: boolean;
  /** Whether rows are repeated until all labels are equally frequent. */
  readonly balance: boolean;
  readonly split: keyof typeof splits;
}

/** The seed of balancing and splitting: the same documents give the same files. */
export const sampleSeed = 0;

const share = (name: string, part: number) => ({ name, share: part });

/** How whole documents are dealt out to several files. */
const splits = {
  none: undefined,
  test: { type: 'shares', shares: [share('test', 0.2)], seed: sampleSeed },
  devTest: { type: 'shares', shares: [share('dev', 0.1), share('test', 0.2)], seed: sampleSeed },
  fiveFolds: { type: 'folds', count: 5, seed: sampleSeed },
  tenFolds: { type: 'folds', count: 10, seed: sampleSeed },
} as const satisfies Readonly<Record<string, DocumentSplit | undefined>>;

export const defaultSampleWish: SampleWish = {
  labels: 'annotations',
  pairs: 'all',
  layout: 'arekit-0.22',
  format: 'tsv',
  provenance: false,
  balance: false,
  split: 'none',
};

/** How documents are dealt out; undefined where all go to one file. */
export function splitOf({ split }: SampleWish): DocumentSplit | undefined {
  return splits[split];
}

/** Whether rows of a training file are to be repeated; folds are tested on, too, so theirs are not. */
export function isBalanced({ balance, labels, split }: SampleWish): boolean {
  return balance && labels !== 'none' && splits[split]?.type !== 'folds';
}

/** The options of samples. */
export function sampleOptions(isFolder: boolean): readonly SheetOption<SampleWish>[] {
  const hasLabels = ({ labels }: SampleWish) => labels !== 'none';
  return [
    option('labels', l10n.t('Labels'), [
      ['annotations', l10n.t('from annotations')],
      ['suggestions', l10n.t('from annotations and suggestions')],
      ['none', l10n.t('none')],
    ]),
    option(
      'pairs',
      l10n.t('Pairs without an attitude'),
      [
        ['all', l10n.t({ message: 'neutral', comment: ['pairs'] })],
        ['reviewed', l10n.t('neutral if reviewed so, else left out')],
      ],
      hasLabels,
    ),
    option('layout', l10n.t('Columns as in'), [
      ['arekit-0.22', 'AREkit 0.22'],
      ['arekit-0.24', 'AREkit 0.24'],
    ]),
    option('format', l10n.t('Format'), [
      ['tsv', 'TSV'],
      ['jsonl', l10n.t('JSON lines')],
    ]),
    option(
      'provenance',
      l10n.t('Columns with the origin of labels'),
      [
        [false, l10n.t('no')],
        [true, l10n.t('yes')],
      ],
      hasLabels,
    ),
    option(
      'balance',
      l10n.t('Equal frequency of labels'),
      [
        [false, l10n.t('no')],
        [true, l10n.t('yes, rows are repeated')],
      ],
      (wish) => hasLabels(wish) && splits[wish.split]?.type !== 'folds',
    ),
    ...(isFolder
      ? [
          option('split', l10n.t('Files'), [
            ['none', l10n.t('one')],
            ['test', l10n.t('train, test (20 % of the documents)')],
            ['devTest', l10n.t('train, dev (10 %), test (20 %)')],
            ['fiveFolds', l10n.t('5 folds')],
            ['tenFolds', l10n.t('10 folds')],
          ]),
        ]
      : []),
  ];
}

function option<Key extends keyof SampleWish>(
  key: Key,
  label: string,
  values: readonly (readonly [SampleWish[Key], string])[],
  applies?: (wish: SampleWish) => boolean,
): SheetOption<SampleWish> {
  return {
    label,
    values: values.map(([value, shown]) => ({ wish: { [key]: value } as Partial<SampleWish>, label: shown })),
    indexOf: (wish) => values.findIndex(([value]) => value === wish[key]),
    ...(applies && { applies }),
  };
}
