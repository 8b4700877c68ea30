import type { Extraction } from '../core/annotations.ts';
import type { ExtractionPart } from './hostMessages.ts';

/** Items of a message: some milliseconds of work for the event loop that receives it. */
const itemsPerPart = 1000;

/** An extraction in pieces small enough for a message. */
export function* splitExtraction(extraction: Extraction): Generator<ExtractionPart> {
  for (const sentences of slices(extraction.sentences, itemsPerPart)) yield { sentences };
  for (const mentions of slices(extraction.mentions, itemsPerPart)) yield { mentions };
  for (const entities of slices(extraction.entities, itemsPerPart)) yield { entities };
  for (const attitudes of slices(extraction.attitudes, itemsPerPart)) yield { attitudes };
  for (const opinions of slices(extraction.opinions, itemsPerPart)) yield { opinions };
  for (const problems of slices(extraction.problems, itemsPerPart)) yield { problems };
}

/** `items` in consecutive slices of at most `size`. */
export function* slices<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** Adds up the pieces of an extraction. */
export class ExtractionCollector {
  private lists = emptyLists();

  add(part: ExtractionPart): void {
    append(this.lists.sentences, part.sentences);
    append(this.lists.mentions, part.mentions);
    append(this.lists.entities, part.entities);
    append(this.lists.attitudes, part.attitudes);
    append(this.lists.opinions, part.opinions);
    append(this.lists.problems, part.problems);
  }

  /** The whole of what was added since the last call. */
  take(): Extraction {
    const whole = this.lists;
    this.lists = emptyLists();
    return whole;
  }
}

type Lists = { -readonly [Name in keyof Extraction]: Extraction[Name][number][] };

function emptyLists(): Lists {
  return { sentences: [], mentions: [], entities: [], attitudes: [], opinions: [], problems: [] };
}

function append<T>(list: T[], items: readonly T[] | undefined): void {
  for (const item of items ?? []) list.push(item);
}
