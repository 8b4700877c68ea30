import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    // Native sessions and child processes take a while on a busy machine; a hang must still end.
    testTimeout: 60_000,
  },
});
