/** Resolves in the next turn of the event loop, after messages that have arrived were handled. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
