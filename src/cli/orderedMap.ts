/**
 * Results of `map` in the order of the items, each as soon as it and all before it are done.
 * At most `limit` items are taken ahead of the one waited for; the next item is never waited for while a result is there.
 */
export async function* mapInOrder<Item, Result>(
  items: AsyncIterable<Item>,
  limit: number,
  map: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const iterator = items[Symbol.asyncIterator]();
  const pending: Promise<Result>[] = [];
  let nextItem: Promise<IteratorResult<Item>> | undefined = iterator.next();
  try {
    while (nextItem !== undefined || pending.length > 0) {
      const waiting: Promise<Event<Item, Result>>[] = [];
      const [head] = pending;
      if (head !== undefined) waiting.push(head.then((result) => ({ type: 'result', result })));
      if (nextItem !== undefined && pending.length < limit)
        waiting.push(nextItem.then((item) => ({ type: 'item', item })));
      const event = await Promise.race(waiting);
      switch (event.type) {
        case 'result':
          void pending.shift();
          yield event.result;
          break;
        case 'item': {
          nextItem = event.item.done ? undefined : iterator.next();
          if (event.item.done) break;
          const result = map(event.item.value);
          // Its turn to be waited for comes later; until then a failure must not count as unhandled.
          result.catch(() => undefined);
          pending.push(result);
          break;
        }
      }
    }
  } finally {
    // The item asked for may never come (a terminal's input), so nobody waits for the end of the source.
    nextItem?.catch(() => undefined);
    void iterator.return?.(undefined)?.catch(() => undefined);
  }
}

type Event<Item, Result> =
  | { readonly type: 'result'; readonly result: Result }
  | { readonly type: 'item'; readonly item: IteratorResult<Item> };
