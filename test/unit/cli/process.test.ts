import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const rusentrel = join(root, 'test/data/rusentrel');
let folder = '';

// The bundle as `scripts/build.mjs` makes it, with the manifest beside that it reads its version from.
beforeAll(async () => {
  folder = mkdtempSync(join(root, 'node_modules/.aredit-cli-'));
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  await build({
    entryPoints: [join(root, 'src/cli/main.ts')],
    outfile: join(folder, 'dist/cli.js'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    keepNames: true,
    external: ['onnxruntime-node'],
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
    define: { 'import.meta.url': 'bundleUrl' },
    logLevel: 'error',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the bundled command as a process of its own. */
function aredit(
  args: readonly string[],
  input = '',
): Promise<{ stdout: string; stderr: string; code: number | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(folder, 'dist/cli.js'), ...args]);
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output.stderr += text;
    });
    child.on('error', reject).on('close', (code) => resolve({ ...output, code }));
    child.stdin.end(input);
  });
}

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
    const golden = join(root, 'test/data/goldens/arekit-0.22.0/chunks-nli_m-tpc50-lower/sample-train-0.tsv');
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
