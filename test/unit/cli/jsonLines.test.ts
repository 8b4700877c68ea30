import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonLine, readJsonLines } from '../../../src/cli/jsonLines.ts';

async function read(chunks: readonly Uint8Array[]): Promise<JsonLine[]> {
  const lines: JsonLine[] = [];
  for await (const line of readJsonLines(Readable.from(chunks))) lines.push(line);
  return lines;
}

describe('readJsonLines', () => {
  it('reads documents however the stream is cut, whatever else they hold', async () => {
    const text = '\uFEFF{"id": 7, "text": "😀 Й"}\r\n\n{"id":"б","text":"","source":"plain"}';
    const expected = [
      { type: 'document', line: 1, document: { id: '7', text: '😀 Й' } },
      { type: 'document', line: 3, document: { id: 'б', text: '', source: 'plain' } },
    ];
    const bytes = Buffer.from(text);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length), fc.nat(bytes.length), async (a, b) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)];
        const chunks = [bytes.subarray(0, first), bytes.subarray(first, second), bytes.subarray(second)];
        expect(await read(chunks)).toEqual(expected);
      }),
    );
  });

  const bad: readonly [line: Uint8Array, message: string | RegExp][] = [
    [Buffer.from('{"id":1'), /^stdin line 2: is not JSON: /],
    [Buffer.from('[]'), /^stdin line 2: needs {"id", "text"}: /],
    [Buffer.from('{"id":1}'), /^stdin line 2: needs {"id", "text"}: text: /],
    [Buffer.from('{"id":"","text":"а"}'), /id: must not be empty$/],
    [Buffer.from('{"id":null,"text":"а"}'), /^stdin line 2: needs {"id", "text"}: id: /],
    [
      Buffer.from('{"id":1,"text":"\xE0"}', 'latin1'),
      /^stdin line 2: is not UTF-8 \(byte 0xE0 at byte offset 16\)/,
    ],
  ];
  it.each(bad)('says what is wrong with %s and reads on', async (line, message) => {
    const good = Buffer.from('{"id":1,"text":"а"}\n');
    const lines = await read([good, line, Buffer.from('\n'), good]);
    expect(lines.map(({ type }) => type)).toEqual(['document', 'problem', 'document']);
    expect(lines[1]).toMatchObject({ line: 2, message: expect.stringMatching(message) });
  });
});
