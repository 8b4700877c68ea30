import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Mocha from 'mocha';

/** One line of the report that the caller of the suite reads. */
export interface TestReport {
  readonly title: string;
  readonly error?: string;
}

/** All that ran, in order; written to the file that the variable AREDIT_TEST_REPORT names. */
export interface SuiteReport {
  readonly passed: readonly TestReport[];
  readonly failed: readonly TestReport[];
  readonly pending: readonly TestReport[];
}

/**
 * Runs the suite inside VS Code's extension host; this is what `extensionTestsPath` points at.
 * @throws Error when a test failed or none ran, which VS Code turns into its exit code.
 */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 120_000, color: false });
  const wanted = process.env.AREDIT_TEST_GREP;
  if (wanted) mocha.grep(wanted);
  const files = (await readdir(__dirname)).filter((file) => file.endsWith('.test.js')).sort();
  for (const file of files) mocha.addFile(join(__dirname, file));

  const report = { passed: [] as TestReport[], failed: [] as TestReport[], pending: [] as TestReport[] };
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on('pass', (test) => report.passed.push({ title: test.fullTitle() }))
      .on('pending', (test) => report.pending.push({ title: test.fullTitle() }))
      .on('fail', (test, error: unknown) => {
        report.failed.push({
          title: test.fullTitle(),
          error: error instanceof Error ? `${error.stack}` : String(error),
        });
      });
  });

  const reportFile = process.env.AREDIT_TEST_REPORT;
  if (!reportFile) throw new Error('AREDIT_TEST_REPORT must name the file to write the report to.');
  await mkdir(dirname(reportFile), { recursive: true });
  await writeFile(reportFile, JSON.stringify(report satisfies SuiteReport));
  if (report.failed.length > 0) throw new Error(`${report.failed.length} tests failed.`);
  if (report.passed.length === 0) throw new Error('No test ran.');
}
