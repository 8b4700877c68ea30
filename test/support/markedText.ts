/** A text whose mentions were marked, and the brat file that says the same. */
export interface MarkedText {
  readonly text: string;
  /** One T line a mention; offsets are code points of `text`, everything that a file holds counted. */
  readonly ann: string;
  /** The mentions' words in reading order. */
  readonly words: readonly string[];
}

/** Reads `'[Иванов]PER поддержал [ООН]ORG'`. */
export function markedText(marked: string): MarkedText {
  let text = '';
  const lines: string[] = [];
  const words: string[] = [];
  for (const [, before = '', word, type] of marked.matchAll(/([^[]*)(?:\[([^\]]+)\]([A-Z]+))?/gu)) {
    text += before;
    if (!word) continue;
    const start = [...text].length;
    text += word;
    words.push(word);
    lines.push(`T${lines.length + 1}\t${type} ${start} ${[...text].length}\t${word}\n`);
  }
  return { text, ann: lines.join(''), words };
}
