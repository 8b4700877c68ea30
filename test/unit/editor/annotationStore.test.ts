import { describe, expect, test } from 'vitest';
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
    extraction,
    completeness: 'complete',
    asRead: { text, extraction },
  });
  store.onDidChangeAnnotations((changed) => changes.push(changed.toString()));
  return { store, document, changes };
}

describe('AnnotationStore', () => {
  test('moves annotations with an edit and tells so', () => {
    const { store, document, changes } = filled();
    const edit = { span: { start: 0, end: 0 }, length: 6 };
    store.shift(document, 2, `Вчера ${text}`, [edit]);
    const moved = store.get(document);
    expect(moved?.version).toBe(2);
    expect(moved?.wordsAt(moved.extraction.mentions[0]?.span ?? { start: 0, end: 0 })).toBe('Россия');
    expect(changes).toEqual([document.toString()]);
  });

  test('brings back what an edit removed when the edit is undone', () => {
    const { store, document } = filled();
    store.shift(document, 2, text.slice(10), [{ span: { start: 0, end: 10 }, length: 0 }]);
    expect(store.get(document)?.extraction.mentions).toHaveLength(6);
    store.shift(document, 3, text, [{ span: { start: 0, end: 0 }, length: 10 }]);
    expect(store.get(document)?.extraction).toEqual(extraction);
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
      store.set({ uri: other, version: 1, text, extraction, completeness: 'complete' });
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
