import type { Candidate } from './candidate.ts';
import { countLineEnds, skipBlank, skipBlankBefore } from './characters.ts';

/** Smileys, ending marks, semicolons; line ends; the number or bullet of a list item after a blank. */
const trigger =
  /[:;]-?[)(]+|[.!?…;‽⁈⁉]|[\n\r\u0085\u2028\u2029\f\v]|(?<=\s)\d{1,3}(?=[.)]\s)|(?<=\s)[•▪◦‣●■►](?=\s)/gu;
const moreMarks = /[.!?…‽⁈⁉]*(?:\[\d{1,3}\])*[»”“"'’)\]}*_]*(?:[ \u00a0][»”](?=\s|$))?/uy;
const itemTrigger = /^[\d•▪◦‣●■►]/u;
const lineTrigger = /^[\n\r\u0085\u2028\u2029\f\v]/u;
const repeatableMark = /^[.!?…‽⁈⁉]/u;

/** End of the mark that begins at `start`: further marks, footnote numbers, closing quotes and brackets. */
function markEnd(text: string, start: number, found: string): number {
  if (!repeatableMark.test(found)) return start + found.length;
  moreMarks.lastIndex = start + found.length;
  return start + found.length + (moreMarks.exec(text)?.[0].length ?? 0);
}

/**
 * Calls `decide` for every place of `text` where a sentence may end, in order;
 * `decide` gets the candidate's parts but for the sentence's start, which it knows; `'stop'` ends the search.
 * Each code unit is looked at a bounded number of times.
 * @param from where a sentence starts
 */
export function forEachCandidate(
  text: string,
  from: number,
  decide: (candidate: Omit<Candidate, 'sentenceStart'>) => 'stop' | undefined,
): void {
  const search = new RegExp(trigger);
  search.lastIndex = from;
  let gapSearched = from;
  for (let match = search.exec(text); match; match = search.exec(text)) {
    const [found] = match;
    const isBlankFound = lineTrigger.test(found);
    const isItem = itemTrigger.test(found);
    const markStart = isBlankFound || isItem ? skipBlankBefore(text, match.index, gapSearched) : match.index;
    const gapStart = isBlankFound || isItem ? markStart : markEnd(text, match.index, found);
    const gapEnd = isItem ? match.index : skipBlank(text, gapStart);
    // An item's number may end in a full stop that is a candidate too, so the search goes on right after it.
    search.lastIndex = isItem ? match.index + found.length : Math.max(gapEnd, match.index + found.length);
    if (gapEnd >= text.length || gapStart < gapSearched) continue;
    gapSearched = gapEnd;
    const answer = decide({
      text,
      mark: text.slice(markStart, gapStart),
      markStart,
      gapStart,
      gapEnd,
      lineEnds: countLineEnds(text, gapStart, gapEnd),
    });
    if (answer === 'stop') return;
  }
}
