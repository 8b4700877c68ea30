import { describe, expect, test } from 'vitest';
import type { Extraction } from '../../../src/core/annotations.ts';
import { AnnotationStore } from '../../../src/editor/annotationStore.ts';
import { type ExtractableDocument, ExtractionRunner } from '../../../src/editor/extractionRunner.ts';
import { EngineError } from '../../../src/engine/errors.ts';
import type {
  ExtractionAnswer,
  ExtractionProgress,
  ExtractionRequest,
  Extractor,
} from '../../../src/engine/extractionRequest.ts';
import { article, articleAttitudes, extractionOf, uri } from './annotated.ts';

const { text, extraction } = extractionOf(article, articleAttitudes);
const models = { entities: 'e', attitudes: 'a' };
const timings = { loadMs: 0, totalMs: 1, cachedSentences: 0, peakMemoryBytes: 0 };

/** A document that can be edited. */
class FakeDocument implements ExtractableDocument {
  version = 1;
  isClosed = false;
  readonly uri = uri();
  constructor(private content = text) {}
  getText(): string {
    return this.content;
  }
  edit(content: string): void {
    this.content = content;
    this.version += 1;
  }
}

/** An extractor whose answers the test gives. */
class FakeExtractor implements Extractor {
  readonly calls: {
    readonly request: ExtractionRequest;
    readonly signal: AbortSignal;
    readonly progress: (progress: ExtractionProgress, partial?: Extraction) => void;
    readonly answer: (extraction: Extraction) => void;
    readonly fail: (error: unknown) => void;
  }[] = [];

  extract(
    request: ExtractionRequest,
    signal: AbortSignal,
    onProgress: (progress: ExtractionProgress, partial: Extraction | undefined) => void = () => undefined,
  ): Promise<ExtractionAnswer> {
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      this.calls.push({
        request,
        signal,
        progress: onProgress,
        answer: (found) => resolve({ extraction: found, models, timings }),
        fail: reject,
      });
    });
  }

  dispose(): void {}
}

function setUp() {
  const store = new AnnotationStore();
  const extractor = new FakeExtractor();
  const document = new FakeDocument();
  const settings = { source: 'plain', folders: { entities: 'E', attitudes: 'A' } } as const;
  const problems = [{ message: 'A line of the file.' }];
  const runner = new ExtractionRunner<FakeDocument>(extractor, store, async () => ({ settings, problems }));
  /** The call with this number, once the runner made it. */
  const call = async (index: number) => {
    for (let tick = 0; tick < 20 && extractor.calls.length <= index; tick++) await Promise.resolve();
    const found = extractor.calls[index];
    if (!found) throw new Error(`There was no call ${index}.`);
    return found;
  };
  return { store, extractor, document, runner, call };
}

const part: Extraction = {
  ...extraction,
  mentions: extraction.mentions.slice(0, 2),
  entities: [],
  attitudes: [],
};

describe('ExtractionRunner', () => {
  test('asks for the text and puts the answer into the store, flaws of the files included', async () => {
    const { store, document, runner, call } = setUp();
    const done = runner.extract(document, { startAt: 7 });
    const { request, answer } = await call(0);
    expect(request).toMatchObject({ text, startAt: 7, folders: { entities: 'E', attitudes: 'A' } });
    expect(request).not.toHaveProperty('range');
    answer(extraction);
    expect(await done).toBe(true);
    expect(store.get(document.uri)).toMatchObject({
      version: 1,
      text,
      completeness: 'complete',
      models,
      timings,
    });
    expect(store.get(document.uri)?.extraction.problems).toEqual([{ message: 'A line of the file.' }]);
    expect(runner.state(document.uri)).toEqual({ type: 'idle' });
  });

  test('shows what is found as it comes', async () => {
    const { store, document, runner, call } = setUp();
    const done = runner.extract(document);
    const { progress, answer } = await call(0);
    progress({ doneSentences: 1, totalSentences: 3 }, part);
    expect(runner.state(document.uri)).toEqual({
      type: 'running',
      progress: { doneSentences: 1, totalSentences: 3 },
    });
    expect(store.get(document.uri)).toMatchObject({ completeness: 'partial' });
    answer(extraction);
    await done;
    expect(store.get(document.uri)?.extraction.mentions).toHaveLength(7);
  });

  test('keeps a full result on show while the text is read again', async () => {
    const { store, document, runner, call } = setUp();
    const first = runner.extract(document);
    (await call(0)).answer(extraction);
    await first;
    const second = runner.extract(document);
    const { progress, answer } = await call(1);
    progress({ doneSentences: 1, totalSentences: 3 }, part);
    expect(store.get(document.uri)?.extraction.mentions).toHaveLength(7);
    answer(part);
    await second;
    expect(store.get(document.uri)?.extraction.mentions).toHaveLength(2);
  });

  test('ends the run of the document when a newer one begins', async () => {
    const { document, runner, call } = setUp();
    const first = runner.extract(document);
    const { signal } = await call(0);
    const second = runner.extract(document);
    expect(signal.aborted).toBe(true);
    expect(await first).toBe(false);
    expect(runner.state(document.uri).type).toBe('running');
    (await call(1)).answer(extraction);
    expect(await second).toBe(true);
  });

  test('keeps what was found when it is cancelled, and says so', async () => {
    const { store, document, runner, call } = setUp();
    const done = runner.extract(document);
    (await call(0)).progress({ doneSentences: 1, totalSentences: 3 }, part);
    expect(runner.cancel(document.uri)).toBe(true);
    expect(await done).toBe(false);
    expect(store.get(document.uri)).toMatchObject({ completeness: 'stopped' });
    expect(runner.state(document.uri)).toEqual({ type: 'idle' });
    expect(runner.cancel(document.uri)).toBe(false);
  });

  test.each([
    ['was edited', (document: FakeDocument) => document.edit(`${text} Ещё.`)],
    ['was closed', (document: FakeDocument) => Object.assign(document, { isClosed: true })],
  ])('drops the answer when the document %s meanwhile', async (_what, change) => {
    const { store, document, runner, call } = setUp();
    const done = runner.extract(document);
    const { progress, answer } = await call(0);
    change(document);
    progress({ doneSentences: 1, totalSentences: 3 }, part);
    answer(extraction);
    expect(await done).toBe(false);
    expect(store.get(document.uri)).toBeUndefined();
  });

  test('asks nothing of the engine when the document moved on before', async () => {
    const { extractor, document, runner } = setUp();
    const done = runner.extract(document);
    document.edit('Другой текст.');
    expect(await done).toBe(false);
    expect(extractor.calls).toHaveLength(0);
  });

  test('remembers a failure until the next try', async () => {
    const { document, runner, call } = setUp();
    const done = runner.extract(document);
    const error = new EngineError('It died.');
    (await call(0)).fail(error);
    await expect(done).rejects.toBe(error);
    expect(runner.state(document.uri)).toEqual({ type: 'failed', error });
    void runner.extract(document);
    expect(runner.state(document.uri).type).toBe('running');
    runner.dispose();
  });
});
