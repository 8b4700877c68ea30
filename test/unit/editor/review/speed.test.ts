import { beforeAll, describe, expect, test } from 'vitest';
import { acceptAttitudes, shownAttitude } from '../../../../src/core/review/operations.ts';
import { AnnotationStore } from '../../../../src/editor/annotationStore.ts';
import { planDecorations } from '../../../../src/editor/decorationPlan.ts';
import type { DocumentAnnotations } from '../../../../src/editor/documentAnnotations.ts';
import { outlineOf } from '../../../../src/editor/outline.ts';
import { groupsOf } from '../../../../src/editor/review/reviewNodes.ts';
import { planReview } from '../../../../src/editor/review/reviewPlan.ts';
import { visitOf } from '../../../../src/editor/review/reviewSession.ts';
import { neighbourSuggestion } from '../../../../src/editor/review/suggestionQueue.ts';
import { statusText } from '../../../../src/editor/statusText.ts';
import { cpuTime } from '../../core/cpuTime.ts';
import { largeDocument } from '../../core/review/largeDocument.ts';
import { uri } from '../annotated.ts';

/** Milliseconds; an idle machine takes a part of it, and the bound is for one that is busy with all other tests. */
const bound = 200;

describe('in a megabyte of text with 20 000 mentions and 10 000 attitudes', () => {
  const store = new AnnotationStore();
  const document = uri();
  const known = (): DocumentAnnotations => {
    const annotations = store.get(document);
    if (!annotations) throw new Error('The store has nothing of the document.');
    return annotations;
  };
  beforeAll(() => {
    const { text, suggested } = largeDocument();
    store.set({ uri: document, version: 1, text, suggested, completeness: 'complete' });
  });

  /** Accepts a suggestion in the middle, and finds and plans the next one, as a key does. */
  function step(order: 'position' | 'uncertainty'): void {
    const before = known();
    const current = neighbourSuggestion(before, { offset: before.text.length / 2 }, order, 1);
    const visit = current && visitOf(before, current);
    const shown = current && shownAttitude(current, (id) => before.index.mention(id));
    store.apply(document, acceptAttitudes(before.review, shown ? [shown] : []), 'accepted');
    const after = known();
    const next = neighbourSuggestion(after, visit, order, 1);
    expect(next && planReview(after, next)).toBeDefined();
    expect(next).not.toEqual(current);
  }

  test.each(['position', 'uncertainty'] as const)('a key decides and goes on at once, by %s', (order) => {
    expect(cpuTime(() => step(order), 5)).toBeLessThan(bound);
  });

  test('what follows a step is soon drawn and counted', () => {
    const { text } = known();
    const visible = [{ start: text.length / 2, end: text.length / 2 + 3000 }];
    const follow = () => {
      const annotations = known();
      planDecorations(annotations, visible, undefined);
      statusText(annotations, { type: 'idle' }, null, true);
      groupsOf(annotations, 'sentence');
      outlineOf(annotations);
    };
    expect(cpuTime(follow, 5)).toBeLessThan(bound);
  });
});
