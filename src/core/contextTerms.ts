/**
 * What stands between two mentions becomes terms in one of three ways, as AREkit and ARElight do it.
 * `chunks`: the whole piece is one term, also when it is empty. `tokens`: words and punctuation apart.
 * `words`: runs between white space, punctuation glued to them.
 */
export type TermKind = 'chunks' | 'tokens' | 'words';

/** White space as Python's `str.split` and `str.strip` see it: control characters too, but no byte order mark. */
const space =
  '[\\t-\\r\\u001C-\\u0020\\u0085\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000]';
const spaces = new RegExp(`${space}+`);
const outerSpaces = new RegExp(`^${space}+|${space}+$`, 'g');

/** Each of these is a token of its own wherever it stands, but `-` inside a word. */
const punctuation: ReadonlySet<string> = new Set(',.…:;-—?!(){}[]«»"');

/** Characters that Python takes for digits: decimal ones, and superscripts and the like. */
const digit =
  /[\p{Nd}\u00B2\u00B3\u00B9\u1369-\u1371\u19DA\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247C\u2488-\u2490\u24EA\u24F5-\u24FD\u24FF\u2776-\u277E\u2780-\u2788\u278A-\u2792]/u;

/** Terms of one piece of text, without mentions. */
export function termsOf(piece: string, kind: TermKind): string[] {
  switch (kind) {
    case 'chunks':
      // Sentences of a plain text may go over lines, cells of a table may not.
      return [stripSpaces(piece).replace(/[\t\r\n]+/g, ' ')];
    case 'words':
      return splitSpaces(piece);
    case 'tokens':
      return splitSpaces(piece).flatMap(splitWord);
  }
}

/** `text` without white space at its ends. */
export function stripSpaces(text: string): string {
  return text.replace(outerSpaces, '');
}

/** What stands between white space. */
function splitSpaces(text: string): string[] {
  return text.split(spaces).filter((word) => word !== '');
}

function splitWord(word: string): string[] {
  // An address (scheme, host and path) stays whole.
  if (/^[a-z][a-z0-9+.-]*:\/\/[^/?#]+\//i.test(word)) return [word];
  const characters = [...word];
  const tokens: string[] = [];
  for (let start = 0; start < characters.length; ) {
    const end = tokenEnd(characters, start);
    tokens.push(characters.slice(start, end).join(''));
    start = end;
  }
  return tokens;
}

function tokenEnd(characters: readonly string[], start: number): number {
  const first = characters[start] ?? '';
  let end = start + 1;
  if (punctuation.has(first)) return end;
  const goesOn = digit.test(first)
    ? (character: string) => digit.test(character)
    : (character: string) => character === '-' || !punctuation.has(character);
  for (let next = characters[end]; next !== undefined && goesOn(next); next = characters[end]) end += 1;
  return end;
}
