/** Letters in the order in which they are given out: those under the fingers first. */
const letters = 'asdfghjklqwertyuiopzxcvbnm';

/** The letters that the same keys write with a Russian layout, in the order of `letters`. */
const russian = 'фывапролдйцукенгшщзячсмить';

/**
 * Labels to type for `count` places, the easiest first: a letter each, and two where one does not go round.
 * None is the beginning of another, so that each is known as soon as it is typed.
 */
export function assignLabels(count: number): string[] {
  if (count <= letters.length) return [...letters.slice(0, count)];
  const prefixes = Math.min(letters.length, Math.ceil((count - letters.length) / (letters.length - 1)));
  const singles = [...letters.slice(0, letters.length - prefixes)];
  // The last letters lead on, so that the first stay short.
  const leading = [...letters.slice(letters.length - prefixes)];
  const left = count - singles.length;
  return [
    ...singles,
    ...leading.flatMap((letter, index) => {
      const share = Math.floor((left + leading.length - 1 - index) / leading.length);
      return assignLabels(share).map((rest) => letter + rest);
    }),
  ];
}

/** What was typed as the letters of labels, whichever layout the keyboard has and however it is shifted. */
export function readLabel(typed: string): string {
  return [...typed.toLowerCase()]
    .map((each) => letters[russian.indexOf(each)] ?? each)
    .filter((each) => letters.includes(each))
    .join('');
}
