import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/** One leg of `npm test`: whole processes, packages and windows, one file after the other. */
const leg = (name: string, include: string) => ({
  test: {
    name,
    root,
    include: [include],
    testTimeout: 180_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});

export default defineConfig({
  test: {
    projects: [
      leg('checks', 'test/checks/**/*.test.ts'),
      leg('badInput', 'test/badInput/**/*.test.ts'),
      leg('package', 'test/package/**/*.test.ts'),
      leg('graph', 'test/e2e/graph/*.e2e.{ts,mjs}'),
      leg('e2e', 'test/e2e/*.e2e.ts'),
    ],
  },
});
