// Installs and builds what is missing, then serves the portal on the embedded database with a demo tenant.
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { built, install, node, root, run } from './runtime.mjs';

/** When a file below the folder was last changed, of those that a build reads. */
const newest = (folder) => {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (['node_modules', 'dist', 'test', 'e2e'].includes(entry.name) || entry.name.endsWith('.tsbuildinfo'))
      continue;
    const at = path.join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(at) : statSync(at).mtimeMs);
  }
  return latest;
};

install();
const entry = path.join(root, 'packages/app/dist/serve.js');
const sources = Math.max(newest(path.join(root, 'packages')), newest(path.join(root, 'plugins')));
if (!existsSync(entry) || !existsSync(built) || statSync(built).mtimeMs < sources) {
  console.log('Building …');
  const code = await run(node(), [path.join(root, 'scripts/build.mjs')]);
  if (code !== 0) process.exit(code);
}
process.exit(await run(node(), [entry, ...process.argv.slice(2)]));
