/** How much of a text is looked at. */
const sampleLength = 50_000;

/**
 * Whether the letters of `text` speak against Russian: fewer than half are Cyrillic,
 * or letters that only its sister languages have are frequent. A text with few letters says nothing.
 */
export function looksForeign(text: string): boolean {
  const sample = text.slice(0, sampleLength);
  const letters = count(sample, /\p{L}/gu);
  if (letters < 40) return false;
  if (count(sample, /\p{Script=Cyrillic}/gu) < letters / 2) return true;
  return count(sample, /[іїєґўђјљњћџқғңөұүһәѓќѕ]/giu) > letters / 100;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
