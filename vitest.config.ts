import { defineConfig } from 'vitest/config';

// The source condition has to stand under `ssr.resolve`: vitest resolves workspace packages through it. It also hands
// these to Node, where `import` or `module` would be taken for `require` as well and break CommonJS packages.
const conditions = ['@compliance-os/source', 'node'];

export default defineConfig({
  ssr: { resolve: { conditions } },
  test: {
    include: ['{packages,plugins,scripts}/**/*.test.ts'],
    // templates are plugins in the making; `packages/app/test/authoring` tests what becomes of them
    exclude: ['**/node_modules/**', '**/dist/**', '**/templates/**'],
    globalSetup: ['packages/core/src/testing/servers/global-setup.ts'],
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
