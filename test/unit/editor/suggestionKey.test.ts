import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Origin } from '../../../src/core/formats/bratOrigin.ts';
import { emptyReview } from '../../../src/core/review/review.ts';
import type { PreparedRequest } from '../../../src/editor/extractionRunner.ts';
import { suggestionKey } from '../../../src/editor/suggestionKey.ts';

const models = join(import.meta.dirname, '..', '..', 'data', 'models');
const folders = { entities: join(models, 'tiny-entities'), attitudes: join(models, 'tiny-attitudes') };
const plain: PreparedRequest['settings'] = { source: 'plain', folders };
const mention = { id: 'T1', type: 'PER', span: { start: 0, end: 6 } };

const key = (text: string, settings: Partial<PreparedRequest['settings']> = {}, origin?: Origin) => {
  const annotation = { ...mention, ...(origin && { origin }) };
  const review = { ...emptyReview, mentions: new Map([['T1', annotation]]) };
  return suggestionKey(text, { ...plain, ...settings }, review);
};

test('is the same whatever a person confirms', async () => {
  const before = await key('Иванов.');
  expect(await key('Иванов.', { mentions: [mention], recognise: 'besides' })).toBe(before);
  expect(await key('Иванов.', { excluded: [mention.span] })).toBe(before);
  const others = await key('Иванов.', { mentions: [] });
  expect(await key('Иванов.', { mentions: [mention] }, { by: 'added' })).toBe(others);
});

test.each([
  ['text', 'Иванов!', {}],
  ['source', 'Иванов.', { source: 'rusentrel' }],
  ['threshold', 'Иванов.', { threshold: 0.5 }],
  ['groups of names', 'Иванов.', { synonyms: [['Иванов', 'Он']] }],
  ['model', 'Иванов.', { folders: { ...folders, attitudes: join(models, 'tiny-pairs') } }],
  ['mentions of others', 'Иванов.', { mentions: [mention] }],
] as const)('is another for another %s', async (_, text, settings) => {
  const { mentions } = settings as { mentions?: readonly [] };
  expect(await key(text, settings)).not.toBe(await key('Иванов.', mentions ? { mentions: [] } : {}));
});

test('does not exist without the models', async () => {
  await expect(key('Иванов.', { folders: { ...folders, attitudes: models } })).rejects.toThrow();
});
