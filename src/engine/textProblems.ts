import type { Problem } from '../core/problem.ts';

/** Letters looked at: enough to know the script, little enough for the largest file. */
const sampleLength = 100_000;
/** A shorter text says nothing of its language. */
const fewestLetters = 20;

/** What can be said of a text before a model reads it: that it is empty, or not in the model's script. */
export function textProblems(text: string, language: string): Problem[] {
  if (!/[\p{L}\p{N}]/u.test(text)) return [{ message: 'The text holds no words.' }];
  if (!/^ru\b/i.test(language)) return [];
  const letters = text.slice(0, sampleLength).match(/\p{L}/gu) ?? [];
  if (letters.length < fewestLetters) return [];
  const share = letters.filter((letter) => /\p{Script=Cyrillic}/u.test(letter)).length / letters.length;
  if (share >= 0.5) return [];
  const percent = Math.floor(share * 100);
  return [
    {
      message: `Only ${percent} % of the letters are Cyrillic; the model reads Russian, so little of what it says here can be relied on.`,
    },
  ];
}
