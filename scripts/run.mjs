// node scripts/run.mjs <file.ts> [arguments]: runs a TypeScript source with the pinned Node.
import path from 'node:path';
import { fromSource, install, node, root, run } from './runtime.mjs';

const [file, ...args] = process.argv.slice(2);
install();
process.exit(await run(node(), [...fromSource, path.join(root, file), ...args], { cwd: process.cwd() }));
