/**
 * `npm run bench`: ratios of the portal against a baseline, measured in one run.
 *   --only <name>   one benchmark; may be given more than once
 *   --quick         fewer rounds and less data
 *   --markdown <file>  writes the table there, too
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { circumstances, tableOf, writeResults } from './measure/report.ts';
import type { Row } from './measure/row.ts';
import type { Bench } from './rows/bench.ts';
import { capture } from './rows/capture.ts';
import { dashboard } from './rows/dashboard.ts';
import { generation } from './rows/generation.ts';
import { list } from './rows/list.ts';
import { request } from './rows/request.ts';
import { rls } from './rows/rls.ts';
import { start } from './rows/start.ts';

const BENCHES: readonly Bench[] = [generation, list, request, rls, capture, dashboard, start];
const RESULTS = 'bench-results.json';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    quick: { type: 'boolean', default: false },
    markdown: { type: 'string' },
  },
});

const unknown = values.only.filter((name) => !BENCHES.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(
    `--only: expected one of ${BENCHES.map(({ name }) => name).join(', ')}, received ${unknown.join(', ')}`,
  );
  process.exit(2);
}

const from = { ...circumstances(), quick: values.quick };
const heading = `${from.at}, commit ${from.commit}, Node ${from.node}, ${from.processors}, load ${from.load.join(' ')}${from.quick ? ', quick' : ''}`;

const rows: Row[] = [];
for (const bench of BENCHES.filter(({ name }) => values.only.length === 0 || values.only.includes(name))) {
  const started = performance.now();
  process.stderr.write(`${bench.name} … `);
  try {
    rows.push(...(await bench.run(values)));
    process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0)} s\n`);
  } catch (error) {
    // One that cannot run takes nothing from the others.
    process.stderr.write(`could not be measured: ${error instanceof Error ? error.stack : String(error)}\n`);
  }
}
console.log(`\n${heading}\n\n${tableOf(rows)}`);
await writeResults(RESULTS, from, rows);
if (values.markdown !== undefined) await writeFile(values.markdown, `${heading}\n\n${tableOf(rows)}\n`);
process.exit(0);
