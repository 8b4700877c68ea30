import { l10n } from 'vscode';
import type { DocumentSplit } from '../core/documentSplit.ts';
import type { ArekitLayout } from '../core/formats/arekit.ts';
import { choiceOf, type SheetOption } from './optionSheet.ts';

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
  /** Of balancing and splitting: the same documents and seed give the same files. */
  readonly seed: number;
}

const share = (name: string, part: number) => ({ name, share: part });

/** How whole documents are dealt out to several files. */
const splits = {
  none: undefined,
  test: { type: 'shares', shares: [share('test', 0.2)] },
  devTest: { type: 'shares', shares: [share('dev', 0.1), share('test', 0.2)] },
  fiveFolds: { type: 'folds', count: 5 },
  tenFolds: { type: 'folds', count: 10 },
} as const;

export const defaultSampleWish: SampleWish = {
  labels: 'annotations',
  pairs: 'all',
  layout: 'arekit-0.22',
  format: 'tsv',
  provenance: false,
  balance: false,
  split: 'none',
  seed: 0,
};

/** How documents are dealt out; undefined where all go to one file. */
export function splitOf({ split, seed }: SampleWish): DocumentSplit | undefined {
  return splits[split] && { ...splits[split], seed };
}

/** Whether rows of a training file are to be repeated; folds are tested on, too, so theirs are not. */
export function isBalanced({ balance, labels, split }: SampleWish): boolean {
  return balance && labels !== 'none' && splits[split]?.type !== 'folds';
}

/** The options of samples. */
export function sampleOptions(isFolder: boolean): readonly SheetOption<SampleWish>[] {
  const hasLabels = ({ labels }: SampleWish) => labels !== 'none';
  return [
    choiceOf('labels', l10n.t('Labels'), [
      ['annotations', l10n.t('from annotations')],
      ['suggestions', l10n.t('from annotations and suggestions')],
      ['none', l10n.t('none')],
    ]),
    choiceOf(
      'pairs',
      l10n.t('Pairs without an attitude'),
      [
        ['all', l10n.t({ message: 'neutral', comment: ['pairs'] })],
        ['reviewed', l10n.t('neutral if reviewed so, else left out')],
      ],
      hasLabels,
    ),
    choiceOf('layout', l10n.t('Columns as in'), [
      ['arekit-0.22', 'AREkit 0.22'],
      ['arekit-0.24', 'AREkit 0.24'],
    ]),
    choiceOf('format', l10n.t('Format'), [
      ['tsv', 'TSV'],
      ['jsonl', l10n.t('JSON lines')],
    ]),
    choiceOf(
      'provenance',
      l10n.t('Columns with the origin of labels'),
      [
        [false, l10n.t('no')],
        [true, l10n.t('yes')],
      ],
      hasLabels,
    ),
    choiceOf(
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
          choiceOf<SampleWish, 'split'>('split', l10n.t('Files'), [
            ['none', l10n.t('one')],
            ['test', l10n.t('train, test (20 % of the documents)')],
            ['devTest', l10n.t('train, dev (10 %), test (20 %)')],
            ['fiveFolds', l10n.t('5 folds')],
            ['tenFolds', l10n.t('10 folds')],
          ]),
        ]
      : []),
    seedOption(),
  ];
}

/** The seed, any whole number: Enter takes the one that is typed, or goes on by one. */
function seedOption(): SheetOption<SampleWish> {
  return {
    label: l10n.t('Seed of chance (type a number)'),
    shown: ({ seed }) => String(seed),
    next: ({ seed }) => ({ seed: seed + 1 }),
    typed: (text) => (/^\d{1,9}$/u.test(text.trim()) ? { seed: Number(text) } : undefined),
    applies: (wish) => splitOf(wish) !== undefined || isBalanced(wish),
  };
}
