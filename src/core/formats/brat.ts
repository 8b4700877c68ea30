import type { Problem } from '../problem.ts';
import { annotationId, type BratAnnotation, referencedIds } from './bratAnnotation.ts';
import { readBratLine } from './bratLine.ts';
import {
  type BratFlaw,
  type BratReading,
  type BratText,
  isIdWithNumber,
  withoutLineEnd,
} from './bratReading.ts';
import { mapCodePoints } from './codePoints.ts';

/** One line of an `.ann` file. */
interface BratLine {
  /** As it stands in the file, line end included: written back unchanged unless it is edited. */
  readonly raw: string;
  /** Absent for a line that cannot be read; it stays in the file all the same. */
  readonly annotation?: BratAnnotation;
  /** The id that the line takes, read or not. */
  readonly reservedId?: string;
}

/** A flaw of a line; `line` is always there. */
interface BratProblem extends Problem, BratFlaw {
  readonly line: number;
}

/** A whole `.ann` file, nothing left out. */
export interface BratDocument {
  /** The text that the annotations speak of, as given to `parseBrat`. */
  readonly text: string;
  readonly lines: readonly BratLine[];
  /** In the order of lines. */
  readonly problems: readonly BratProblem[];
}

/**
 * Reads an `.ann` file as brat does, but never gives up: a line that cannot be read is kept and listed.
 * @param documentText the text file exactly as it is on disk (line ends, byte order mark): offsets in the file count
 * its code points; the spans of the result are UTF-16 offsets into it.
 */
export function parseBrat(annText: string, documentText: string): BratDocument {
  const document = { text: documentText, codePoints: mapCodePoints(documentText) };
  const lines: BratLine[] = [];
  const problems: BratProblem[] = [];
  const takenIds = new Set<string>();
  for (const raw of annText.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? []) {
    const { annotation, flaw, reservedId } = readLine(raw, document, takenIds);
    if (reservedId !== undefined) takenIds.add(reservedId);
    lines.push({
      raw,
      ...(annotation === undefined ? {} : { annotation }),
      ...(reservedId === undefined ? {} : { reservedId }),
    });
    if (flaw !== undefined) problems.push({ ...flaw, line: lines.length });
  }
  problems.push(...checkReferences(lines, takenIds));
  return { text: documentText, lines, problems: problems.sort((a, b) => a.line - b.line) };
}

/** The text of the `.ann` file: every line that was not edited is as it was, byte for byte. */
export function formatBrat(document: BratDocument): string {
  return document.lines.map(({ raw }) => raw).join('');
}

function readLine(
  raw: string,
  document: BratText,
  takenIds: ReadonlySet<string>,
): BratReading & { reservedId?: string } {
  const flawed = (kind: BratFlaw['kind'], message: string) => ({ flaw: { kind, message } });
  const firstTab = raw.indexOf('\t');
  if (firstTab < 0) {
    const isBlank = raw.trim() === '';
    return flawed('syntax', isBlank ? 'The line is blank.' : 'The line has no TAB after its id.');
  }
  const id = raw.slice(0, firstTab);
  if (/^(\p{Nd}|$)/u.test(id))
    return flawed('fatal', `"${id}" is no id: it needs a letter before its number.`);
  if (takenIds.has(id)) return flawed('syntax', `The id ${id} is already taken by a line above.`);
  if (id !== '*' && !isIdWithNumber(id)) {
    const hint = id.startsWith('\uFEFF') ? ' A byte order mark begins the file; save it without.' : '';
    return flawed('syntax', `"${id.replace('\uFEFF', '')}" is no id that brat can read.${hint}`);
  }
  const rest = raw.slice(firstTab + 1);
  const secondTab = rest.indexOf('\t');
  const parts =
    secondTab < 0
      ? { id, data: withoutLineEnd(rest), tail: undefined }
      : { id, data: rest.slice(0, secondTab), tail: rest.slice(secondTab + 1) };
  return { ...readBratLine(parts, document), ...(id === '*' ? {} : { reservedId: id }) };
}

/** What can only be said when all lines are known. A reference to a line that could not be read is none to complain of. */
function checkReferences(lines: readonly BratLine[], takenIds: ReadonlySet<string>): BratProblem[] {
  const byId = new Map(
    lines.flatMap(({ annotation }) => {
      const id = annotation && annotationId(annotation);
      return annotation === undefined || id === undefined ? [] : [[id, annotation] as const];
    }),
  );
  const triggers = new Set(
    [...byId.values()].flatMap((each) => (each.type === 'event' ? [each.trigger] : [])),
  );
  return lines.flatMap(({ annotation }, index) => {
    if (annotation === undefined) return [];
    const line = index + 1;
    const missing = [...new Set(referencedIds(annotation))]
      .filter((id) => !takenIds.has(id))
      .map((id): BratProblem => ({ kind: 'content', line, message: `There is no annotation ${id}.` }));
    const flaw = checkTrigger(annotation, byId, triggers);
    return flaw === undefined ? missing : [...missing, { kind: 'fatal', line, message: flaw } as const];
  });
}

function checkTrigger(
  annotation: BratAnnotation,
  byId: ReadonlyMap<string, BratAnnotation>,
  triggers: ReadonlySet<string>,
): string | undefined {
  switch (annotation.type) {
    case 'event': {
      const trigger = byId.get(annotation.trigger);
      return trigger?.type === 'text' && trigger.name === annotation.name
        ? undefined
        : `The trigger ${annotation.trigger} is no mention of type ${annotation.name}.`;
    }
    case 'attribute':
    case 'normalization':
    case 'note':
      return triggers.has(annotation.target)
        ? `${annotation.target} is the trigger of an event; only the event itself may be spoken of.`
        : undefined;
    case 'text':
    case 'relation':
    case 'equivalence':
      return undefined;
  }
}
