import type { EntityMention } from './annotations.ts';
import { clusterForms } from './entities/cluster.ts';
import { collectForms, type NameForm } from './entities/nameForm.ts';
import { shownName } from './entities/shownName.ts';
import { groupMentions } from './entities.ts';
import type { SynonymLine, SynonymLines } from './synonymLines.ts';
import { namesOfLine } from './synonyms.ts';

/** Mentions that shall be one entity, and nothing else with them. */
export interface Part {
  readonly mentions: readonly EntityMention[];
  /** The line that holds the part's names, once there is one. */
  line?: SynonymLine | undefined;
}

/** The groups that the lines stand for. */
export function groupsOf(lines: SynonymLines): string[][] {
  return lines.groups.map(({ content }) => namesOfLine(content));
}

/** One name for each word or group of words that the part is called by, its cases counted as one. */
export function mainNames(text: string, { mentions }: Part): string[] {
  return clusterForms(collectForms(text, mentions), () => undefined).map((cluster) => shownName([cluster]));
}

/**
 * Adds names until grouping the mentions gives the parts: first the main ones, where they do not do all spellings.
 * Returns spellings that cannot be told apart, because the file knows spellings only.
 */
export function settle(lines: SynonymLines, text: string, parts: readonly Part[]): string[] {
  const waysToName = [
    (part: Part) => mainNames(text, part),
    (part: Part) => collectForms(text, part.mentions).map(({ value }: NameForm) => value),
  ];
  for (const namesOf of waysToName) {
    const misplaced = findMisplaced(lines, text, parts);
    // Grouping takes its time in a long text.
    if (misplaced.size === 0) return [];
    for (const part of misplaced) pin(lines, text, part, namesOf(part), parts);
  }
  const left = findMisplaced(lines, text, parts);
  return [...new Set([...left].flatMap((part) => mainNames(text, part)))];
}

/** Parts that are not one entity of their own as the lines stand. */
function findMisplaced(lines: SynonymLines, text: string, parts: readonly Part[]): ReadonlySet<Part> {
  const partsById = new Map(parts.flatMap((part) => part.mentions.map(({ id }) => [id, part] as const)));
  const mentions = parts.flatMap((part) => part.mentions);
  const misplaced = new Set<Part>();
  const met = new Set<Part>();
  for (const { mentionIds } of groupMentions(text, mentions, groupsOf(lines))) {
    const together = new Set(mentionIds.flatMap((id) => partsById.get(id) ?? []));
    for (const part of together) {
      if (together.size > 1 || met.has(part)) misplaced.add(part);
      met.add(part);
    }
  }
  return misplaced;
}

/** Puts the names into the part's own line, and out of all others. */
function pin(
  lines: SynonymLines,
  text: string,
  part: Part,
  names: readonly string[],
  parts: readonly Part[],
): void {
  const others = new Set(parts.flatMap(({ line }) => (line && line !== part.line ? line : [])));
  part.line ??= lineHolding(lines, text, part, others);
  if (part.line) lines.add(part.line, names);
  else part.line = lines.append(names);
  for (const line of lines.groups) if (line !== part.line) lines.remove(line, names);
}

/** The last line that holds a spelling of the part just so, as that one counts. */
function lineHolding(
  lines: SynonymLines,
  text: string,
  { mentions }: Part,
  others: ReadonlySet<SynonymLine>,
): SynonymLine | undefined {
  const values = new Set(collectForms(text, mentions).map(({ value }) => value.toLowerCase()));
  return lines.groups.findLast(
    (line) => !others.has(line) && namesOfLine(line.content).some((name) => values.has(name.toLowerCase())),
  );
}
