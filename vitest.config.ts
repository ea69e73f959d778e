import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Real databases and a real browser start in some tests; nothing is asserted about how long anything takes.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // By itself Vitest leaves a core free for somebody who watches: nobody does, and of two that is half.
    maxWorkers: '100%',
  },
});
