import { describe, expect, test } from 'vitest';
import { type BorderMove, moveBorder } from '../../../src/core/moveBorder.ts';
import { readSpan, showSpan } from './markedSpan.ts';

const moves: Record<string, BorderMove> = {
  '>+': { border: 'end', by: 'grow' },
  '>-': { border: 'end', by: 'shrink' },
  '<+': { border: 'start', by: 'grow' },
  '<-': { border: 'start', by: 'shrink' },
};

describe('moveBorder', () => {
  test.each([
    ['takes the next word in', '⟦Путин⟧, 🙂 Владимир', '>+', '⟦Путин, 🙂⟧ Владимир'],
    ['takes the next word in', '⟦Белый⟧\r\nдом и', '>+', '⟦Белый\r\nдом⟧ и'],
    ['takes an initial with its full stop', '⟦Путин⟧ В. В.', '>+', '⟦Путин В.⟧ В.'],
    ['completes quotation marks', '⟦ОАО⟧ «Газпром» 🙂', '>+', '⟦ОАО «Газпром»⟧ 🙂'],
    ['completes quotation marks', '🙂 ОАО «⟦Газпром⟧»', '<+', '🙂 ⟦ОАО «Газпром»⟧'],
    ['takes the word before', 'мэр (⟦Москвы⟧)', '<+', '⟦мэр (Москвы)⟧'],
    ['goes part by part', '⟦Санкт⟧-Петербург', '>+', '⟦Санкт-Петербург⟧'],
    ['goes part by part', '⟦Санкт-Петербург⟧', '>-', '⟦Санкт⟧-Петербург'],
    ['goes part by part', '⟦Санкт-Петербург⟧', '<-', 'Санкт-⟦Петербург⟧'],
    ['leaves the last word out', '⟦ОАО «Газпром»⟧ 🙂', '>-', '⟦ОАО⟧ «Газпром» 🙂'],
    ['leaves the first word out', '⟦ОАО «Газпром»⟧ 🙂', '<-', 'ОАО «⟦Газпром⟧» 🙂'],
    ['leaves an initial out', '⟦Путин В. В.⟧', '>-', '⟦Путин В.⟧ В.'],
    ['goes nowhere at the end', '🙂 ⟦США⟧.\r\n', '>+', '🙂 США.\r\n'],
    ['goes nowhere at the beginning', '«⟦США⟧» 🙂', '<+', '«США» 🙂'],
    ['keeps the last word', '🙂 ⟦США⟧.', '>-', '🙂 США.'],
    [
      'leaves the other border as the file has it',
      '⟦«Кита\u0438\u0306⟧» и США',
      '>+',
      '⟦«Кита\u0438\u0306» и⟧ США',
    ],
  ])('%s: %s %s', (_title, marked, move, expected) => {
    const { text, span } = readSpan(marked);
    const by = moves[move];
    if (!by) throw new Error(`No such move: ${move}`);
    expect(showSpan(text, moveBorder(text, span, by))).toBe(expected);
  });
});
