/** What A and what B say of one thing. */
export type Rating = readonly [a: string, b: string];

/** Agreement beyond chance about things that both have rated. */
export interface Kappa {
  /** Things rated. */
  readonly count: number;
  /** Share of things rated alike; `undefined` without things. */
  readonly observed: number | undefined;
  /** The share to expect if both rated at random, each with the frequencies that A and B have. */
  readonly expected: number | undefined;
  /**
   * Cohen's kappa: (observed - expected) / (1 - expected), 1 at most, 0 for chance, below 0 for less.
   * `undefined` without things and where both always give one and the same rating: chance explains all then.
   */
  readonly kappa: number | undefined;
  /** How often A gave the one rating and B the other, the most frequent first. */
  readonly confusion: readonly { readonly a: string; readonly b: string; readonly count: number }[];
}

/** Kappas of all documents together and of each. */
export interface KappaTable {
  readonly all: Kappa;
  /** In the order of documents. */
  readonly byDocument: readonly { readonly name: string; readonly kappa: Kappa }[];
}

/** Cohen's kappa (1960), not weighted. */
export function cohenKappa(ratings: readonly Rating[]): Kappa {
  const cells = new Map<string, { a: string; b: string; count: number }>();
  const [ofA, ofB] = [new Map<string, number>(), new Map<string, number>()];
  let alike = 0;
  for (const [a, b] of ratings) {
    const key = JSON.stringify([a, b]);
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, { a, b, count: 1 });
    else cell.count += 1;
    ofA.set(a, (ofA.get(a) ?? 0) + 1);
    ofB.set(b, (ofB.get(b) ?? 0) + 1);
    if (a === b) alike += 1;
  }
  const count = ratings.length;
  // Whole numbers as long as possible, so that "all expected alike" is not missed by a rounding error.
  const alikeByChance = [...ofA].reduce((sum, [value, times]) => sum + times * (ofB.get(value) ?? 0), 0);
  const square = count * count;
  return {
    count,
    observed: count === 0 ? undefined : alike / count,
    expected: count === 0 ? undefined : alikeByChance / square,
    kappa: square === alikeByChance ? undefined : (alike * count - alikeByChance) / (square - alikeByChance),
    confusion: [...cells.values()].sort(
      (left, right) => right.count - left.count || compare(left.a, right.a) || compare(left.b, right.b),
    ),
  };
}

/** The kappas of ratings given by document. */
export function tabulateKappas(
  documents: readonly { readonly id: string; readonly ratings: readonly Rating[] }[],
): KappaTable {
  return {
    all: cohenKappa(documents.flatMap(({ ratings }) => ratings)),
    byDocument: documents.map(({ id, ratings }) => ({ name: id, kappa: cohenKappa(ratings) })),
  };
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
