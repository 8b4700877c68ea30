import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DocumentSplit, partNames, splitDocuments } from '../../../src/core/documentSplit.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const names = Array.from({ length: 20 }, (_, index) => `art${index + 1}`);
const test02 = (seed: number): DocumentSplit => ({
  type: 'shares',
  shares: [{ name: 'test', share: 0.2 }],
  seed,
});
const membersOf = (given: readonly string[], split: DocumentSplit) => {
  const parts = splitDocuments(given, split, sha256);
  return partNames(split).map((part) => [...given].filter((name) => parts?.get(name) === part));
};

describe('splitDocuments', () => {
  it('gives each part its share', () => {
    const split: DocumentSplit = {
      type: 'shares',
      shares: [
        { name: 'dev', share: 0.1 },
        { name: 'test', share: 0.25 },
      ],
      seed: 1,
    };
    expect(partNames(split)).toEqual(['train', 'dev', 'test']);
    expect(membersOf(names, split).map(({ length }) => length)).toEqual([13, 2, 5]);
  });

  it('takes the documents whose SHA-256 of SEED:NAME comes first', () => {
    const first = [...names].sort((a, b) => (sha256(`7:${a}`) < sha256(`7:${b}`) ? -1 : 1)).slice(0, 4);
    expect(membersOf(names, test02(7))[1]).toEqual(names.filter((name) => first.includes(name)));
  });

  it('changes with the seed', () => {
    expect(membersOf(names, test02(1))).not.toEqual(membersOf(names, test02(2)));
  });

  it('deals out folds that differ by one document at most', () => {
    const split: DocumentSplit = { type: 'folds', count: 3, seed: 0 };
    expect(partNames(split)).toEqual(['fold-1', 'fold-2', 'fold-3']);
    expect(membersOf(names, split).map(({ length }) => length)).toEqual([7, 7, 6]);
  });

  it('leaves no part empty, however small its share', () => {
    const shares = ['dev', 'test'].map((name) => ({ name, share: 0.01 }));
    const split: DocumentSplit = { type: 'shares', shares, seed: 1 };
    expect(membersOf(names.slice(0, 3), split).map(({ length }) => length)).toEqual([1, 1, 1]);
    const large: DocumentSplit = { type: 'shares', shares: [{ name: 'test', share: 0.99 }], seed: 1 };
    expect(membersOf(names.slice(0, 3), large).map(({ length }) => length)).toEqual([1, 2]);
  });

  it('says when there are fewer documents than parts; those of one name are one', () => {
    expect(splitDocuments(['a', 'a'], test02(1), sha256)).toBeUndefined();
    expect(splitDocuments([], { type: 'folds', count: 2, seed: 1 }, sha256)).toBeUndefined();
  });

  it('does not depend on the order of documents, and gives each name one part', () => {
    const split = fc.oneof(
      fc.nat(99).map(test02),
      fc
        .tuple(fc.integer({ min: 2, max: 5 }), fc.nat(99))
        .map(([count, seed]): DocumentSplit => ({ type: 'folds', count, seed })),
    );
    const document = fc.string({ unit: 'binary', maxLength: 4 });
    fc.assert(
      fc.property(fc.array(document, { minLength: 5, maxLength: 30 }), split, (given, each) => {
        const parts = splitDocuments(given, each, sha256);
        const again = splitDocuments([...given].reverse(), each, sha256);
        expect(new Map(again)).toEqual(new Map(parts));
        const distinct = new Set(given);
        expect(parts?.size).toBe(distinct.size < partNames(each).length ? undefined : distinct.size);
        if (parts) expect(new Set(parts.values())).toEqual(new Set(partNames(each)));
      }),
    );
  });
});
