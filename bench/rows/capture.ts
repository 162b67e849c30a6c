import { db, newId, type Db } from '@compliance-os/core';
import { compare } from '../measure/compare.ts';
import type { Sample } from '../measure/row.ts';
import { onStage, type Stage } from '../portal/stage.ts';
import { addTenant, contextOf } from '../portal/tenants.ts';
import type { Bench } from './bench.ts';

const WRITERS = 8;

const INSERT = (table: string): string =>
  `insert into ${table} (tenant_id, id, form, name, family, subject_label, period, due_date)
   values ($1, $2::uuid, 'GSTR-3B', 'Monthly summary return', 'gst', ($2::uuid)::text, '2026-10', '2026-11-20')`;

/** Transactions a second of eight writers, each of one row and its act, flushed to the disk. */
const writing = async (
  stage: Stage,
  handle: Db,
  tenant: string,
  table: string,
  each: number,
): Promise<Sample> => {
  const text = INSERT(table);
  const cpu = process.cpuUsage();
  const started = performance.now();
  const writer = async (): Promise<void> => {
    for (let written = 0; written < each; written++)
      await handle.tenant(contextOf(stage, tenant), (tx) => tx.run(text, [tenant, newId()]));
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  const all = WRITERS * each;
  const { user, system } = process.cpuUsage(cpu);
  return {
    value: all / ((performance.now() - started) / 1000),
    cpuMicros: (user + system) / all,
  };
};

/** A write whose row the database records, beside the same write to the same table without that. */
const run: Bench['run'] = ({ quick }) =>
  onStage(['ledger'], async (stage) => {
    const { id } = await addTenant(stage, 'own');
    const { handle } = await stage.portal.host.services.resolve('ledger', { handle: db });
    const each = quick ? 50 : 200;
    return [
      await compare({
        name: 'Write of one row with its audit record',
        unit: 'transactions/s',
        target: { of: 'ratio', atLeast: 0.85 },
        rounds: quick ? 5 : 9,
        product: () => writing(stage, handle, id, 'ledger.entry', each),
        baseline: () => writing(stage, handle, id, 'ledger.draft', each),
      }),
    ];
  });

export const capture: Bench = { name: 'capture', run };
