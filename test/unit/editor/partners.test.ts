import { expect, test } from 'vitest';
import { partnersOf } from '../../../src/editor/partners.ts';
import { annotated, article, articleAttitudes } from './annotated.ts';

test.each([
  ['a subject with its object', 'T1', ['→ США']],
  ['a mention in the middle with both sides', 'T2', ['← Россия', '→ Иран']],
  ['an object with its subject', 'T5', ['← Кита\u0438\u0306']],
  ['a mention without attitudes with none', 'T7', []],
])('partnersOf gives %s', (_title, mentionId, expected) => {
  const annotations = annotated(article, articleAttitudes);
  const mention = annotations.index.mention(mentionId);
  if (!mention) throw new Error(`No mention ${mentionId}`);
  const partners = partnersOf(annotations, mention);
  expect(
    partners.map((each) => `${each.isOutgoing ? '→' : '←'} ${annotations.wordsAt(each.mention.span)}`),
  ).toEqual(expected);
});

test('partnersOf falls back to the entity where the mention itself has no attitude', () => {
  const annotations = annotated('[А]PER ругает [Б]PER.\n[А]PER молчит.', ['T1 - T2 0.9']);
  const mention = annotations.index.mention('T3');
  expect(mention && partnersOf(annotations, mention).map((each) => each.mention.id)).toEqual(['T2']);
});
