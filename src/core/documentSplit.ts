/** How documents are dealt out to several files; whole documents, never parts of one. */
export type DocumentSplit =
  | {
      readonly type: 'shares';
      /** In the order wanted; each in (0, 1), together less than 1. What is left over is `train`. */
      readonly shares: readonly { readonly name: string; readonly share: number }[];
      readonly seed: number;
    }
  | {
      readonly type: 'folds';
      /** At least 2. */
      readonly count: number;
      readonly seed: number;
    };

/** The names of the parts, in the order in which they are listed: `train` first, or `fold-1`, `fold-2`… */
export function partNames(split: DocumentSplit): readonly string[] {
  return split.type === 'shares'
    ? ['train', ...split.shares.map(({ name }) => name)]
    : Array.from({ length: split.count }, (_, index) => `fold-${index + 1}`);
}

/**
 * The part of each document. Documents are put in the order of `digest` of `SEED:NAME`, so the result depends on
 * names and seed alone, never on the order of `names`; those of one name go to one part. Shares are taken from the
 * front of that order, each rounded but at least one document; folds take turns.
 * @returns undefined when there are fewer names than parts
 */
export function splitDocuments(
  names: Iterable<string>,
  split: DocumentSplit,
  digest: (text: string) => string,
): ReadonlyMap<string, string> | undefined {
  const parts = partNames(split);
  const keyed = [...new Set(names)].map((name) => ({ name, key: digest(`${split.seed}:${name}`) }));
  if (keyed.length < parts.length) return undefined;
  const ordered = keyed.sort((a, b) => compare(a.key, b.key) || compare(a.name, b.name));
  const turns = split.type === 'shares' ? shareTurns(split.shares, ordered.length) : parts;
  return new Map(ordered.map(({ name }, index) => [name, turns[index % turns.length] ?? 'train']));
}

/** The part of each place of the order. */
function shareTurns(
  shares: readonly { readonly name: string; readonly share: number }[],
  length: number,
): readonly string[] {
  const taken: string[] = [];
  for (const [index, { name, share }] of shares.entries()) {
    // The parts after this one, and train, must get a document too.
    const most = length - taken.length - (shares.length - index);
    const size = Math.min(most, Math.max(1, Math.round(share * length)));
    taken.push(...Array.from({ length: size }, () => name));
  }
  return [...taken, ...Array.from({ length: length - taken.length }, () => 'train')];
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
