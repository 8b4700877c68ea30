import { bratFragments, formatFragments } from '../formats/bratFragments.ts';
import { type CodePointMap, mapCodePoints } from '../formats/codePoints.ts';
import { mapSpan } from '../textMapping.ts';
import type { Placed } from './review.ts';

/** Writes where records stand as T lines do: `START END[;START END]* TAB TEXT`. */
export class PlaceWriter {
  readonly diskText: string;
  readonly #toDisk: (editorOffset: number) => number;
  #codePoints: CodePointMap | undefined;

  constructor(diskText: string, toDisk: (editorOffset: number) => number) {
    this.diskText = diskText;
    this.#toDisk = toDisk;
  }

  /**
   * Undefined where there is nothing but white space.
   * @param keepsBlanks whether white space at the borders stays: it belongs to mentions that others made
   */
  write({ span, fragments }: Placed, keepsBlanks: boolean): string | undefined {
    const pieces = (fragments ?? [span]).flatMap((piece) => {
      const onDisk = mapSpan(piece, this.#toDisk);
      const words = this.diskText.slice(onDisk.start, onDisk.end);
      return keepsBlanks && !/[\r\n]/.test(words) ? [onDisk] : bratFragments(this.diskText, onDisk);
    });
    if (pieces.length === 0) return undefined;
    this.#codePoints ??= mapCodePoints(this.diskText);
    return formatFragments(this.diskText, this.#codePoints, pieces);
  }
}
