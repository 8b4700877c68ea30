import { expect, test } from 'vitest';
import { listTypes } from '../../../../src/editor/entities/entityTypes.ts';

test('offers declared types in their order, then ours, then those of the text, each once', () => {
  expect(listTypes(['Лицо', 'ORG'], ['ORG', 'Событие', 'Лицо', 'PER', 'Event', 'Event'])).toEqual({
    declared: ['Лицо', 'ORG'],
    own: ['PER', 'LOC', 'GEOPOLIT'],
    used: ['Event', 'Событие'],
  });
});

test('offers ours where nothing is declared', () => {
  expect(listTypes([], [])).toEqual({ declared: [], own: ['PER', 'ORG', 'LOC', 'GEOPOLIT'], used: [] });
});
