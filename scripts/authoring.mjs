// The guide of plugin authors, followed as it stands, npm's own installation included: npm run authoring. Needs a registry.
import { fileURLToPath } from 'node:url';
import { env, node, run } from './runtime.mjs';

process.exit(
  await run(node(), [fileURLToPath(new URL('test.mjs', import.meta.url)), 'packages/app/test/authoring'], {
    env: { ...env, AUTHORING_INSTALL: 'npm' },
  }),
);
