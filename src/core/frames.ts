import type { Frame, FrameLabel } from './frameLexicon.ts';
import type { Span } from './span.ts';
import { stemWord } from './stem.ts';
import { splitTokens } from './tokens.ts';

/** A frame variant in a text. */
export interface FrameMention {
  /** The words of the variant, without a negation before them. */
  readonly span: Span;
  /** The variant found, in its dictionary form. */
  readonly variant: string;
  /** The frames that have it, all of one label. */
  readonly frameIds: readonly string[];
  /** Of the attitude A0 → A1 as the text has it: a negation has been counted in. */
  readonly label: FrameLabel;
  readonly isNegated: boolean;
}

/** Frame variants by their stems, to look them up in texts. */
export interface FrameIndex {
  readonly variants: ReadonlyMap<string, IndexedVariant>;
  /** Words of the longest variant. */
  readonly longest: number;
}

interface IndexedVariant {
  readonly variant: string;
  readonly frameIds: readonly string[];
  /** `undefined` where frames of both labels have it, so that it says nothing. */
  readonly label: FrameLabel | undefined;
}

interface Word {
  readonly span: Span;
  readonly text: string;
  readonly stem: string;
}

/** Between `не` and a verb these leave the negation as it is: `не может поддержать`. */
const auxiliaries = new Set(
  ['мочь', 'может', 'могут', 'мог', 'могла', 'могли', 'смог', 'смогла', 'смогли', 'сможет', 'смогут']
    .concat([
      'буду',
      'будет',
      'будут',
      'будем',
      'стал',
      'стала',
      'стали',
      'станет',
      'станут',
      'хочет',
      'хотят',
    ])
    .concat([
      'хотел',
      'хотела',
      'хотели',
      'должен',
      'должна',
      'должны',
      'намерен',
      'намерена',
      'намерены',
      'был',
      'была',
    ])
    .concat([
      'были',
      'собирается',
      'собираются',
      'готов',
      'готова',
      'готовы',
      'планирует',
      'планируют',
      'так',
      'очень',
    ]),
);

/** Prepares frames for `findFrames`; worth keeping, as it stems every variant. */
export function indexFrames(frames: readonly Frame[]): FrameIndex {
  const variants = new Map<string, IndexedVariant>();
  let longest = 0;
  for (const { id, label, variants: all } of frames) {
    for (const variant of all) {
      const words = readWords(variant, { start: 0, end: variant.length });
      const key = keyOf(words);
      const known = variants.get(key);
      longest = Math.max(longest, words.length);
      variants.set(key, {
        variant: known?.variant ?? variant,
        frameIds: [...new Set([...(known?.frameIds ?? []), id])],
        label: known && known.label !== label ? undefined : label,
      });
    }
  }
  return { variants, longest };
}

/**
 * Frame variants in one sentence, in order and without overlap, the longest from each word on; forms are compared by stems.
 * `не` before a variant, an auxiliary verb between them or not, turns its label round.
 * Variants that frames of both labels have are left out.
 */
export function findFrames(text: string, sentence: Span, index: FrameIndex): FrameMention[] {
  const words = readWords(text, sentence);
  const found: FrameMention[] = [];
  for (let position = 0; position < words.length; ) {
    const { length, variant } = longestVariantAt(words, position, index);
    const [first, last] = [words[position], words[position + length - 1]];
    if (variant?.label && first && last) {
      const isNegated = hasNegationBefore(words, position);
      found.push({
        span: { start: first.span.start, end: last.span.end },
        variant: variant.variant,
        frameIds: variant.frameIds,
        label: isNegated ? opposite(variant.label) : variant.label,
        isNegated,
      });
    }
    position += length;
  }
  return found;
}

function opposite(label: FrameLabel): FrameLabel {
  return label === 'positive' ? 'negative' : 'positive';
}

/** The words of a stretch; a mark between two is a word of its own, so that no variant reaches across. */
function readWords(text: string, { start, end }: Span): Word[] {
  return splitTokens(text.slice(start, end)).map((token) => {
    const span = { start: start + token.start, end: start + token.end };
    const word = text.slice(span.start, span.end).normalize('NFC').toLowerCase();
    return { span, text: word, stem: stemWord(word) };
  });
}

function keyOf(words: readonly Word[]): string {
  return words.map(({ stem }) => stem).join(' ');
}

/** The longest variant from the word on; `length` is 1 where there is none. */
function longestVariantAt(
  words: readonly Word[],
  position: number,
  { variants, longest }: FrameIndex,
): { length: number; variant?: IndexedVariant } {
  for (let length = Math.min(longest, words.length - position); length > 0; length--) {
    const variant = variants.get(keyOf(words.slice(position, position + length)));
    if (variant) return { length, variant };
  }
  return { length: 1 };
}

function hasNegationBefore(words: readonly Word[], position: number): boolean {
  const [before, previous] = [words[position - 2]?.text, words[position - 1]?.text ?? ''];
  return previous === 'не' || (before === 'не' && auxiliaries.has(previous));
}
