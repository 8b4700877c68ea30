import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editBetween, shiftSpan, type TextEdit } from '../../../src/core/textEdit.ts';

/** `[` and `]` mark the span, `{old|new}` the edit; the answer marks the span in the text after it. */
function check(marked: string, expected: string): void {
  const edit = /\{(.*)\|(.*)\}/su.exec(marked);
  if (!edit) throw new Error(`No edit in ${marked}`);
  const [, old = '', replacement = ''] = edit;
  const plainOld = old.replace(/[[\]]/gu, '');
  const withOld = marked.replace(edit[0], old);
  const before = withOld.replace(/[[\]]/gu, '');
  const start = withOld.indexOf('[');
  const span = { start, end: withOld.indexOf(']') - 1 };
  const editStart = marked.slice(0, marked.indexOf('{')).replace(/[[\]]/gu, '').length;
  const editSpan = { start: editStart, end: editStart + plainOld.length };
  const shifted = shiftSpan(span, { span: editSpan, length: replacement.length });
  const after = before.slice(0, editSpan.start) + replacement + before.slice(editSpan.end);
  const shown = shifted
    ? `${after.slice(0, shifted.start)}[${after.slice(shifted.start, shifted.end)}]${after.slice(shifted.end)}`
    : after;
  expect(shown).toBe(expected);
}

describe('shiftSpan', () => {
  test.each([
    ['moves with text before', '{|Вчера }[США] 🙂', 'Вчера [США] 🙂'],
    ['stays when text follows', '[США]{|, 🙂}', '[США], 🙂'],
    ['keeps text put right before it outside', 'в {|🙂}[США]', 'в 🙂[США]'],
    ['keeps text put right after it outside', '[США]{|й}', '[США]й'],
    ['grows with text inside', '[Рос{|с}ия] и', '[Россия] и'],
    ['keeps what replaces its first letter', 'в [{с|С}ША] и', 'в [США] и'],
    ['keeps what replaces its last letters', 'в [США{🙂|.}] и', 'в [США.] и'],
    ['loses the letters that are deleted', '[{С|}ША]', '[ША]'],
    ['keeps the tail when the head is replaced', '{в [Ро|🙂}ссия]', '🙂[ссия]'],
    ['keeps the head when the tail is replaced', '[Рос{сия] и|}\r\n', '[Рос]\r\n'],
    ['goes with its text', 'в {[США]|} и', 'в  и'],
    ['goes when more than its text is replaced', '{в [США] и|🙂}', '🙂'],
  ])('%s', (_title, marked, expected) => check(marked, expected));

  test('leaves a span that no edit touches on the same text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()),
        (text, replacement, numbers) => {
          const [a, b, c, d] = numbers.map((number) => number % (text.length + 1)).sort((x, y) => x - y);
          if (a === undefined || b === undefined || c === undefined || d === undefined || c === d) return;
          const edit: TextEdit = { span: { start: a, end: b }, length: replacement.length };
          const after = text.slice(0, a) + replacement + text.slice(b);
          const shifted = shiftSpan({ start: c, end: d }, edit);
          expect(shifted && after.slice(shifted.start, shifted.end)).toBe(text.slice(c, d));
          const edited = { span: { start: c, end: d }, length: replacement.length };
          if (a < b) expect(shiftSpan({ start: a, end: b }, edited)).toEqual({ start: a, end: b });
        },
      ),
    );
  });
});

describe('editBetween', () => {
  test('finds nothing between equal texts', () => {
    expect(editBetween('Й и й', 'Й и й')).toBeUndefined();
  });

  test('turns the one text into the other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
        const edit = editBetween(before, after) ?? { span: { start: 0, end: 0 }, length: 0 };
        const inserted = after.slice(edit.span.start, edit.span.start + edit.length);
        expect(before.slice(0, edit.span.start) + inserted + before.slice(edit.span.end)).toBe(after);
      }),
    );
  });

  test('leaves all that both have at their ends out of it, in long texts too', () => {
    const commonHead = (a: string, b: string) => {
      let length = 0;
      while (length < Math.min(a.length, b.length) && a[length] === b[length]) length += 1;
      return length;
    };
    const reversed = (text: string) => text.split('').reverse().join('');
    const piece = fc
      .tuple(fc.constantFrom('й', 'й🙂', 'и\r\n'), fc.nat(1500))
      .map(([letters, times]) => letters.repeat(times));
    fc.assert(
      fc.property(piece, piece, piece, piece, (head, removed, inserted, tail) => {
        const [before, after] = [head + removed + tail, head + inserted + tail];
        const edit = editBetween(before, after);
        if (before === after) {
          expect(edit).toBeUndefined();
          return;
        }
        const start = commonHead(before, after);
        const end = commonHead(reversed(before.slice(start)), reversed(after.slice(start)));
        expect(edit).toEqual({
          span: { start, end: before.length - end },
          length: after.length - end - start,
        });
      }),
    );
  });
});
