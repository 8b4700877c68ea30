import { describe, expect, it } from 'vitest';
import {
  formatAdjudicationLog,
  logDecision,
  parseAdjudicationLog,
} from '../../../../src/core/agreement/adjudicationLog.ts';

const header = 'kind\tdocument\tplace\ta\tb\ta_id\tb_id\tdecision\n';
const rows = {
  far: 'mentionOnlyA\tтекст2\t10:1\tPER Сергеи\u0306 😀\t\tT1\t',
  near: 'relationLabel\tтекст2\t2:14\tPOS Рим → ООН\tNEG Рим → ООН\tR1\tR1',
  other: 'mentionOnlyB\tтекст10\t1:1\t\tORG ООН\t\tT2',
};
const { log: empty } = parseAdjudicationLog('');

describe('the log of decisions', () => {
  it('stands in the order of documents and places, whatever was decided first', () => {
    const log = logDecision(
      logDecision(logDecision(empty, rows.other, 'neither'), rows.far, 'b'),
      rows.near,
      'edited',
    );
    const text = formatAdjudicationLog(log);
    expect(text).toBe(`${header}${rows.near}\tedited\n${rows.far}\tb\n${rows.other}\tneither\n`);
    expect(parseAdjudicationLog(text)).toEqual({ log, problems: [] });
  });

  it('takes a decision back', () => {
    const log = logDecision(logDecision(empty, rows.far, 'a'), rows.far, undefined);
    expect(formatAdjudicationLog(log)).toBe(header);
  });

  it('keeps what it cannot read and tells of it', () => {
    const written = `\uFEFF${header.trim()}\r\nчепуха\r\n${rows.far}\tperhaps\r\n${rows.far}\ta\r\n`;
    const { log, problems } = parseAdjudicationLog(written);
    expect(problems.map(({ line }) => line)).toEqual([2, 3]);
    expect(formatAdjudicationLog(log)).toBe(`${header}${rows.far}\ta\nчепуха\n${rows.far}\tperhaps\n`);
  });
});
