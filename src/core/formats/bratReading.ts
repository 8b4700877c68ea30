import type { BratAnnotation } from './bratAnnotation.ts';
import type { CodePointMap } from './codePoints.ts';

/**
 * Why brat would not take a line as it is.
 * `syntax`: not of brat's form; kept but not read. `content`: contradicts the text or itself; kept, and read where
 * the line has an annotation all the same. `fatal`: brat would refuse the whole file because of this line.
 */
export interface BratFlaw {
  readonly kind: 'syntax' | 'content' | 'fatal';
  readonly message: string;
}

/** What became of a line: an annotation, a flaw, or both where the flaw does not keep it from being read. */
export interface BratReading {
  readonly annotation?: BratAnnotation;
  readonly flaw?: BratFlaw;
}

/** The document that an `.ann` file speaks of. */
export interface BratText {
  readonly text: string;
  readonly codePoints: CodePointMap;
}

/** Parts of a line: `id TAB data [TAB tail]`. */
export interface BratParts {
  readonly id: string;
  readonly data: string;
  /** After the second TAB, line end included; absent without a second TAB. */
  readonly tail: string | undefined;
}

/** The line is not of the form that brat knows. */
export const syntax = (message: string): BratReading => ({ flaw: { kind: 'syntax', message } });
/** The line is of the form but contradicts the text or itself. */
export const content = (message: string): BratReading => ({ flaw: { kind: 'content', message } });
/** brat would refuse the whole file. */
export const fatal = (message: string): BratReading => ({ flaw: { kind: 'fatal', message } });

/** Whether brat can read the id: letters (or `#`), digits, and any suffix. */
export function isIdWithNumber(id: string): boolean {
  return /^(?:[A-Za-z]+|#[A-Za-z]*)[0-9]/.test(id);
}

/** `line` without the line end that it may have. */
export function withoutLineEnd(line: string): string {
  return line.replace(/[\r\n]+$/, '');
}
