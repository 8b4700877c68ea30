import * as v from 'valibot';
import { FileError } from './fileError.ts';
import { decodeText } from './textFile.ts';

const record = v.looseObject({
  id: v.pipe(
    v.union([v.string(), v.number()]),
    v.transform(String),
    v.check((id) => id !== '', 'must not be empty'),
  ),
  text: v.string(),
});

/** One line of JSONL: a document to work on, with whatever else its writer put there. */
type JsonDocument = v.InferOutput<typeof record>;

/** A line of JSONL that was read, or the one line that says why not; `line` is 1-based. */
export type JsonLine =
  | { readonly type: 'document'; readonly line: number; readonly document: JsonDocument }
  | { readonly type: 'problem'; readonly line: number; readonly message: string };

/** Documents from a stream of UTF-8 JSONL, each as soon as its line is there. Blank lines count for nothing. */
export async function* readJsonLines(stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<JsonLine> {
  let line = 0;
  for await (const bytes of splitLines(stream)) {
    line += 1;
    const parsed = parseBytes(bytes, line);
    if (parsed !== undefined) yield parsed;
  }
}

/** Lines as bytes: a stream's chunks may end in the middle of a character. */
async function* splitLines(stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<Buffer> {
  let pending: Buffer[] = [];
  for await (const chunk of stream) {
    let rest = Buffer.from(chunk);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield Buffer.concat([...pending, rest.subarray(0, end)]);
      pending = [];
      rest = rest.subarray(end + 1);
    }
    if (rest.length > 0) pending.push(rest);
  }
  if (pending.length > 0) yield Buffer.concat(pending);
}

function parseBytes(bytes: Uint8Array, line: number): JsonLine | undefined {
  try {
    const text = decodeText(bytes, `stdin line ${line}`);
    const json = line === 1 ? text.replace(/^\uFEFF/, '') : text;
    return json.trim() === '' ? undefined : parseLine(json, line);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return { type: 'problem', line, message: error.message };
  }
}

function parseLine(json: string, line: number): JsonLine {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error);
    return { type: 'problem', line, message: `stdin line ${line}: is not JSON: ${reason}` };
  }
  const parsed = v.safeParse(record, value);
  if (parsed.success) return { type: 'document', line, document: parsed.output };
  const [issue] = parsed.issues;
  const key = v.getDotPath(issue);
  return {
    type: 'problem',
    line,
    message: `stdin line ${line}: needs {"id", "text"}: ${key === null ? '' : `${key}: `}${issue.message}`,
  };
}
