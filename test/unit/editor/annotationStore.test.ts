import { describe, expect, test, vi } from 'vitest';
import { addMentions, removeMentions } from '../../../src/core/review/operations.ts';
import { emptyReview } from '../../../src/core/review/review.ts';
import { AnnotationStore } from '../../../src/editor/annotationStore.ts';
import { annotated, article, articleAttitudes, uri } from './annotated.ts';

const { extraction, text } = annotated(article, articleAttitudes);

function filled(address?: string) {
  const store = new AnnotationStore();
  const changes: string[] = [];
  const document = uri(address);
  store.set({
    uri: document,
    version: 1,
    text,
    suggested: extraction,
    completeness: 'complete',
    asRead: { text, suggested: extraction },
  });
  store.onDidChangeAnnotations((changed) => changes.push(changed.toString()));
  return { store, document, changes };
}

describe('AnnotationStore', () => {
  test('moves annotations with an edit and tells so', () => {
    const { store, document, changes } = filled();
    const edit = { span: { start: 0, end: 0 }, text: 'Вчера ' };
    store.shift(document, 2, `Вчера ${text}`, [edit]);
    const moved = store.get(document);
    expect(moved?.version).toBe(2);
    expect(moved?.wordsAt(moved.extraction.mentions[0]?.span ?? { start: 0, end: 0 })).toBe('Россия');
    expect(changes).toEqual([document.toString()]);
  });

  test('brings back what an edit removed when the edit is undone', () => {
    const { store, document } = filled();
    store.shift(document, 2, text.slice(10), [{ span: { start: 0, end: 10 }, text: '' }]);
    expect(store.get(document)?.extraction.mentions).toHaveLength(6);
    store.shift(document, 3, text, [{ span: { start: 0, end: 0 }, text: text.slice(0, 10) }]);
    expect(store.get(document)?.extraction).toEqual(extraction);
  });

  test('judges an edited name anew when the person pauses', async () => {
    vi.useFakeTimers();
    const { store, document, changes } = filled();
    const [mention] = extraction.mentions;
    if (!mention) throw new Error('There is no mention.');
    store.apply(document, addMentions(emptyReview, [mention]), 'Add');
    expect(store.get(document)?.extraction.mentions).toHaveLength(extraction.mentions.length);
    const at = mention.span.start + 1;
    const edited = `${text.slice(0, at)}й${text.slice(at)}`;
    store.shift(document, 2, edited, [{ span: { start: at, end: at }, text: 'й' }]);
    const nameAtOnce = store.get(document)?.index.entityOfMention(`T${mention.span.start}06`)?.name;
    expect(nameAtOnce).toBe('Россия');
    const count = changes.length;
    await vi.runAllTimersAsync();
    vi.useRealTimers();
    expect(changes).toHaveLength(count + 1);
    expect(store.get(document)?.index.entityOfMention(`T${mention.span.start}06`)?.name).toBe('Рйоссия');
  });

  test('keeps annotations of a closed document for when it is opened again unchanged', () => {
    const { store, document } = filled();
    store.markClosed(document);
    store.markOpened(document, 1, () => text);
    expect(store.get(document)?.extraction).toBe(extraction);
    store.markOpened(document, 1, () => `${text}!`);
    expect(store.get(document)).toBeUndefined();
  });

  test('forgets the longest closed documents of many', () => {
    const { store, document } = filled();
    store.markClosed(document);
    for (let index = 0; index < 20; index++) {
      const other = uri(`file:///texts/${index}.txt`);
      store.set({ uri: other, version: 1, text, suggested: extraction, completeness: 'complete' });
      store.markClosed(other);
    }
    expect(store.get(document)).toBeUndefined();
    expect(store.get(uri('file:///texts/19.txt'))).toBeDefined();
  });

  test('hands the annotations of an untitled text to the file it is saved as', () => {
    const { store } = filled('untitled:Untitled-1');
    const saved = uri('file:///texts/новая.txt');
    store.markOpened(saved, 1, () => text);
    expect(store.get(saved)).toMatchObject({ extraction, version: 1 });
    expect(store.get(saved)?.uri).toBe(saved);
  });

  test('says whether there was something to clear', () => {
    const { store, document } = filled();
    expect([store.clear(document), store.clear(document)]).toEqual([true, false]);
  });
});

/** A store that knows a document without suggestions, and what it tells of reviews. */
function reviewed(words: readonly string[]) {
  const store = new AnnotationStore();
  const document = uri();
  const steps: string[] = [];
  store.setReview({ uri: document, version: 1, text }, { review: emptyReview });
  store.onDidChangeReview((changed) => steps.push(changed.toString()));
  const review = () => store.known(document)?.review ?? emptyReview;
  const add = (word: string) => {
    const start = (store.known(document)?.text ?? '').indexOf(word);
    const mention = { type: 'PER', span: { start, end: start + word.length } };
    store.apply(document, addMentions(review(), [mention]), `add ${word}`);
  };
  for (const word of words) add(word);
  const shown = () =>
    store.get(document)?.extraction.mentions.map(({ span }) => store.get(document)?.wordsAt(span)) ?? [];
  return { store, document, steps, review, add, shown };
}

describe('AnnotationStore, of what people decide,', () => {
  test('takes steps, takes them back and does them again', () => {
    const { store, document, shown, steps } = reviewed(['США', 'Иран']);
    expect(shown()).toEqual(['США', 'Иран']);
    expect([store.get(document)?.undoTitle, store.get(document)?.redoTitle]).toEqual(['add Иран', undefined]);
    expect(store.undo(document)).toBe('add Иран');
    expect(shown()).toEqual(['США']);
    expect(store.undo(document)).toBe('add США');
    expect(store.undo(document)).toBeUndefined();
    expect(shown()).toEqual([]);
    expect(store.get(document)?.redoTitle).toBe('add США');
    expect(store.redo(document)).toBe('add США');
    expect(shown()).toEqual(['США']);
    expect(steps).toHaveLength(5);
  });

  test('shows annotations and suggestions as one, and annotations alone when suggestions are cleared', () => {
    const { store, document, shown } = reviewed(['молчит']);
    store.set({ uri: document, version: 1, text, suggested: extraction, completeness: 'complete' });
    expect(shown()).toHaveLength(8);
    expect(store.get(document)?.suggested).toBe(extraction);
    expect(store.clear(document)).toBe(true);
    expect(shown()).toEqual(['молчит']);
    expect(store.clear(document)).toBe(false);
  });

  test('keeps a mention whose words are deleted, and brings it back with them', () => {
    const { store, document, review, shown } = reviewed(['США', 'Иран']);
    const start = text.indexOf('США');
    const without = text.replace('США', '');
    store.shift(document, 2, without, [{ span: { start, end: start + 3 }, text: '' }]);
    expect(shown()).toEqual(['Иран']);
    expect(review().lost.map(({ words }) => words)).toEqual(['США']);
    store.shift(document, 3, text, [{ span: { start, end: start }, text: 'США' }]);
    expect(shown()).toEqual(['США', 'Иран']);
    expect(review().lost).toEqual([]);
  });

  test('takes a step back after the text was edited', () => {
    const { store, document, shown, review } = reviewed(['США']);
    const [mention] = store.get(document)?.extraction.mentions ?? [];
    if (mention) store.apply(document, removeMentions(review(), [mention]), 'remove');
    store.shift(document, 2, `Вчера ${text}`, [{ span: { start: 0, end: 0 }, text: 'Вчера ' }]);
    expect(shown()).toEqual([]);
    store.undo(document);
    expect(shown()).toEqual(['США']);
  });

  test('follows a text that an editor reads again from the disk as one coarse replacement', () => {
    const { store, document, shown } = reviewed(['США', 'НАТО']);
    const changed = `Вчера ${text.replace('Иванов', 'Петров')}${'!'.repeat(300)}`;
    store.shift(document, 2, changed, [{ span: { start: 0, end: text.length }, text: changed }]);
    expect(shown()).toEqual(['США', 'НАТО']);
  });

  test('does not know a document that nothing was read of', () => {
    const { store } = reviewed([]);
    const other = uri('file:///texts/other.txt');
    expect(() => store.apply(other, addMentions(emptyReview, []), 'x')).toThrow();
    expect([store.undo(other), store.redo(other), store.get(other)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('has nothing to show of a document that is only open for work', () => {
    const { store, document } = reviewed([]);
    expect(store.get(document)).toBeUndefined();
    expect(store.known(document)?.isEmpty).toBe(true);
  });
});
