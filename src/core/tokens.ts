import type { Span } from './span.ts';

// Marks stay with their letter, so that a decomposed й is no border; so do soft hyphens and joiners.
const mark = '\\p{M}\\u00AD\\u200C\\u200D';
const otherLetter = '(?!\\p{Script=Cyrillic}|\\p{Script=Latin})[\\p{L}\\p{No}\\p{Nl}]';

/** Letters of one alphabet, which those of neither may join: `ΔТ` is one unit. */
function letters(script: string): string {
  return `(?:\\p{Script=${script}}|${otherLetter})(?:[\\p{Script=${script}}${mark}]+|${otherLetter})*`;
}

/** Digits or letters, so `10k` is two units. */
const unit = `(?:\\p{Nd}+|${letters('Cyrillic')}|${letters('Latin')})`;
const word = `${unit}(?:(?:[-‑–—−_]|(?<=\\p{Nd})[.,/\\\\](?=\\p{Nd}))${unit})*`;
const emoji =
  '\\p{RI}\\p{RI}|\\p{Extended_Pictographic}(?:\\p{EMod}|\\uFE0F|\\u200D\\p{Extended_Pictographic})*';
const marks = '[.?!…]+|--|\\*\\*|[:;=]-?[)(]+';
const token = new RegExp(`${word}|${marks}|${emoji}|\\S`, 'gu');

/**
 * Tokens of `text`, in order and without overlap; together they hold all that is not blank.
 * A token is a word with its inner hyphens (`кто-то`), a number with its inner marks (`3,5`, `1/2`), a run of ending marks
 * (`?!`), a smiley, an emoji, or any other single character. Much as natasha/razdel (MIT) has it.
 */
export function splitTokens(text: string): Span[] {
  return Array.from(text.matchAll(token), ({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
}
