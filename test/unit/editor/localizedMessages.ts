/** A quoted text as the formatter writes it. */
const quoted = String.raw`'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"`;
const call = /\bl10n\.t\(\s*/gu;
const plain = new RegExp(`^(?:${quoted})`, 'u');
const described = new RegExp(
  String.raw`^\{\s*message:\s*(?:${quoted}),\s*(?:args:[^\n]*?\[[^\]]*\],\s*)?comment:\s*\[\s*(?:${quoted})\s*\],?\s*\}`,
  'u',
);

/**
 * The keys of all messages that `source` has translated: what bundles of translations are indexed by.
 * @throws Error for a message that is not written out where it is used, which no tool could find.
 */
export function localizedMessages(source: string): readonly string[] {
  return [...source.matchAll(call)].map(({ index, 0: { length } }) => {
    const rest = source.slice(index + length);
    const [, single, double] = plain.exec(rest) ?? [];
    const text = single ?? double;
    if (text !== undefined) return unescapeText(text);
    const [, a, b, c, d] = described.exec(rest) ?? [];
    const [message, comment] = [a ?? b, c ?? d];
    if (message === undefined || comment === undefined)
      throw new Error(`No message is written out at: l10n.t(${rest.slice(0, 60)}`);
    return `${unescapeText(message)}/${unescapeText(comment)}`;
  });
}

function unescapeText(text: string): string {
  return text.replace(/\\(.)/gu, '$1');
}
