import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { brokenWalls } from './check.ts';

const entry = (file: string) => ({ '@compliance-os/source': file, default: file.replace('src', 'dist') });

const HOUSE: Readonly<Record<string, unknown>> = {
  'packages/core/package.json': {
    name: '@compliance-os/core',
    exports: {
      '.': entry('./src/index.ts'),
      './host': entry('./src/host.ts'),
      './testing': entry('./src/testing.ts'),
    },
  },
  'packages/ui/package.json': { name: '@compliance-os/ui', exports: { '.': './src/index.ts' } },
  'packages/app/package.json': { name: '@compliance-os/app' },
  'plugins/engine/package.json': {
    name: '@compliance-os/engine',
    exports: { '.': './src/contract.ts', './plugin': './src/plugin.ts', './ui': './src/ui/index.tsx' },
    dependencies: { zod: '4' },
  },
  'plugins/engine/src/plugin.ts': 'export default { id: "engine" };',
  'plugins/family/package.json': {
    name: '@compliance-os/family',
    exports: { '.': './src/contract.ts', './plugin': './src/plugin.ts' },
    dependencies: { zod: '4', 'csv-parse': '7' },
  },
  'plugins/family/src/plugin.ts': 'export default { id: "family", requires: { engine: "^1.0.0" } };',
  'plugins/stranger/package.json': { name: '@compliance-os/stranger', exports: { '.': './src/contract.ts' } },
  'plugins/stranger/src/plugin.ts': 'export default { id: "stranger" };',
};

let root: string;

const write = (file: string, content: unknown): void => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), typeof content === 'string' ? content : JSON.stringify(content));
};

/** What is said of one file with one line in a house that is otherwise in order. */
const said = (file: string, line: string): Promise<string[]> => {
  write(file, line);
  return brokenWalls(root);
};

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'walls-'));
  for (const [file, content] of Object.entries(HOUSE)) write(file, content);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('an import that breaks a wall is named with what was expected and received', () => {
  test.each([
    [
      'a plugin imports what only the host may use',
      'plugins/family/src/routes/list.ts',
      `import { openDatabase } from '@compliance-os/core/host';`,
      'expected the public entry "@compliance-os/core", received "@compliance-os/core/host"',
    ],
    [
      'a plugin imports one that it does not require',
      'plugins/family/src/routes/list.ts',
      `import { anything } from '@compliance-os/stranger';`,
      'expected a plugin that the manifest requires (engine), received "@compliance-os/stranger"',
    ],
    [
      'even as a type',
      'plugins/engine/src/services/count.ts',
      `export type { Anything } from '@compliance-os/family';`,
      'expected a plugin that the manifest requires (none), received "@compliance-os/family"',
    ],
    [
      'a plugin imports the manifest of another instead of its contract',
      'plugins/family/src/services/count.ts',
      `const engine = () => import('@compliance-os/engine/plugin');`,
      'expected the public entry "@compliance-os/engine", received "@compliance-os/engine/plugin"',
    ],
    [
      'a plugin reaches into another by a path',
      'plugins/family/src/routes/list.ts',
      `import { store } from '../../../engine/src/store/rows.ts';`,
      'expected another package by its name ("@compliance-os/engine"), not by a path into it, received "../../../engine/src/store/rows.ts"',
    ],
    [
      'a package is imported by what it does not export',
      'plugins/family/src/routes/list.ts',
      `import { store } from '@compliance-os/engine/src/store/rows.ts';`,
      'expected one of the public entries (., ./plugin, ./ui), received "@compliance-os/engine/src/store/rows.ts"',
    ],
    [
      'core imports a plugin by a path',
      'packages/core/src/jobs/tick.ts',
      `import plugin from '../../../../plugins/family/src/plugin.ts';`,
      'expected another package by its name ("@compliance-os/family"), not by a path into it, received "../../../../plugins/family/src/plugin.ts"',
    ],
    [
      'core imports a plugin by its name',
      'packages/core/src/jobs/tick.ts',
      `const family = await import('@compliance-os/family');`,
      'expected nothing but core itself: it knows no plugin and no other package, received "@compliance-os/family"',
    ],
    [
      'the components of panels know a plugin',
      'packages/ui/src/index.ts',
      `export type X = import('@compliance-os/family').X;`,
      'expected no other package of the workspace, received "@compliance-os/family"',
    ],
    [
      'a package leaves the house by a path',
      'packages/app/server/cli.ts',
      `import '../../../scripts/runtime.mjs';`,
      'expected a path inside packages/app, received "../../../scripts/runtime.mjs"',
    ],
    [
      'the program names a plugin outside of the composition root',
      'packages/app/server/cli.ts',
      `import family from '@compliance-os/family/plugin';`,
      'expected the plugins as packages/app/server/plugins.ts lists them, received "@compliance-os/family/plugin"',
    ],
    [
      'the program runs with the harness of its tests',
      'packages/app/server/cli.ts',
      `import { createHarness } from '@compliance-os/core/testing';`,
      'expected what the program runs with, not the harness of its tests, received "@compliance-os/core/testing"',
    ],
    [
      'the back office runs code of the server',
      'packages/app/web/src/app.tsx',
      `import { newId } from '@compliance-os/core';`,
      'expected types only: the back office speaks to the server by HTTP, received "@compliance-os/core"',
    ],
    [
      'a panel runs code of the server',
      'plugins/family/src/ui/tab.tsx',
      `import { instances } from '@compliance-os/engine';`,
      'expected types only: a panel speaks to the server by HTTP, received "@compliance-os/engine"',
    ],
    [
      'a panel runs a handler',
      'plugins/family/src/ui/tab.tsx',
      `import { list } from '../routes/list.ts';`,
      'expected what ui/ may know (ui, domain), received "../routes/list.ts"',
    ],
    [
      'domain code reads a file',
      'plugins/family/src/domain/rule.ts',
      `import { readFileSync } from 'node:fs';`,
      'expected domain code that takes values and returns values: no I/O, no library but zod, received "node:fs"',
    ],
    [
      'domain code asks core to run something',
      'plugins/family/src/domain/rule.ts',
      `import { dateInIndia } from '@compliance-os/core';`,
      'expected types only: domain code is pure, received "@compliance-os/core"',
    ],
    [
      'domain code knows a handler',
      'plugins/family/src/domain/rule.ts',
      `import type { Reply } from '../routes/list.ts';`,
      'expected what domain/ may know (domain), received "../routes/list.ts"',
    ],
    [
      'domain code reaches into the domain of another plugin',
      'plugins/family/src/domain/rule.ts',
      `import { parsePeriod } from '@compliance-os/engine/src/domain/period.ts';`,
      'expected one of the public entries (., ./plugin, ./ui), received "@compliance-os/engine/src/domain/period.ts"',
    ],
    [
      'domain code asks for the time',
      'plugins/family/src/domain/rule.ts',
      `export const isLate = (due: Date) => due < new Date();`,
      'expected the time and chance as arguments, received new Date()',
    ],
    [
      'domain code throws dice',
      'plugins/family/src/domain/rule.ts',
      `export const some = () => [Date.now()];`,
      'expected the time and chance as arguments, received Date.now',
    ],
    [
      'an adapter knows who calls it',
      'plugins/family/src/adapters/gsp.ts',
      `import { sync } from '../jobs/sync.ts';`,
      'expected what adapters/ may know (adapters, api, contract, domain), received "../jobs/sync.ts"',
    ],
    [
      'a service goes back to a route',
      'plugins/family/src/services/count.ts',
      `import { reply } from '../routes/list.ts';`,
      'expected an import that does not go back to ui, plugin, routes, jobs, received "../routes/list.ts"',
    ],
    [
      'a handler imports its manifest',
      'plugins/family/src/routes/list.ts',
      `import type plugin from '../plugin.ts';`,
      'expected an import that does not go back to ui, plugin, received "../plugin.ts"',
    ],
    [
      'a plugin opens its own connection',
      'plugins/family/src/store/rows.ts',
      `import { Pool } from 'pg';`,
      'expected what the host gives by a token (db, events, jobs, cache …), received "pg"',
    ],
    [
      'a plugin uses a library that happens to lie about',
      'plugins/family/src/store/rows.ts',
      `import semver from 'semver';`,
      'expected a dependency that plugins/family/package.json declares, received "semver"',
    ],
  ])('%s', async (_, file, line, expected) => {
    expect(await said(file, `\n${line}\n`)).toEqual([`${file}:2: ${expected}`]);
  });
});

describe('what the design allows passes', () => {
  test.each([
    ['plugins/family/src/routes/list.ts', `import { instances } from '@compliance-os/engine';`],
    ['plugins/family/src/routes/list.ts', `import { count } from '../services/count.ts';`],
    ['plugins/family/src/domain/rule.ts', `import { parsePeriod } from '@compliance-os/engine';`],
    ['plugins/family/src/domain/rule.ts', `import type { LocalDate } from '@compliance-os/core';`],
    ['plugins/family/src/domain/rule.ts', `export const asDate = (text: string) => new Date(text);`],
    ['plugins/family/src/adapters/gsp.ts', `import { request } from 'node:http';`],
    ['plugins/family/src/ui/tab.tsx', `import type { Chain } from '../api/chain.ts';`],
    ['plugins/family/src/import/read-csv.ts', `import { parse } from 'csv-parse/sync';`],
    ['plugins/engine/test/setup.ts', `import family from '@compliance-os/family/plugin';`],
    ['plugins/engine/src/domain/rule.test.ts', `import { readFileSync } from 'node:fs';`],
    ['packages/app/server/plugins.ts', `import family from '@compliance-os/family/plugin';`],
    ['packages/app/server/serve.ts', `import { loadConfig } from '@compliance-os/core/host';`],
  ])('%s: %s', async (file, line) => {
    expect(await said(file, line)).toEqual([]);
  });
});

test('a plugin without a manifest is told of', async () => {
  rmSync(path.join(root, 'plugins/stranger/src/plugin.ts'));
  await expect(brokenWalls(root)).rejects.toThrow(
    'plugins/stranger: expected a manifest in src/plugin.ts, received none',
  );
});
