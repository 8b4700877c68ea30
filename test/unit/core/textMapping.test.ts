import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapSpan, mapTexts, toEditorText } from '../../../src/core/textMapping.ts';

const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
const line = fc
  .array(fc.constantFrom('Россия', ' ', '😀', 'и\u0306', '\uFEFF', 'a', '\u2028', '\t'))
  .map((parts) => parts.join(''));
const diskText = fc
  .tuple(fc.boolean(), fc.array(fc.tuple(line, lineEnd)), line)
  .map(([isMarked, lines, last]) => (isMarked ? '\uFEFF' : '') + lines.flat().join('') + last);

describe('mapTexts', () => {
  it('comes back to the same place and finds the same character there, for any text', () => {
    fc.assert(
      fc.property(diskText, fc.constantFrom('\n' as const, '\r\n' as const), (disk, end) => {
        const editor = toEditorText(disk, end);
        const mapping = mapTexts(disk, editor);
        expect(mapping).toBeDefined();
        if (mapping === undefined) return;
        for (let offset = 0; offset <= editor.length; offset += 1) {
          const isInsideLineEnd = editor[offset] === '\n' && editor[offset - 1] === '\r';
          if (isInsideLineEnd) continue;
          const onDisk = mapping.toDisk(offset);
          expect(mapping.toEditor(onDisk)).toBe(offset);
          const [a, b] = [editor[offset], disk[onDisk]];
          const isBreak = a === '\n' || a === '\r';
          expect(isBreak ? '\n' : a).toBe(isBreak ? b?.replace('\r', '\n') : b);
        }
      }),
    );
  });

  it('keeps every mention of a text with mixed line ends and a byte order mark', () => {
    const disk = '\uFEFFРоссия и\r\nСША\nспорят.\r😀 НАТО';
    const editor = toEditorText(disk, '\r\n');
    const mapping = mapTexts(disk, editor);
    for (const name of ['Россия', 'США', 'спорят', 'НАТО']) {
      const start = disk.indexOf(name);
      const span = mapping && mapSpan({ start, end: start + name.length }, mapping.toEditor);
      expect(span && editor.slice(span.start, span.end)).toBe(name);
    }
  });

  it.each([
    ['Россия\n', 'Россия'],
    ['Россия', 'Россия '],
    ['Россия\n\nСША', 'Россия\nСША'],
  ])('does not map texts that differ: %j and %j', (disk, editor) =>
    expect(mapTexts(disk, editor)).toBeUndefined(),
  );

  it('takes an offset inside a line end for the end of the line', () => {
    expect(mapTexts('а\r\nб', 'а\nб')?.toEditor(2)).toBe(1);
    expect(mapTexts('\uFEFFа', 'а')?.toEditor(0)).toBe(0);
  });
});
