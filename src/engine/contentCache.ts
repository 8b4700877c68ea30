/**
 * Answers by content, the least recently used one forgotten first. It lets an edit cost its sentence only.
 * Sizes are estimates in bytes; they bound the cache, they do not account for it.
 */
export class ContentCache<T> {
  private readonly entries = new Map<string, { readonly value: T; readonly size: number }>();
  private size = 0;

  constructor(private readonly capacity: number) {}

  get(key: string): T | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    // A map keeps the order of insertion, so the first entry is the least recently used one.
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  /** @param valueSize bytes of `value`; an entry larger than a quarter of the cache is not kept. */
  set(key: string, value: T, valueSize: number): void {
    const size = 2 * key.length + valueSize + 100;
    this.remove(key);
    if (size > this.capacity / 4) return;
    this.entries.set(key, { value, size });
    this.size += size;
    for (const oldest of this.entries.keys()) {
      if (this.size <= this.capacity) break;
      this.remove(oldest);
    }
  }

  private remove(key: string): void {
    this.size -= this.entries.get(key)?.size ?? 0;
    this.entries.delete(key);
  }
}
