/**
 * AREkit's grouping of values: a line of the synonyms file is a group, a value belongs to the last line that holds it,
 * and a value that no line holds is a group of its own. Values are compared in lower case, word by word, by what
 * `keyOfWord` makes of each word.
 */
export function createGroupOf(
  groups: readonly (readonly string[])[],
  keyOfWord: (word: string) => string,
): (value: string) => string {
  const keys = new Map<string, string>();
  const keyOf = (value: string) => {
    const known = keys.get(value);
    if (known !== undefined) return known;
    const key = value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '')
      .map(keyOfWord)
      .join(' ');
    keys.set(value, key);
    return key;
  };
  const numbersByKey = new Map<string, number>();
  for (const [number, values] of groups.entries()) {
    for (const value of values) numbersByKey.set(keyOf(value), number);
  }
  return (value) => {
    const key = keyOf(value);
    const number = numbersByKey.get(key);
    return number === undefined ? `value ${key}` : `group ${number}`;
  };
}
