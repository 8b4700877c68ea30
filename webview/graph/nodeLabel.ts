const longestLine = 20;
const mostLines = 3;

/**
 * A name as the lines of a label: broken between words, inside a word only where it is longer than a line,
 * and cut with "…" after the third line.
 */
export function labelLines(name: string): readonly string[] {
  const lines: string[] = [];
  for (const word of name.split(/\s+/u).filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && lengthOf(last) + 1 + lengthOf(word) <= longestLine) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(...pieces(word));
    }
  }
  if (lines.length <= mostLines) return lines;
  const kept = lines.slice(0, mostLines);
  const end = characters(kept[mostLines - 1] ?? '').slice(0, longestLine - 1);
  return [...kept.slice(0, -1), `${end.join('')}…`];
}

function pieces(word: string): readonly string[] {
  const all = characters(word);
  const count = Math.ceil(all.length / longestLine);
  return Array.from({ length: count }, (_, index) =>
    all.slice(index * longestLine, (index + 1) * longestLine).join(''),
  );
}

function lengthOf(text: string): number {
  return characters(text).length;
}

/** What a reader counts as one: й may be two code points, an emoji many. */
function characters(text: string): readonly string[] {
  return [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(
    ({ segment }) => segment,
  );
}
