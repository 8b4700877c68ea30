import type { Problem } from '../problem.ts';
import { finish, type Work } from '../work.ts';
import { annotationId, type BratAnnotation, referencedIds } from './bratAnnotation.ts';
import { readBratLine } from './bratLine.ts';
import {
  type BratFlaw,
  type BratReading,
  type BratText,
  isIdWithNumber,
  withoutLineEnd,
} from './bratReading.ts';
import { type CodePointMap, mapCodePoints } from './codePoints.ts';

/** One line of an `.ann` file. */
export interface BratLine {
  /** As it stands in the file, line end included: written back unchanged unless it is edited. */
  readonly raw: string;
  /** Absent for a line that cannot be read; it stays in the file all the same. */
  readonly annotation?: BratAnnotation;
  /** The id that the line takes, read or not. */
  readonly reservedId?: string;
  /** What is wrong with it, other lines aside. */
  readonly flaw?: BratFlaw;
  /** The id that a line above has taken. */
  readonly repeatedId?: string;
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

const linePattern = /[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g;

/**
 * Reads an `.ann` file as brat does, but never gives up: a line that cannot be read is kept and listed.
 * @param documentText the text file exactly as it is on disk (line ends, byte order mark): offsets in the file count
 * its code points; the spans of the result are UTF-16 offsets into it.
 */
export function parseBrat(annText: string, documentText: string): BratDocument {
  return finish(assembling([annText], documentText));
}

/** `parseBrat`, which of a large file takes a while. */
export function parsingBrat(annText: string, documentText: string): Work<BratDocument> {
  return assembling([annText], documentText);
}

/**
 * The document with other lines for the same text. Only those given as text are read; each may be several lines, or
 * none when it is empty.
 */
export function replaceLines(document: BratDocument, lines: readonly (BratLine | string)[]): BratDocument {
  return finish(assembling(lines, document.text));
}

/** The text of the `.ann` file: every line that was not edited is as it was, byte for byte. */
export function formatBrat(document: BratDocument): string {
  let annText = '';
  for (const { raw } of document.lines) annText += raw;
  return annText;
}

/** After so many lines the work rests. */
const linesATurn = 256;

function* assembling(given: readonly (BratLine | string)[], documentText: string): Work<BratDocument> {
  let codePoints: CodePointMap | undefined;
  const document: BratText = {
    text: documentText,
    get codePoints() {
      codePoints ??= mapCodePoints(documentText);
      return codePoints;
    },
  };
  const lines: BratLine[] = [];
  const problems: BratProblem[] = [];
  const takenIds = new Set<string>();
  const add = (line: BratLine) => {
    if (line.reservedId !== undefined) takenIds.add(line.reservedId);
    lines.push(line);
    if (line.flaw !== undefined) problems.push({ ...line.flaw, line: lines.length });
  };
  for (const each of given) {
    if (typeof each === 'string')
      for (const [raw] of each.matchAll(linePattern)) {
        add(readLine(raw, document, takenIds));
        if (lines.length % linesATurn === 0) yield;
      }
    // Whether an id is taken depends on the lines above, which may be others now.
    else if (
      each.repeatedId !== undefined ||
      (each.reservedId !== undefined && takenIds.has(each.reservedId))
    )
      add(readLine(each.raw, document, takenIds));
    else add(each);
  }
  problems.push(...(yield* checkingReferences(lines, takenIds)));
  return { text: documentText, lines, problems: problems.sort((a, b) => a.line - b.line) };
}

function readLine(raw: string, document: BratText, takenIds: ReadonlySet<string>): BratLine {
  const flawed = (kind: BratFlaw['kind'], message: string): BratLine => ({ raw, flaw: { kind, message } });
  const firstTab = raw.indexOf('\t');
  if (firstTab < 0) {
    const isBlank = raw.trim() === '';
    return flawed('syntax', isBlank ? 'The line is blank.' : 'The line has no TAB after its id.');
  }
  const id = raw.slice(0, firstTab);
  if (/^(\p{Nd}|$)/u.test(id))
    return flawed('fatal', `"${id}" is no id: it needs a letter before its number.`);
  if (takenIds.has(id))
    return { ...flawed('syntax', `The id ${id} is already taken by a line above.`), repeatedId: id };
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
  const { annotation, flaw }: BratReading = readBratLine(parts, document);
  return {
    raw,
    ...(annotation === undefined ? {} : { annotation }),
    ...(id === '*' ? {} : { reservedId: id }),
    ...(flaw === undefined ? {} : { flaw }),
  };
}

/** What can only be said when all lines are known. A reference to a line that could not be read is none to complain of. */
function* checkingReferences(lines: readonly BratLine[], takenIds: ReadonlySet<string>): Work<BratProblem[]> {
  const problems: BratProblem[] = [];
  const triggers = new Set<string>();
  for (const { annotation } of lines) if (annotation?.type === 'event') triggers.add(annotation.trigger);
  const triggerLines = new Map<string, BratAnnotation>();
  for (const { annotation } of lines) {
    const id = annotation && annotationId(annotation);
    if (id !== undefined && annotation !== undefined && triggers.has(id)) triggerLines.set(id, annotation);
  }
  yield;
  for (const [index, { annotation }] of lines.entries()) {
    if (index % linesATurn === 0) yield;
    if (annotation === undefined || annotation.type === 'text') continue;
    const line = index + 1;
    const missing = referencedIds(annotation).filter((id) => !takenIds.has(id));
    for (const id of new Set(missing))
      problems.push({ kind: 'content', line, message: `There is no annotation ${id}.` });
    const flaw = checkTrigger(annotation, triggerLines, triggers);
    if (flaw !== undefined) problems.push({ kind: 'fatal', line, message: flaw });
  }
  return problems;
}

function checkTrigger(
  annotation: BratAnnotation,
  triggerLines: ReadonlyMap<string, BratAnnotation>,
  triggers: ReadonlySet<string>,
): string | undefined {
  switch (annotation.type) {
    case 'event': {
      const trigger = triggerLines.get(annotation.trigger);
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
