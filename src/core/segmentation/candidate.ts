/**
 * A place where a sentence may end: after a mark (full stop, question mark …, with closing quotes and brackets),
 * at a line end, or before the next item of a list.
 */
export interface Candidate {
  readonly text: string;
  /** Start of the sentence that the candidate may end. */
  readonly sentenceStart: number;
  /** What ends the sentence, closers included; empty at a line end or list item without a mark. */
  readonly mark: string;
  /** Offset of the mark. */
  readonly markStart: number;
  /** Offset after the mark, where the blank stretch begins. */
  readonly gapStart: number;
  /** Offset after the blank stretch, where the next sentence would start; never the end of the text. */
  readonly gapEnd: number;
  /** Line ends in the blank stretch; 2 stands for two or more. */
  readonly lineEnds: 0 | 1 | 2;
}

/** A rule's vote on a candidate: the sentence goes on, it ends, or the rule has nothing to say. */
type Vote = 'join' | 'split' | undefined;

/** A named function, so that a list of rules reads as a list of reasons. */
export type Rule = (candidate: Candidate) => Vote;

/** Code units that rules look at on either side; keeps the work linear in the text's length. */
const windowLength = 48;

/** The text before the mark, cut to a window and to the sentence. */
export function textBefore(candidate: Candidate): string {
  const start = Math.max(candidate.sentenceStart, candidate.markStart - windowLength);
  return candidate.text.slice(start, candidate.markStart);
}

/** The text after the blank stretch, cut to a window. */
export function textAfter(candidate: Candidate): string {
  return candidate.text.slice(candidate.gapEnd, candidate.gapEnd + windowLength);
}

/** The last word before the mark: letters, digits, inner hyphens and slashes; empty if there is none directly before. */
export function wordBefore(candidate: Candidate): string {
  const before = textBefore(candidate);
  // Cut at the last blank first: a search for the end from every letter of the window would cost the most of all rules.
  const last = before.slice(before.lastIndexOf(' ') + 1);
  return /[\p{L}\p{M}\p{N}]+(?:[-/][\p{L}\p{M}\p{N}]+)*$/u.exec(last)?.[0] ?? '';
}

/** The first word after the gap, opening quotes and brackets passed over; empty if something else stands there. */
export function wordAfter(candidate: Candidate): string {
  return /^["'«„“‘([{<*_]*([\p{L}\p{M}\p{N}]+)/u.exec(textAfter(candidate))?.[1] ?? '';
}

/** Whether the word begins with a small letter. */
export function isLowerCase(word: string): boolean {
  return /^\p{Ll}/u.test(word);
}
