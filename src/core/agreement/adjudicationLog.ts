import type { Problem } from '../problem.ts';
import type { Decision } from './adjudication.ts';
import { compareIds } from './annotationFiles.ts';
import { disagreementHeader } from './disagreementTable.ts';

/**
 * What was decided, as it stands beside the third folder's annotations: the table of disagreements with a column
 * more. It is what tells "nothing was meant" from "not looked at yet", and tells people who came to what.
 */
export interface AdjudicationLog {
  /** Decisions by the row of `disagreementRows`. */
  readonly decisions: ReadonlyMap<string, LoggedDecision>;
  /** Lines that could not be read; they stay in the file. */
  readonly others: readonly string[];
}

/** A decision that settles something; `edited`: by hand. */
export type LoggedDecision = Exclude<Decision, 'undecided'> | 'edited';

const header = `${disagreementHeader}\tdecision`;
const decisions: readonly LoggedDecision[] = ['a', 'b', 'both', 'neither', 'neutral', 'edited'];

/** Reads a log; an empty text is an empty log. */
export function parseAdjudicationLog(text: string): {
  readonly log: AdjudicationLog;
  readonly problems: readonly Problem[];
} {
  const found = new Map<string, LoggedDecision>();
  const others: string[] = [];
  const problems: Problem[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    if (line === '' || line === header) continue;
    const end = line.lastIndexOf('\t');
    const decision = decisions.find((each) => each === line.slice(end + 1));
    if (decision !== undefined && line.split('\t').length === header.split('\t').length) {
      found.set(line.slice(0, end), decision);
      continue;
    }
    others.push(line);
    problems.push({
      line: index + 1,
      message: 'The line is no decision of a disagreement; it was left out.',
    });
  }
  return { log: { decisions: found, others }, problems };
}

/** The text of a log: one line a decision, in the order of documents and places, so that versions merge well. */
export function formatAdjudicationLog({ decisions, others }: AdjudicationLog): string {
  const rows = [...decisions].map(([row, decision]) => `${row}\t${decision}`).sort(compareRows);
  return [header, ...rows, ...others].map((line) => `${line}\n`).join('');
}

/** The log with the decision on one disagreement set, or with `undefined` taken back. */
export function logDecision(
  { decisions, others }: AdjudicationLog,
  row: string,
  decision: LoggedDecision | undefined,
): AdjudicationLog {
  const changed = new Map(decisions);
  if (decision === undefined) changed.delete(row);
  else changed.set(row, decision);
  return { decisions: changed, others };
}

function compareRows(left: string, right: string): number {
  const [, leftId = '', leftPlace = ''] = left.split('\t');
  const [, rightId = '', rightPlace = ''] = right.split('\t');
  return compareIds(leftId, rightId) || compareIds(leftPlace, rightPlace) || (left < right ? -1 : 1);
}
