/**
 * `npm run bench:platform`: a route of a plugin here and in a Backstage backend, each beside bare Express, and the start of
 * both with fifty plugins that have a schema each in one PostgreSQL. Backstage is installed from npm into a temporary folder.
 *   --backstage <folder>  where it is, or shall be; it stays there
 *   --quick               fewer rounds
 *   --markdown <file>     writes the table there, too
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { circumstances, tableOf, writeResults } from '../measure/report.ts';
import { BACKSTAGE, installBackstage } from './backstage/install.ts';
import { platformRows } from './rows.ts';

const { values } = parseArgs({
  options: {
    backstage: { type: 'string' },
    quick: { type: 'boolean', default: false },
    markdown: { type: 'string' },
  },
});

const folder = values.backstage ?? (await mkdtemp(path.join(tmpdir(), 'backstage-bench-')));
try {
  process.stderr.write(`${BACKSTAGE} … `);
  await installBackstage(folder);
  process.stderr.write('installed\n');
  const from = { ...circumstances(), quick: values.quick };
  const rows = await platformRows(folder, values.quick);
  const heading = `${from.at}, commit ${from.commit}, Node ${from.node}, ${from.processors}, load ${from.load.join(' ')}, ${BACKSTAGE}`;
  console.log(`\n${heading}\n\n${tableOf(rows)}`);
  await writeResults('bench-platform-results.json', from, rows);
  if (values.markdown !== undefined) await writeFile(values.markdown, `${heading}\n\n${tableOf(rows)}\n`);
} finally {
  if (values.backstage === undefined) await rm(folder, { recursive: true, force: true });
}
process.exit(0);
