/** Line ends, each a character of its own: CR LF is two. */
const lineEnd = /[\n\r\u0085\u2028\u2029\f\v]/;
const blank = /\s|\u0085/;

/** Whether the code unit at `offset` is white space or a line end; `false` past the ends of the text. */
function isBlankAt(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  if (code === 32) return true;
  if (Number.isNaN(code) || (code > 32 && code < 0x85)) return false;
  return blank.test(text.charAt(offset));
}

/** Offset of the first code unit at or after `offset` that is not blank, at most the text's length. */
export function skipBlank(text: string, offset: number): number {
  let end = offset;
  while (isBlankAt(text, end)) end++;
  return end;
}

/** Offset after the last code unit before `offset` that is not blank, at least `least`. */
export function skipBlankBefore(text: string, offset: number, least = 0): number {
  let start = offset;
  while (start > least && isBlankAt(text, start - 1)) start--;
  return start;
}

/** How many line ends the blank stretch holds, CR LF counted as one; 2 stands for "two or more". */
export function countLineEnds(text: string, start: number, end: number): 0 | 1 | 2 {
  let count: 0 | 1 = 0;
  for (let offset = start; offset < end; offset++) {
    if (!lineEnd.test(text.charAt(offset))) continue;
    if (text.charAt(offset) === '\n' && offset > start && text.charAt(offset - 1) === '\r') continue;
    if (count === 1) return 2;
    count = 1;
  }
  return count;
}
