// Types and JavaScript of every package, then the back office.
import { utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { built, install, root, tool } from './runtime.mjs';

install();
const started = new Date();
const steps = [
  () => tool('tsc', ['-b']),
  // Also what the build of the back office, and that of plugins elsewhere, is configured with.
  () => tool('tsc', ['-p', 'packages/ui']),
  () => tool('tsc', ['-p', 'packages/app/web']),
  () => tool('vite', ['build', '--logLevel', 'warn'], { cwd: path.join(root, 'packages/app/web') }),
];
for (const step of steps) {
  const code = await step();
  if (code !== 0) process.exit(code);
}
writeFileSync(built, started.toISOString());
utimesSync(built, started, started);
