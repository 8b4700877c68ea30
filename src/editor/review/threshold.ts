/** A probability as people write one: `0.9`, `0,9`, `.9`, `90%`, `90`; undefined for anything else. */
export function parseThreshold(written: string): number | undefined {
  const [, digits, sign] = /^\s*(\d*[.,]?\d+|\d+[.,])\s*(%?)\s*$/u.exec(written) ?? [];
  if (digits === undefined) return undefined;
  const value = Number(digits.replace(',', '.'));
  const probability = sign === '%' || value > 1 ? value / 100 : value;
  return probability <= 1 ? probability : undefined;
}
