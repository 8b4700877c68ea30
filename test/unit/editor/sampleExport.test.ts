import { describe, expect, test } from 'vitest';
import type { Uri as VsCodeUri } from 'vscode';
import { type ArekitRow, parseArekit } from '../../../src/core/formats/arekit.ts';
import type { Review } from '../../../src/core/review/review.ts';
import type { DocumentAnnotations } from '../../../src/editor/documentAnnotations.ts';
import { SampleExport } from '../../../src/editor/sampleExport.ts';
import { folderSampleSource, sampleSourceOf } from '../../../src/editor/sampleSources.ts';
import { defaultSampleWish, isBalanced, type SampleWish } from '../../../src/editor/sampleWish.ts';
import { reviewOf } from '../core/review/reviewOf.ts';
import { annotated, article, articleAttitudes, uri } from './annotated.ts';

const suggested = annotated(article, articleAttitudes, { models: { attitudes: 'm', entities: 'e' } });
/** Of the three suggestions one accepted (T1 → T2) and one rejected (T2 → T3); NATO annotated, Ivanov not. */
const review = reviewed(suggested.text, [
  ['T1', 'Россия'],
  ['T2', 'США'],
  ['T3', 'Иран'],
  ['T6', 'НАТО'],
]);
const partly = annotated(article, articleAttitudes, { review, models: { attitudes: 'm', entities: 'e' } });

function reviewed(text: string, mentions: readonly (readonly [id: string, words: string])[]): Review {
  const codePoints = (offset: number) => [...text.slice(0, offset)].length;
  const lines = mentions.map(([id, words]) => {
    const start = codePoints(text.indexOf(words));
    return `${id}\tX ${start} ${start + [...words].length}\t${words}\n`;
  });
  const relations = 'R1\tNEG Arg1:T1 Arg2:T2\nR2\tNEU Arg1:T2 Arg2:T3\n';
  const note = '#1\tAnnotatorNotes R1\t[aredit accepted model=m probability=0.94]\n';
  return reviewOf(lines.join('') + relations + note, text).review;
}

const wish = (more: Partial<SampleWish> = {}): SampleWish => ({ ...defaultSampleWish, ...more });
const samplesOf = (...documents: readonly DocumentAnnotations[]) =>
  new SampleExport(documents.map(sampleSourceOf));
const count = (documents: readonly DocumentAnnotations[], more?: Partial<SampleWish>) =>
  samplesOf(...documents).count(wish(more), new AbortController().signal);

async function rowsOf(
  documents: readonly DocumentAnnotations[],
  more: Partial<SampleWish> = {},
): Promise<ArekitRow[]> {
  const files = await samplesOf(...documents).files(wish(more));
  const { rows, problems } = parseArekit(files?.[0]?.text ?? '');
  expect(problems).toEqual([]);
  return rows;
}

describe('samples of annotations', () => {
  test('take what a person confirmed, and nothing of what the model suggests', async () => {
    const rows = await rowsOf([partly]);
    // Three mentions in the first sentence; the annotated one of the second has no partner there.
    expect(rows.filter(({ label }) => label !== 0).map((row) => [row.text_a, row.label])).toEqual([
      ['🙂 #S обвинила #O в давлении на #E .', 2],
    ]);
    expect(rows).toHaveLength(6);
    expect(await count([partly])).toEqual({
      documents: 1,
      positive: 0,
      negative: 1,
      neutral: 5,
      unsampled: 0,
      suggestions: 1,
    });
  });

  test('are but the reviewed pairs where told so', async () => {
    const rows = await rowsOf([partly], { pairs: 'reviewed' });
    expect(rows.map((row) => [row.text_a, row.label])).toEqual([
      ['🙂 #S обвинила #O в давлении на #E .', 2],
      ['🙂 #E обвинила #S в давлении на #O .', 0],
    ]);
  });

  test('say where their labels come from', async () => {
    const [file] =
      (await samplesOf(partly).files(
        wish({ labels: 'suggestions', pairs: 'reviewed', provenance: true, format: 'jsonl' }),
      )) ?? [];
    const rows = (file?.text ?? '')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
      .map((row) => [row.label, row.annotation_id, row.annotation_origin, row.annotation_probability]);
    expect(rows).toEqual([
      [2, 'R1', 'accepted', 0.94],
      [0, 'R2', null, null],
      [1, null, 'model', 0.71],
    ]);
  });
});

describe('samples of suggestions', () => {
  test('label the pairs that the model found and leave the others neutral', async () => {
    const rows = await rowsOf([suggested], { labels: 'suggestions' });
    // Three mentions in the first sentence, three in the second, one in the third: 6 + 6 + 0 ordered pairs.
    expect(rows).toHaveLength(12);
    const labelled = rows.filter(({ label }) => label !== 0).map((row) => [row.text_a, row.label]);
    expect(labelled).toEqual([
      ['🙂 #S обвинила #O в давлении на #E .', 2],
      ['🙂 #E обвинила #S в давлении на #O .', 2],
      ['#S поддержал #O , но не #E .', 1],
    ]);
  });

  test('are none where nobody told so', async () => {
    expect(await count([suggested])).toMatchObject({ positive: 0, negative: 0, neutral: 0, suggestions: 3 });
  });

  test('take what is one entity in the text for one', async () => {
    const text = '[Россия]GEOPOLIT и [РФ=Россия]GEOPOLIT против [НАТО]ORG.';
    const rows = (await rowsOf([annotated(text)], { labels: 'none' })).map(({ text_a }) => text_a);
    expect(rows).toHaveLength(4);
    expect(rows).toContain('#S и #S против #O .');
  });

  test('name the document and leave labels out where they are told to', async () => {
    const files = await samplesOf(suggested).files(wish({ layout: 'arekit-0.24', labels: 'none' }));
    const [header = '', first = ''] = (files?.[0]?.text ?? '').split('\n');
    expect(header).not.toContain('label');
    expect(first.split('\t')[1]).toBe('статья');
  });
});

describe('samples of a folder', () => {
  const documents = Array.from({ length: 5 }, (_, index) =>
    annotated(article, articleAttitudes, { review, uri: uri(`file:///texts/${index}.txt`) }),
  );

  test('ask for suggestions only when they are wanted, and leave out texts without anything', async () => {
    const asked: string[] = [];
    const suggest = async (address: VsCodeUri) => {
      asked.push(address.path);
      return address.path.endsWith('a.txt') ? suggested : undefined;
    };
    const sources = ['a', 'b'].map((name) =>
      folderSampleSource(uri(`file:///${name}.txt`), undefined, suggest),
    );
    const samples = new SampleExport(sources);
    const { signal } = new AbortController();
    expect(await samples.count(wish(), signal)).toMatchObject({ documents: 0, neutral: 0 });
    expect(asked).toEqual([]);
    const counts = await samples.count(wish({ labels: 'suggestions' }), signal);
    expect(counts).toMatchObject({ documents: 1, positive: 1, negative: 2, neutral: 9, suggestions: 0 });
    await samples.files(wish({ labels: 'suggestions', format: 'jsonl' }));
    expect(asked).toEqual(['/a.txt', '/b.txt']);
  });

  test('are dealt out by whole documents', async () => {
    const samples = samplesOf(...documents);
    const files = (await samples.files(wish({ split: 'devTest' }))) ?? [];
    expect(files.map(({ suffix }) => suffix)).toEqual(['train', 'dev', 'test']);
    expect(samples.suffixes(wish({ split: 'devTest' }))).toEqual(['train', 'dev', 'test']);
    const ids = files.map(({ text }) => new Set(parseArekit(text).rows.map(({ doc_id }) => doc_id)));
    expect(ids.map(({ size }) => size)).toEqual([3, 1, 1]);
    expect(new Set(ids.flatMap((each) => [...each])).size).toBe(5);
  });

  test('cannot be dealt out to more files than there are documents', async () => {
    expect(await samplesOf(...documents).files(wish({ split: 'tenFolds' }))).toBeUndefined();
  });

  test('are balanced, but not in folds', async () => {
    const rows = await rowsOf(documents, { balance: true });
    expect(rows.filter(({ label }) => label === 2)).toHaveLength(25);
    expect(rows.filter(({ label }) => label === 0)).toHaveLength(25);
    expect(isBalanced(wish({ balance: true, split: 'fiveFolds' }))).toBe(false);
  });

  test.each([{ split: 'test' }, { balance: true }] as const)(
    'are the same with the same seed, and others with another: %o',
    async (more) => {
      const samples = samplesOf(...documents);
      const textsOf = async (seed?: number) =>
        JSON.stringify(await samples.files(wish({ ...more, ...(seed !== undefined && { seed }) })));
      const texts = await Promise.all([0, 1, 2, 3, 4].map(textsOf));
      expect(new Set(texts).size).toBeGreaterThan(1);
      expect(await textsOf()).toBe(texts[0]);
    },
  );

  test('are not counted on after somebody changed his mind', async () => {
    const controller = new AbortController();
    const counting = samplesOf(...documents).count(wish(), controller.signal);
    controller.abort();
    await expect(counting).rejects.toThrow('abort');
  });
});
