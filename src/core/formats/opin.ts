import type { Label } from '../annotations.ts';
import type { Problem } from '../problem.ts';

/** One line of an `.opin.txt` file: what one entity, named by a value, holds towards another. */
export interface OpinionLine {
  readonly source: string;
  readonly target: string;
  readonly label: Label;
  /** The fourth field, `current` or `past` in RuSentRel; nobody evaluates it. */
  readonly time: string;
  /** 1-based line of the file. */
  readonly line: number;
}

const labelsByWord: ReadonlyMap<string, Label> = new Map([
  ['pos', 'positive'],
  ['neg', 'negative'],
  ['neu', 'neutral'],
]);

/** How `.opin.txt` and BRAT relations abbreviate a label, in lower case. */
export const labelWords: Readonly<Record<Label, string>> = {
  positive: 'pos',
  negative: 'neg',
  neutral: 'neu',
};

/**
 * Opinions of an `.opin.txt` file, in its order: `source, target, pos|neg|neu, current` a line.
 * Blank lines count for nothing; any other line that cannot be read is left out and listed.
 */
export function parseOpinions(text: string): { opinions: OpinionLine[]; problems: Problem[] } {
  const opinions: OpinionLine[] = [];
  const problems: Problem[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  for (const [index, content] of lines.entries()) {
    if (content.trim() === '') continue;
    const line = index + 1;
    const parsed = parseOpinion(content, line);
    if (typeof parsed === 'string') problems.push({ message: parsed, line });
    else opinions.push(parsed);
  }
  return { opinions, problems };
}

function parseOpinion(content: string, line: number): OpinionLine | string {
  const [source, target, word, time, ...rest] = content.split(',').map((field) => field.trim());
  if (!source || !target || word === undefined)
    return 'Needs "source, target, pos|neg|neu, current"; the line was left out.';
  const label = labelsByWord.get(word);
  if (label === undefined)
    return `"${word}" is not pos, neg or neu (a name may not hold a comma); the line was left out.`;
  if (rest.length > 0)
    return 'Has more than four fields (a name may not hold a comma); the line was left out.';
  return { source, target, label, time: time ?? '', line };
}

/**
 * The text of an `.opin.txt` file, a line an opinion, LF at each end.
 * Commas and line breaks inside a name become spaces: the format has no way to quote them.
 */
export function formatOpinions(
  opinions: readonly Pick<OpinionLine, 'source' | 'target' | 'label'>[],
): string {
  return opinions
    .map(({ source, target, label }) => `${field(source)}, ${field(target)}, ${labelWords[label]}, current\n`)
    .join('');
}

function field(name: string): string {
  return name.replace(/[\s,]+/g, ' ').trim();
}
