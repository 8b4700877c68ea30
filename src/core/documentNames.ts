const companion = /(\.(opin|author|neut(\.[^./]*)?)|(^|\/)synonyms)\.txt$/i;

/** Whether a path with `/` names what stands beside texts but is none: `.opin.txt`, `.author.txt`, `.neut.*.txt`, `synonyms.txt`. */
export function isCompanion(path: string): boolean {
  return companion.test(path);
}
