import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildContexts } from '../../../../src/core/contexts.ts';
import type { TermKind } from '../../../../src/core/contextTerms.ts';
import { type ArekitOptions, arekitRows, formatArekit } from '../../../../src/core/formats/arekit.ts';
import type { TextBKind } from '../../../../src/core/formats/arekitText.ts';
import { parseBrat } from '../../../../src/core/formats/brat.ts';
import { bratMentions } from '../../../../src/core/formats/bratAttitudes.ts';
import { parseOpinions } from '../../../../src/core/formats/opin.ts';
import { arekitSentences, sentencesWithAuthor } from '../../../../src/core/formats/rusentrel.ts';
import {
  buildLinkages,
  type Linkage,
  neutralOpinions,
  type SampleOptions,
} from '../../../../src/core/samples.ts';
import { stemWord } from '../../../../src/core/stem.ts';
import { parseSynonyms } from '../../../../src/core/synonyms.ts';
import { createGroupOf } from '../../../../src/core/valueGroups.ts';

const data = join(import.meta.dirname, '../../../data');
const read = (...path: string[]) => readFileSync(join(data, ...path), 'utf8');
const { groups } = parseSynonyms(read('rusentrel/synonyms.txt'));
const groupers = {
  lower: createGroupOf(groups, (word) => word),
  snowball: createGroupOf(groups, stemWord),
};

interface Run {
  readonly terms: TermKind;
  readonly textB: TextBKind;
  readonly termsPerContext: number;
  readonly stemmer: keyof typeof groupers;
}

/** The three documents as AREkit 0.22 sees them. */
function sampleOptions(id: number, { terms, termsPerContext, stemmer }: Run): SampleOptions {
  const text = read('rusentrel', `art${id}.txt`);
  const mentions = bratMentions(parseBrat(read('rusentrel', `art${id}.ann`), text));
  const { contexts } = buildContexts(text, arekitSentences(text), mentions, { terms, lowerCase: true });
  const { opinions } = parseOpinions(read('rusentrel', `art${id}.opin.txt`));
  return {
    contexts,
    labels: { type: 'opinions', opinions },
    termsPerContext,
    groupOf: groupers[stemmer],
    neutralOrder: 'sorted',
  };
}

const opinionLines = (documents: readonly { id: string; linkages: readonly Linkage[] }[]) => {
  let number = 0;
  return documents
    .flatMap(({ id, linkages }) =>
      linkages.map(({ samples }) => {
        const [first] = samples;
        const line = [`o${number}_i0_`, id, first?.source.value ?? '', first?.target.value ?? '']
          .map((cell) => (cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell))
          .join('\t');
        number += samples.length;
        return `${line}\n`;
      }),
    )
    .join('');
};
const neutralLines = (options: SampleOptions) =>
  neutralOpinions(options)
    .map(({ source, target }) => `${source}, ${target}, neu, current\n`)
    .join('');

describe('samples of AREkit 0.22', () => {
  const runs: readonly Run[] = [
    { terms: 'chunks', textB: 'nli_m', termsPerContext: 50, stemmer: 'lower' },
    { terms: 'chunks', textB: 'nli_m', termsPerContext: 50, stemmer: 'snowball' },
    { terms: 'tokens', textB: 'c_m', termsPerContext: 50, stemmer: 'snowball' },
    { terms: 'tokens', textB: 'nli_b', termsPerContext: 50, stemmer: 'snowball' },
    { terms: 'tokens', textB: 'nli_m', termsPerContext: 10, stemmer: 'snowball' },
    { terms: 'tokens', textB: 'nli_m', termsPerContext: 50, stemmer: 'snowball' },
    { terms: 'tokens', textB: 'qa_b', termsPerContext: 50, stemmer: 'snowball' },
    { terms: 'tokens', textB: 'qa_m', termsPerContext: 50, stemmer: 'snowball' },
  ];
  it.each(runs)('come out byte for byte: $terms $textB $termsPerContext $stemmer', (run) => {
    const folder = `${run.terms}-${run.textB}-tpc${run.termsPerContext}-${run.stemmer}`;
    const golden = (name: string) => read('goldens/arekit-0.22.0', folder, name);
    const documents = [7, 6, 31].map((id) => {
      const options = sampleOptions(id, run);
      expect(neutralLines(options)).toBe(golden(`art${id}.neut.Train.txt`));
      return { id: String(id), linkages: buildLinkages(options) };
    });
    const options: ArekitOptions = {
      layout: 'arekit-0.22',
      hasLabels: true,
      groupOf: groupers[run.stemmer],
      textB: run.textB,
      termsPerContext: run.termsPerContext,
    };
    expect(opinionLines(documents)).toBe(golden('opinion-train-0.tsv'));
    expect(formatArekit(arekitRows(documents, options), options)).toBe(golden('sample-train-0.tsv'));
  });
});

describe('samples of raw text by ARElight 0.22', () => {
  it('come out byte for byte', () => {
    const groupOf = createGroupOf(
      [
        ['сша', 'америке'],
        ['евросоюза', 'ес'],
      ],
      (word) => word,
    );
    const text = read('goldens/raw-0.22.0/raw.txt');
    const mentions = bratMentions(parseBrat(read('goldens/raw-0.22.0/raw.ann'), text));
    const { contexts } = buildContexts(text, arekitSentences(text), mentions, {
      terms: 'words',
      lowerCase: true,
    });
    const options: SampleOptions = {
      contexts,
      labels: { type: 'none' },
      termsPerContext: 50,
      groupOf,
      neutralOrder: 'sorted',
    };
    const documents = [{ id: '0', linkages: buildLinkages(options) }];
    const layout: ArekitOptions = {
      layout: 'arekit-0.22',
      hasLabels: false,
      groupOf,
      textB: 'nli_m',
      termsPerContext: 50,
    };
    const golden = (name: string) => read('goldens/raw-0.22.0', name);
    expect(neutralLines(options)).toBe(golden('annot_input_d0_Test.txt'));
    expect(opinionLines(documents)).toBe(golden('opinion-test-0.tsv'));
    expect(formatArekit(arekitRows(documents, layout), layout)).toBe(golden('sample-test-0.tsv'));
  });
});

describe('samples of AREkit 0.24', () => {
  it.each([
    ['pandas-sample-train-0.tsv', '\n'],
    ['native-sample-train-0.csv', '\r\n'],
  ] as const)('come out byte for byte: %s', (name, rowEnd) => {
    const options: ArekitOptions = {
      layout: 'arekit-0.24',
      hasLabels: true,
      groupOf: undefined,
      textB: 'nli_m',
      termsPerContext: 50,
    };
    const documents = [31, 7, 6].map((id) => {
      const text = read('rusentrel', `art${id}.txt`);
      const { blankedText, sentences } = sentencesWithAuthor(text);
      const mentions = bratMentions(parseBrat(read('rusentrel', `art${id}.ann`), text));
      const { contexts } = buildContexts(text, sentences, mentions, { terms: 'tokens', blankedText });
      const { opinions } = parseOpinions(read('rusentrel', `art${id}.opin.txt`));
      const linkages = buildLinkages({
        contexts,
        labels: { type: 'opinions', opinions },
        termsPerContext: 50,
        groupOf: groupers.snowball,
        neutralOrder: 'reading',
      });
      return { id: String(id), linkages };
    });
    expect(formatArekit(arekitRows(documents, options), options, rowEnd)).toBe(
      read('goldens/arekit-0.24.0', name),
    );
  });
});
