import { describe, expect, test } from 'vitest';
import { acceptAttitudes } from '../../../src/core/review/operations.ts';
import { emptyReview } from '../../../src/core/review/review.ts';
import { statusText } from '../../../src/editor/statusText.ts';
import { EngineError } from '../../../src/engine/errors.ts';
import { annotated, article, articleAttitudes, decided, suggested } from './annotated.ts';

const idle = { type: 'idle' } as const;
const models = { entities: 'entities-ru', attitudes: 'attitudes-ru' };
const timings = { loadMs: 1200, totalMs: 4230, cachedSentences: 2, peakMemoryBytes: 0 };

describe('statusText', () => {
  test('is quiet before anything was extracted', () => {
    expect(statusText(undefined, idle, null).text).toBe('Attitudes');
  });

  test('counts sentences while it works', () => {
    const progress = { doneSentences: 12, totalSentences: 40 };
    expect(statusText(undefined, { type: 'running', progress }, null).text).toBe(
      '$(loading~spin) 12 of 40 sentences',
    );
    expect(statusText(undefined, { type: 'running', progress: undefined }, null).text).toContain(
      'Loading the model',
    );
  });

  test('gives the counts of what was found', () => {
    const status = statusText(annotated(article, articleAttitudes), idle, null);
    expect(status.text).toBe('6 entities · 2 − · 1 +');
    expect(status.label).toBe('Attitudes: 6 entities, 2 negative, 1 positive');
  });

  test('says that no model was asked where only the file speaks', () => {
    const { extraction } = annotated(article);
    const mentions = new Map(
      extraction.mentions.map(({ id, span, type }) => [id, { id, span, type }] as const),
    );
    const annotations = annotated(article, [], {
      suggested: undefined,
      completeness: 'none',
      review: { ...emptyReview, mentions },
    });
    const { text, tooltip } = statusText(annotations, idle, null);
    expect(text).toMatch(/entities · 0 . · 0 .$/u);
    expect(tooltip).toContain('no model was asked');
    expect(tooltip).not.toContain('Threshold');
  });

  test('tells model, time, threshold and what was left out', () => {
    const annotations = annotated(article, articleAttitudes, { models, timings });
    const problems = Array.from({ length: 7 }, (_, index) => ({ message: `Sentence ${index} is too long.` }));
    const withProblems = annotated(article, [], {
      models,
      timings,
      suggested: { ...annotations.extraction, problems },
    });
    const { tooltip } = statusText(withProblems, idle, 0.5);
    for (const part of [
      'attitudes\\-ru',
      'entities\\-ru',
      '3 sentences',
      '4\\.2 s',
      '1\\.2 s',
      '0\\.5',
      'too long',
      'and 2 more',
    ])
      expect(tooltip).toContain(part);
  });

  test('says that an extraction was cancelled', () => {
    const progress = { doneSentences: 2, totalSentences: 3 };
    const stopped = annotated(article, articleAttitudes, { completeness: 'stopped', progress });
    expect(statusText(stopped, idle, null).tooltip).toContain('cancelled');
    expect(statusText(stopped, idle, null).tooltip).toContain('2 of 3 sentences');
    expect(statusText(stopped, idle, null).text).toContain('$(info)');
  });

  test('doubts a text that is not Russian', () => {
    const english = annotated(
      '[Russia]GEOPOLIT accused the [United States]GEOPOLIT of putting pressure on [Iran]GEOPOLIT.',
    );
    expect(statusText(english, idle, null).tooltip).toContain('does not look Russian');
  });

  test('counts down what is left once the review has begun, and says what came of the rest', () => {
    const reviewed = decided(suggested(article, articleAttitudes), (review, shown) =>
      acceptAttitudes(review, shown.slice(0, 1)),
    );
    const status = statusText(reviewed, idle, null);
    expect(status.text).toBe('6 entities · 2 − · 1 + · 2 of 3 left');
    expect(status.label).toBe('Attitudes: 6 entities, 2 negative, 1 positive, 2 of 3 left');
    expect(status.tooltip).toContain('Reviewed: 1 of 3 \\(accepted 1\\)');
  });

  test('shows during the review only what is left', () => {
    const status = statusText(suggested(article, articleAttitudes), idle, null, true);
    expect(status.text).toBe('$(checklist) Review: 3 of 3 left');
    expect(status.label).toBe('Review of attitudes: 3 of 3 left');
  });

  test('keeps a failure in sight', () => {
    const status = statusText(undefined, { type: 'failed', error: new EngineError('It died') }, null);
    expect(status.text).toContain('$(error)');
    expect(status.tooltip).toContain('It died');
  });
});
