import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installCommand } from './installation.ts';

const data = join(import.meta.dirname, '../../data');
const rusentrel = join(data, 'rusentrel');
const command = installCommand();
const aredit = (args: readonly string[], stdin?: string) => command.run(args, stdin);

describe('the process', () => {
  it('writes whole samples through a pipe', async () => {
    const files = [7, 6, 31].map((id) => join(rusentrel, `art${id}.txt`));
    const options = [
      '--source',
      'rusentrel',
      '--synonyms',
      join(rusentrel, 'synonyms.txt'),
      '--stemmer',
      'lower',
    ];
    const { stdout, code } = await aredit(['samples', ...files, ...options]);
    expect(code).toBe(0);
    const golden = join(data, 'goldens/arekit-0.22.0/chunks-nli_m-tpc50-lower/sample-train-0.tsv');
    expect(stdout).toBe(readFileSync(golden, 'utf8'));
  });

  it('samples JSONL from stdin, a bad line costing itself', async () => {
    const ann = 'T1\tLOC 0 6\tРоссия\nT2\tLOC 9 12\tСША\nR1\tPOS Arg1:T1 Arg2:T2\n';
    const lines = [
      JSON.stringify({ id: 'первый', text: 'Россия и США.', ann }),
      '{"id": 2',
      JSON.stringify({ id: 3, text: 'Россия и США.' }),
      JSON.stringify({ id: 4, text: 'Россия и США.', ann }),
    ];
    const { stdout, stderr, code } = await aredit(
      ['samples', '-', '--layout', 'arekit-0.24'],
      lines.join('\n'),
    );
    expect(code).toBe(1);
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^stdin line 2: is not JSON: /),
      'stdin line 3: needs "ann", the text of the .ann file',
    ]);
    const rows = stdout.trimEnd().split('\n').slice(1);
    expect(rows.map((row) => row.split('\t').slice(0, 4).join(' '))).toEqual([
      '0 первый 1 Positive',
      '1 первый 0 NoLabel',
      '2 4 1 Positive',
      '3 4 0 NoLabel',
    ]);
  });

  it('scores, and ends with 0, 1 or 2', async () => {
    const perfect = await aredit(['evaluate', rusentrel, rusentrel]);
    expect([perfect.code, perfect.stderr]).toEqual([0, '']);
    expect(perfect.stdout).toMatch(/^3l {2}1\.0000/m);
    expect((await aredit(['evaluate', rusentrel, '/nowhere'])).code).toBe(1);
    expect((await aredit(['evaluate', rusentrel])).code).toBe(2);
    expect((await aredit(['samples', 'x.txt', '--terms', 'letters'])).code).toBe(2);
    expect((await aredit(['samples', '--help'])).code).toBe(0);
  });
});
