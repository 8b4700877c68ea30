import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // The editor's own module exists inside VS Code only; unit tests get a few plain values in its place.
    alias: { vscode: fileURLToPath(new URL('./test/unit/editor/vscode.ts', import.meta.url)) },
    include: ['test/unit/**/*.test.ts'],
    // Native sessions and child processes take a while on a busy machine; a hang must still end.
    testTimeout: 60_000,
  },
});
