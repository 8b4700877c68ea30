import type { Problem } from './problem.ts';

/** The names of one line, without the blanks around them. */
export function namesOfLine(content: string): string[] {
  return content
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/**
 * Groups of synonyms in AREkit's format: a line a group, names separated by commas.
 * Names keep their letters but lose the blanks around them; empty ones and blank lines count for nothing.
 * A name that stands in several lines belongs to the last one; each such name is listed as a problem.
 */
export function parseSynonyms(text: string): { groups: string[][]; problems: Problem[] } {
  const groups: string[][] = [];
  const problems: Problem[] = [];
  const linesByName = new Map<string, number>();
  for (const [index, content] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    if (content.trim() === '') continue;
    const line = index + 1;
    const names = namesOfLine(content);
    if (names.length === 0) {
      problems.push({ message: 'Holds commas but no name; the line was left out.', line });
      continue;
    }
    if (content.includes('\uFFFD')) {
      problems.push({ message: 'Holds characters that could not be read; is the file UTF-8?', line });
    }
    for (const name of names) {
      const earlier = linesByName.get(name.toLowerCase());
      if (earlier !== undefined && earlier !== line) {
        problems.push({ message: `"${name}" stands in line ${earlier} too; this line counts.`, line });
      }
      linesByName.set(name.toLowerCase(), line);
    }
    groups.push(names);
  }
  return { groups, problems };
}

/** Whether both hold the same names in the same groups and order. */
export function areSameGroups(a: readonly (readonly string[])[], b: readonly (readonly string[])[]): boolean {
  return (
    a === b ||
    (a.length === b.length &&
      a.every((names, group) => {
        const others = b[group];
        return names.length === others?.length && names.every((name, index) => name === others[index]);
      }))
  );
}
