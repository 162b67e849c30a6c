// Lint, types and format: what a change has to pass before its tests run.
import path from 'node:path';
import { fromSource, install, node, root, run, tool } from './runtime.mjs';

install();
const codes = [];
// Types first: the linter knows a workspace package by the declarations that this writes.
codes.push(await tool('tsc', ['-b']));
codes.push(await tool('oxlint', ['--quiet', '--disable-nested-config']));
codes.push(await tool('tsc', ['-p', 'packages/app/web']));
// Its declarations are what the report of its surface is made from.
codes.push(await tool('tsc', ['-p', 'packages/ui']));
// Tests, tests of types, benchmarks and scripts: nothing of them is built, so nothing else would compile them.
codes.push(await tool('tsc', ['-p', 'tsconfig.check.json']));
codes.push(await tool('prettier', ['--check', '--log-level', 'warn', '.']));
for (const check of ['walls', 'texts', 'surface', 'docs'])
  codes.push(await run(node(), [...fromSource, path.join(root, `scripts/${check}.ts`)]));
process.exit(codes.find((code) => code !== 0) ?? 0);
