/** The two `.ann` files of a document; `Place` is how whoever reads them names a file. */
export interface AnnotationFiles<Place> {
  /** Path relative to the folders, without `.ann`, with `/`; the file's name where files were given. */
  readonly id: string;
  readonly a: Place | undefined;
  readonly b: Place | undefined;
}

/** The files of two folders, by path without ending, in the order of paths with numbers by value. */
export function pairAnnotationFiles<Place>(
  a: ReadonlyMap<string, Place>,
  b: ReadonlyMap<string, Place>,
): AnnotationFiles<Place>[] {
  return [...new Set([...a.keys(), ...b.keys()])]
    .sort(compareIds)
    .map((id) => ({ id, a: a.get(id), b: b.get(id) }));
}

/** The order of documents: that of paths, with numbers by value. */
export function compareIds(left: string, right: string): number {
  return byName.compare(left, right) || (left < right ? -1 : Number(left > right));
}

/** The path of an `.ann` file without its ending. */
export function withoutAnn(path: string): string {
  return path.replace(/\.ann$/i, '');
}

const byName = new Intl.Collator('ru', { numeric: true });
