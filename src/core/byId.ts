/** The values by their ids; of two with one id the later one. */
export function byId<Value extends { readonly id: string }>(
  values: Iterable<Value>,
): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  for (const value of values) found.set(value.id, value);
  return found;
}
