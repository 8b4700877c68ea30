import { isUtf8 } from 'node:buffer';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileError } from '../../../src/cli/fileError.ts';
import { decodeText, readTextFile } from '../../../src/cli/textFile.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const russian = 'Россия обвинила США в нарушении договора';
const windows1251 = Uint8Array.from(russian, (letter) => {
  const code = letter.codePointAt(0) ?? 0;
  return code < 128 ? code : code - 0x350;
});

describe('decodeText', () => {
  it('gives back every well-formed text, byte order mark and line ends kept', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => decodeText(Buffer.from(text), 'x') === text),
    );
    expect(decodeText(Buffer.from('\uFEFFА\r\nБ\nВ\r'), 'x')).toBe('\uFEFFА\r\nБ\nВ\r');
  });

  const refused: readonly [name: string, bytes: Uint8Array, message: string][] = [
    [
      'windows-1251',
      windows1251,
      'a.txt: is not UTF-8 (byte 0xD0 at byte offset 0); save it as UTF-8: iconv -f WINDOWS-1251 -t UTF-8',
    ],
    [
      'UTF-16',
      Buffer.from('\uFEFFРоссия', 'utf16le'),
      'a.txt: is UTF-16LE (byte order mark at byte offset 0); save it as UTF-8: iconv -f UTF-16LE -t UTF-8',
    ],
    [
      'UTF-16 without mark',
      Buffer.from('abc', 'utf16le'),
      'a.txt: is not a text file (zero byte at byte offset 1); give UTF-8 text',
    ],
    [
      'a cut character',
      Buffer.from('аб').subarray(0, 3),
      'a.txt: is not UTF-8 (byte 0xD0 at byte offset 2); save it as UTF-8',
    ],
    [
      'a lone byte in ASCII',
      Buffer.from('abc\xE9def', 'latin1'),
      'a.txt: is not UTF-8 (byte 0xE9 at byte offset 3); save it as UTF-8',
    ],
    [
      'an encoded surrogate',
      Uint8Array.of(0x41, 0xed, 0xa0, 0x80),
      'a.txt: is not UTF-8 (byte 0xED at byte offset 1); save it as UTF-8',
    ],
  ];
  it.each(refused)('refuses %s and says where', (_, bytes, message) => {
    expect(() => decodeText(bytes, 'a.txt')).toThrow(new FileError(message));
  });

  it('names the first byte after which no text can follow, for all bytes', () => {
    const bytes = fc.array(
      fc.oneof(fc.integer({ min: 1, max: 255 }), fc.constantFrom(0xd0, 0xb0, 0xf0, 0x9f, 0x98, 0x80)),
    );
    fc.assert(
      fc.property(bytes, (values) => {
        const data = Uint8Array.from(values);
        fc.pre(
          !isUtf8(data) && !(data[0] === 0xff && data[1] === 0xfe) && !(data[0] === 0xfe && data[1] === 0xff),
        );
        const offset = Number(/byte offset (\d+)/.exec(messageOf(data))?.[1]);
        expect(isUtf8(data.subarray(0, offset))).toBe(true);
        // No well-formed character begins at the offset.
        for (let length = 1; length <= 4; length += 1) {
          if (offset + length <= data.length)
            expect(isUtf8(data.subarray(offset, offset + length))).toBe(false);
        }
      }),
    );
  });
});

function messageOf(data: Uint8Array): string {
  try {
    decodeText(data, 'x');
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

describe('readTextFile', () => {
  it('names the file in its message', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'a.txt'), windows1251);
    await expect(readTextFile(join(folder, 'a.txt'))).rejects.toThrow(
      `${join(folder, 'a.txt')}: is not UTF-8`,
    );
    await expect(readTextFile(join(folder, 'sub'))).rejects.toThrow(
      `${join(folder, 'sub')}: cannot be read: this is a folder`,
    );
    await expect(readTextFile(join(folder, 'b.txt'))).rejects.toThrow(
      'b.txt: cannot be read: no such file or folder (ENOENT)',
    );
  });
});
