import { execFileSync, spawn } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { EngineError, ModelLoadError } from '../../../src/engine/errors.ts';
import type { ExtractionRequest, Extractor } from '../../../src/engine/extractionRequest.ts';
import { createExtractor } from '../../../src/engine/extractorClient.ts';
import { tinyFolder } from './folders.ts';
import { bundleHost } from './hostBundle.ts';

const hostPath = bundleHost();
const folders = { entities: tinyFolder('entities'), attitudes: tinyFolder('attitudes') };
const never = new AbortController().signal;

const opened: Extractor[] = [];
const logged: string[] = [];
afterEach(async () => {
  for (const extractor of opened.splice(0)) extractor.dispose();
  logged.length = 0;
  // A process takes a moment to die; the next test must not take it for its own.
  await until(() => children().length === 0);
});

function open(workers = 1): Extractor {
  const extractor = createExtractor({ hostPath: hostPath(), workers, log: (line) => logged.push(line) });
  opened.push(extractor);
  return extractor;
}

function request(text: string, more: Partial<ExtractionRequest> = {}): ExtractionRequest {
  return { text, source: 'plain', folders, ...more };
}

const article = 'Россия поддержала Сирию, а США осудили её. 😀 Иванов критикует Петрова.\r\nНАТО молчит.';
/** Takes the tiny models several seconds, so that there is time to interrupt them. */
const endless = Array.from({ length: 20_000 }, (_, i) => `Путин ${i} раз критикует Трампа.`).join(' ');

/** Process ids of the children that run this file's host. */
function children(): number[] {
  const listing = execFileSync('ps', ['-eo', 'pid=,stat=,args='], { encoding: 'utf8' });
  return listing
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, state, ...args]) => !state?.startsWith('Z') && args.includes(hostPath()))
    .map(([pid]) => Number(pid));
}

/** Resolves when `condition` holds; the test's own time limit ends the wait. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** An extraction that has begun to work, so that something can happen to it. */
async function begin(extractor: Extractor, more: Partial<ExtractionRequest> = {}) {
  const controller = new AbortController();
  let events = 0;
  const answer = extractor.extract(request(endless, more), controller.signal, () => {
    events += 1;
  });
  answer.catch(() => undefined);
  await until(() => events > 0);
  return { answer, controller, events: () => events };
}

describe('an extraction', () => {
  test('keeps all its spans inside the text and its references inside itself', async () => {
    const { extraction, models, timings } = await open().extract(request(article), never);
    expect(models).toEqual({ entities: 'tiny-entities', attitudes: 'tiny-attitudes' });
    expect(extraction.sentences.map(({ start, end }) => article.slice(start, end))).toEqual([
      'Россия поддержала Сирию, а США осудили её.',
      '😀 Иванов критикует Петрова.',
      'НАТО молчит.',
    ]);
    const mentionIds = new Set(extraction.mentions.map(({ id }) => id));
    expect(mentionIds.size).toBe(extraction.mentions.length);
    expect(extraction.mentions.length).toBeGreaterThan(3);
    for (const { span } of extraction.mentions) {
      expect(article.slice(span.start, span.end)).toMatch(/^\S.*$/u);
    }
    expect(extraction.attitudes.length).toBeGreaterThan(0);
    for (const attitude of extraction.attitudes) {
      expect(mentionIds).toContain(attitude.sourceMentionId);
      expect(mentionIds).toContain(attitude.targetMentionId);
      expect(attitude.probability).toBeGreaterThanOrEqual(0.4);
      expect(extraction.sentences[attitude.sentenceIndex]).toBeDefined();
    }
    expect(extraction.entities.flatMap((entity) => entity.mentionIds).sort()).toEqual([...mentionIds].sort());
    expect(timings.loadMs).toBeGreaterThan(0);
    expect(timings.totalMs).toBeGreaterThan(timings.loadMs);
    expect(timings.peakMemoryBytes).toBeGreaterThan(20_000_000);
  });

  test('uses the mentions given and does without a recogniser then', async () => {
    const mentions = [
      { id: 'T7', span: { start: 0, end: 6 }, type: 'GEOPOLIT' },
      { id: 'T3', span: { start: 18, end: 23 }, type: 'GEOPOLIT' },
    ];
    const withoutRecogniser = { ...folders, entities: '/nowhere' };
    const { extraction, models } = await open().extract(
      request(article, { mentions, folders: withoutRecogniser, threshold: 0 }),
      never,
    );
    expect(models.entities).toBeUndefined();
    expect(extraction.mentions).toEqual(mentions);
    expect(extraction.attitudes.map((a) => `${a.sourceMentionId} ${a.targetMentionId}`)).toEqual([
      'T7 T3',
      'T3 T7',
    ]);
  });

  test('is the same from the cache, from anywhere and in any process', async () => {
    const extractor = open();
    const first = await extractor.extract(request(article), never);
    const again = await extractor.extract(request(article), never);
    const fromTheEnd = await open().extract(request(article, { startAt: article.length }), never);
    expect(again.extraction).toEqual(first.extraction);
    expect(fromTheEnd.extraction).toEqual(first.extraction);
    expect(first.timings.cachedSentences).toBe(0);
    expect(again.timings.cachedSentences).toBe(3);
    expect(again.timings.loadMs).toBeLessThan(first.timings.loadMs);
  });

  test('costs an edit its sentence only', async () => {
    const extractor = open();
    const sentences = Array.from({ length: 30 }, (_, i) => `Иванов ${i} критикует Петрова и Сидорова.`);
    await extractor.extract(request(sentences.join(' ')), never);
    sentences[10] = 'Иванов хвалит Петрова и Сидорова.';
    const { timings } = await extractor.extract(request(sentences.join(' ')), never);
    expect(timings.cachedSentences).toBe(29);
  });

  test('tells what it knows on the way, nearest sentences first', async () => {
    const text = Array.from({ length: 800 }, (_, i) => `Иванов ${i} критикует Петрова.`).join(' ');
    const partials: number[][] = [];
    let done = 0;
    await open().extract(request(text, { startAt: text.length }), never, (progress, partial) => {
      expect(progress.doneSentences).toBeGreaterThanOrEqual(done);
      expect(progress.totalSentences).toBe(800);
      done = progress.doneSentences;
      if (partial !== undefined)
        partials.push(partial.mentions.map(({ span }) => span.start).sort((a, b) => a - b));
    });
    expect(partials.length).toBeGreaterThan(0);
    expect(partials[0]?.[0]).toBeGreaterThan(text.length / 2);
  });

  test.each([
    ['', 'The text holds no words.'],
    ['\r\n \t', 'The text holds no words.'],
    ['The quick brown fox jumps over the lazy dog.', 'Cyrillic'],
  ])('says what is wrong with %j', async (text, message) => {
    const { extraction } = await open().extract(request(text), never);
    expect(extraction.problems.map((problem) => problem.message).join()).toContain(message);
  });

  test('reads a line of a megabyte', async () => {
    const text = `${'Путин критикует Трампа и Меркель, '.repeat(32_000)}`.slice(0, 1_000_000);
    const mentions = [
      { id: 'T1', span: { start: 0, end: 5 }, type: 'PER' },
      { id: 'T2', span: { start: 16, end: 22 }, type: 'PER' },
      { id: 'T3', span: { start: 999_940, end: 999_945 }, type: 'PER' },
    ];
    const { extraction } = await open().extract(request(text, { mentions, source: 'rusentrel' }), never);
    expect(extraction.sentences).toHaveLength(1);
    expect(extraction.problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^4 pairs of mentions were left out/),
    ]);
  });
});

describe('a model that cannot be used', () => {
  test('is named, and leaves the process fit for the next request', async () => {
    const extractor = open();
    const parent = await mkdtemp(join(tmpdir(), 'aredit-model-'));
    try {
      const damaged = join(parent, 'tiny-entities');
      await cp(folders.entities, damaged, { recursive: true });
      await writeFile(join(damaged, 'model.onnx'), 'x');
      const failed = extractor.extract(
        request(article, { folders: { ...folders, entities: damaged } }),
        never,
      );
      await expect(failed).rejects.toThrow(ModelLoadError);
      await expect(failed).rejects.toMatchObject({ reason: 'corrupt' });
      const swapped = { entities: folders.attitudes, attitudes: folders.attitudes };
      await expect(extractor.extract(request(article, { folders: swapped }), never)).rejects.toMatchObject({
        reason: 'incompatible',
      });
    } finally {
      await rm(parent, { recursive: true });
    }
    const [pid] = children();
    expect((await extractor.extract(request(article), never)).extraction.mentions.length).toBeGreaterThan(0);
    expect(children()).toEqual([pid]);
  });
});

describe('cancelling', () => {
  test('rejects at once, is heard of no more, and keeps the process', async () => {
    const extractor = open();
    const { answer, controller, events } = await begin(extractor);
    const [pid] = children();
    const before = events();
    controller.abort(new Error('no longer wanted'));
    await expect(answer).rejects.toThrow('no longer wanted');
    const next = await extractor.extract(request(article), never);
    expect(next.extraction.mentions.length).toBeGreaterThan(0);
    expect(events()).toBe(before);
    expect(children()).toEqual([pid]);
    expect(next.timings.loadMs).toBeLessThan(1000);
  });

  test('ends a process that does not answer', async () => {
    const extractor = open();
    const { answer, controller } = await begin(extractor);
    const [pid] = children();
    process.kill(pid ?? 0, 'SIGSTOP');
    controller.abort();
    await expect(answer).rejects.toThrow(/abort/i);
    await until(() => !children().includes(pid ?? 0));
    expect((await extractor.extract(request(article), never)).extraction.mentions.length).toBeGreaterThan(0);
  });

  test('never starts what was cancelled while it waited', async () => {
    const extractor = open();
    const { controller } = await begin(extractor);
    const waiting = new AbortController();
    let events = 0;
    const answer = extractor.extract(request(article), waiting.signal, () => {
      events += 1;
    });
    waiting.abort();
    await expect(answer).rejects.toThrow(/abort/i);
    controller.abort();
    await extractor.extract(request(article), never);
    expect(events).toBe(0);
  });

  test('refuses a signal that has fired, and starts no process for it', async () => {
    await expect(open().extract(request(article), AbortSignal.abort())).rejects.toThrow(/abort/i);
    expect(children()).toEqual([]);
  });

  test('a newer request of the same key takes the place of the older one', async () => {
    const extractor = open();
    const { answer } = await begin(extractor, { key: 'document' });
    const newer = await extractor.extract(request(article, { key: 'document' }), never);
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    expect(newer.extraction.mentions.length).toBeGreaterThan(0);
  });
});

describe('a process that dies', () => {
  test('is started again, and the request tried once more', async () => {
    const extractor = open();
    const text = Array.from({ length: 300 }, (_, i) => `Путин ${i} раз критикует Трампа.`).join(' ');
    let killed = false;
    const { extraction } = await extractor.extract(request(text), never, () => {
      if (killed) return;
      killed = true;
      for (const pid of children()) process.kill(pid, 'SIGKILL');
    });
    expect(killed).toBe(true);
    expect(extraction.sentences).toHaveLength(300);
    expect(logged.join()).toContain('Trying once more');
  });

  test('twice on one request is an error, and the next request works', async () => {
    const extractor = open();
    const { answer } = await begin(extractor);
    const [first] = children();
    process.kill(first ?? 0, 'SIGSEGV');
    let second: number[] = [];
    await until(() => {
      second = children().filter((pid) => pid !== first);
      return second.length > 0;
    });
    for (const pid of second) process.kill(pid, 'SIGKILL');
    await expect(answer).rejects.toThrow(EngineError);
    await expect(answer).rejects.toThrow(/tried twice/);
    expect((await extractor.extract(request(article), never)).extraction.mentions.length).toBeGreaterThan(0);
  });

  test('while idle is replaced without a word', async () => {
    const extractor = open();
    await extractor.extract(request(article), never);
    for (const pid of children()) process.kill(pid, 'SIGKILL');
    await until(() => children().length === 0);
    expect((await extractor.extract(request(article), never)).extraction.mentions.length).toBeGreaterThan(0);
  });

  test('at its start is an error', async () => {
    const extractor = createExtractor({ hostPath: join(hostPath(), 'nowhere.js') });
    await expect(extractor.extract(request(article), never)).rejects.toThrow(EngineError);
    extractor.dispose();
  });
});

describe('processes', () => {
  test('start with the first request, as many as are needed and allowed', async () => {
    const extractor = open(2);
    expect(children()).toEqual([]);
    await extractor.extract(request(article), never);
    expect(children()).toHaveLength(1);
    const texts = Array.from({ length: 6 }, (_, i) => `${article} ${i}`);
    const answers = await Promise.all(texts.map((text) => extractor.extract(request(text), never)));
    expect(children()).toHaveLength(2);
    for (const [index, { extraction }] of answers.entries()) {
      expect(extraction.sentences.at(-1)?.end).toBe(texts[index]?.length);
    }
  });

  test('are gone after dispose, and their requests fail', async () => {
    const extractor = open(2);
    const { answer } = await begin(extractor);
    extractor.dispose();
    await expect(answer).rejects.toThrow('shut down');
    await until(() => children().length === 0);
    await expect(extractor.extract(request(article), never)).rejects.toThrow('shut down');
    expect(children()).toEqual([]);
  });

  test('end when the parent is killed', async () => {
    // The parent is a process of its own, which forks the host, is told of its first message, and never ends by itself.
    const script = `
      const child = require('node:child_process').fork(process.argv[1], [], { serialization: 'advanced' });
      child.on('message', () => process.stdout.write('ready'));
      const requestId = 1;
      const head = { source: 'plain', folders: JSON.parse(process.argv[2]) };
      for (const message of [{ type: 'request', requestId, head }, { type: 'start', requestId }]) child.send(message);
      setInterval(() => undefined, 1000);`;
    const parent = spawn(process.execPath, ['-e', script, hostPath(), JSON.stringify(folders)]);
    await new Promise((resolve) => parent.stdout.once('data', resolve));
    expect(children()).toHaveLength(2);
    parent.kill('SIGKILL');
    await until(() => children().length === 0);
  });

  test('do not take over the flags of the parent', async () => {
    process.env.NODE_OPTIONS = '--no-such-flag';
    try {
      expect((await open().extract(request(article), never)).models.attitudes).toBe('tiny-attitudes');
    } finally {
      delete process.env.NODE_OPTIONS;
    }
  });
});
