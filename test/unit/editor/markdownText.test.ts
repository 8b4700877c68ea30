import { describe, expect, test } from 'vitest';
import { commandLink, escapeMarkdown } from '../../../src/editor/markdownText.ts';

describe('escapeMarkdown', () => {
  test.each([
    ['*жирно*', '\\*жирно\\*'],
    ['[a](b)', '\\[a\\]\\(b\\)'],
    ['<script>', '\\<script\\>'],
    ['строка\r\n  другая', 'строка другая'],
    ['й 🙂 «НАТО» — да', 'й 🙂 «НАТО» — да'],
    ['a\\b', 'a\\\\b'],
  ])('escapes %j', (text, expected) => expect(escapeMarkdown(text)).toBe(expected));
});

describe('commandLink', () => {
  test('carries arguments that hold brackets, quotes and letters of any kind', () => {
    const args = ['file:///a (1)/текст.txt', 'T1', '")](x'];
    const link = commandLink('США (Штаты)', 'aredit.revealMention', args);
    const [, query = ''] = /\(command:aredit\.revealMention\?([^)]*)\)$/u.exec(link) ?? [];
    expect(JSON.parse(decodeURIComponent(query))).toEqual(args);
    expect(link.startsWith('[США \\(Штаты\\)](')).toBe(true);
  });
});
