import { readdirSync, readFileSync } from 'node:fs';
import type { EntityMention } from '../../../src/core/annotations.ts';

const folder = new URL('../../data/rusentrel/', import.meta.url);

/** The text of a file of RuSentRel as it is on disk. */
export function readRuSentRel(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8');
}

/** Numbers of the documents, ascending. */
export function ruSentRelNumbers(): number[] {
  return readdirSync(folder)
    .flatMap((name) => /^art(\d+)\.txt$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

/** A document's text and its mentions but for the `Author` and `Unknown` at the start of each line. */
export function readRuSentRelMentions(number: number): { text: string; mentions: EntityMention[] } {
  const text = readRuSentRel(`art${number}.txt`);
  const mentions = readRuSentRel(`art${number}.ann`)
    .split(/\r?\n/)
    // No text has a character outside the Basic Multilingual Plane, so code points are code units here.
    .flatMap((line): EntityMention[] => {
      const [, id = '', type = '', start, end] = /^(T\d+)\t(\S+) (\d+) (\d+)\t/.exec(line) ?? [];
      return id === '' ? [] : [{ id, type, span: { start: Number(start), end: Number(end) } }];
    })
    .filter(({ span }) => !/^(?:author|unknown)$/i.test(text.slice(span.start, span.end)));
  return { text, mentions };
}
