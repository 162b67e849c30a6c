import { defineConfig } from 'vitest/config';

// The source condition has to stand under `ssr.resolve`: vitest resolves workspace packages through it.
const conditions = ['@compliance-os/source', 'node', 'module', 'import', 'default'];

export default defineConfig({
  ssr: { resolve: { conditions } },
  test: {
    include: ['{packages,plugins}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
