import type { Label } from '../annotations.ts';
import { byId } from '../byId.ts';
import type { BratDocument } from '../formats/brat.ts';
import { bratAttitudes, bratMentions, sourceFirst } from '../formats/bratAttitudes.ts';
import type { Problem } from '../problem.ts';
import type { Annotator, ComparedRelation } from './comparedDocument.ts';

const attitudeTypes: Readonly<Record<Label, string>> = { positive: 'POS', negative: 'NEG', neutral: 'NEU' };

/**
 * What an `.ann` file marks, for comparison.
 * @param relations whether relations that are no attitudes take part
 * @returns problems for the relations left out because an end is the trigger of an event or empty; what is wrong with
 * the lines themselves stands in `document.problems`
 */
export function readAnnotator(
  document: BratDocument,
  relations: 'attitudes' | 'all',
): Annotator & { readonly problems: readonly Problem[] } {
  const mentions = bratMentions(document);
  const mentionsById = byId(mentions);
  const attitudes = new Map(bratAttitudes(document).map(({ id, label }) => [id, label]));
  const textIds = new Set(
    document.lines.flatMap(({ annotation }) => (annotation?.type === 'text' ? [annotation.id] : [])),
  );
  const compared: ComparedRelation[] = [];
  const problems: Problem[] = [];
  for (const [index, { annotation }] of document.lines.entries()) {
    if (annotation?.type !== 'relation') continue;
    const label = attitudes.get(annotation.id);
    if (label === undefined && relations === 'attitudes') continue;
    const [sourceId, targetId] = sourceFirst(annotation.arguments).map(({ target }) => target);
    const source = mentionsById.get(sourceId ?? '');
    const target = mentionsById.get(targetId ?? '');
    if (source !== undefined && target !== undefined) {
      const type = label === undefined ? annotation.name : attitudeTypes[label];
      compared.push({ id: annotation.id, type, source, target, ...(label === undefined ? {} : { label }) });
      continue;
    }
    for (const id of new Set([sourceId ?? '', targetId ?? ''])) {
      if (mentionsById.has(id) || !textIds.has(id)) continue;
      const message = `${id} is no entity mention (an event's trigger, or empty); the relation was left out.`;
      problems.push({ message, line: index + 1 });
    }
  }
  return { mentions, relations: compared, problems };
}
