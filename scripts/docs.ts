/**
 * Pages of reference, one for each plugin, from its manifest.
 *
 *   node scripts/docs.ts            says whether the pages are current; part of `npm run lint`
 *   node scripts/docs.ts --write    writes them
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { corePlugin, readManifests } from '@compliance-os/core/host';
import { plugins } from '../packages/app/server/plugins.ts';
import { describedBy } from './reference/described.ts';
import { pageOf } from './reference/page.ts';

const FOLDER = path.resolve(import.meta.dirname, '../docs/plugins');
const examples = [{ id: 'fssai', load: () => import('../examples/fssai/src/plugin.ts') }];

const { manifests, unread } = await readManifests([...plugins, ...examples]);
for (const { id, error } of unread) throw new Error(`plugin "${id}": ${error.message}`, { cause: error });

const pages = new Map<string, string>();
for (const manifest of [corePlugin, ...manifests])
  pages.set(`${manifest.id}.md`, pageOf(await describedBy(manifest)));

mkdirSync(FOLDER, { recursive: true });
const there = readdirSync(FOLDER);
const write = process.argv.includes('--write');
for (const [file, text] of pages) {
  const at = path.join(FOLDER, file);
  if (there.includes(file) && readFileSync(at, 'utf8') === text) continue;
  if (write) {
    writeFileSync(at, text);
    console.log(`docs/plugins/${file} was written`);
  } else {
    console.error(
      `docs/plugins/${file}: expected what the manifest says, found another; npm run docs writes it`,
    );
    process.exitCode = 1;
  }
}
for (const file of there.filter((one) => !pages.has(one))) {
  if (write) rmSync(path.join(FOLDER, file));
  else {
    console.error(
      `docs/plugins/${file}: expected a plugin of this name, found none; npm run docs removes it`,
    );
    process.exitCode = 1;
  }
}
