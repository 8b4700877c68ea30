import { type BratDocument, parseBrat } from './brat.ts';

/** How one line of an `.ann` file changed. */
interface LineChange {
  /** The id of the line; the line itself where it has none. */
  readonly key: string;
  /** Absent for a line that was added. */
  readonly before?: string;
  /** Absent for a line that was removed. */
  readonly after?: string;
  /** The key of the line above, behind which the line is put back. */
  readonly above: string | undefined;
}

/** What makes one version of an `.ann` file of another, line by line, in the order of lines. */
export type BratPatch = readonly LineChange[];

/** How `after` differs from `before`. The order of lines that both have is taken to be the same. */
export function diffBrat(before: BratDocument, after: BratDocument): BratPatch {
  const [old, now] = [keyedLines(before), keyedLines(after)];
  const removed = [...old]
    .filter(([key]) => !now.has(key))
    .map(([key, line]) => ({ key, ...toBefore(line) }));
  const rest = [...now].flatMap(([key, { raw, above }]): LineChange[] => {
    const was = old.get(key)?.raw;
    if (was === raw) return [];
    return [{ key, ...(was === undefined ? {} : { before: was }), after: raw, above }];
  });
  return [...removed, ...rest];
}

/** The patch that takes `patch` back. */
export function invertPatch(patch: BratPatch): BratPatch {
  return patch.map(({ key, before, after, above }) => ({
    key,
    ...(after === undefined ? {} : { before: after }),
    ...(before === undefined ? {} : { after: before }),
    above,
  }));
}

/**
 * The file with the lines of `patch` changed, whatever else was changed meanwhile; `undefined` where a line of the
 * patch is not as it was any more.
 */
export function applyPatch(document: BratDocument, patch: BratPatch): BratDocument | undefined {
  const lines = new Map([...keyedLines(document)].map(([key, { raw }]) => [key, raw]));
  if (patch.some(({ key, before }) => lines.get(key) !== before)) return undefined;
  for (const { key, after } of patch) {
    if (after === undefined) lines.delete(key);
    else if (lines.has(key)) lines.set(key, after);
  }
  let ordered = [...lines];
  for (const { key, before, after, above } of patch) {
    if (before !== undefined || after === undefined) continue;
    const index = above === undefined ? -1 : ordered.findIndex(([each]) => each === above);
    const isLost = above !== undefined && index < 0;
    ordered = isLost ? [...ordered, [key, after]] : ordered.toSpliced(index + 1, 0, [key, after]);
  }
  const written = ordered.map(([, raw], index) => {
    const isJoined = index + 1 < ordered.length && !/[\r\n]$/.test(raw);
    return isJoined ? `${raw}\n` : raw;
  });
  return parseBrat(written.join(''), document.text);
}

function toBefore({ raw, above }: { readonly raw: string; readonly above: string | undefined }) {
  return { before: raw, above };
}

/** The lines of a file by key; of equal lines without ids the first alone has the plain key. */
function keyedLines(document: BratDocument): ReadonlyMap<string, { raw: string; above: string | undefined }> {
  const lines = new Map<string, { raw: string; above: string | undefined }>();
  let above: string | undefined;
  for (const { raw, reservedId } of document.lines) {
    const plain = reservedId ?? raw;
    let key = plain;
    for (let count = 2; lines.has(key); count += 1) key = `${plain}\n${count}`;
    lines.set(key, { raw, above });
    above = key;
  }
  return lines;
}
