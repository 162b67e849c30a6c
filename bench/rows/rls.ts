import { db, type Db } from '@compliance-os/core';
import type { Context } from '@compliance-os/core/host';
import pg from 'pg';
import { countByStatus, firstPage } from '../ledger/entries.ts';
import { compare, timed } from '../measure/compare.ts';
import type { Row } from '../measure/row.ts';
import { makeTwin, seedEntries } from '../portal/seed-entries.ts';
import { onStage, type Stage } from '../portal/stage.ts';
import { addTenant, contextOf } from '../portal/tenants.ts';
import type { Bench, Size } from './bench.ts';

const OTHERS = 4;

interface Case {
  readonly name: string;
  readonly text: (table: string) => string;
  /** statements a round */
  readonly times: number;
}

interface Setting {
  readonly handle: Db;
  readonly ctx: Context;
  readonly bare: pg.Pool;
  readonly rounds: number;
}

/** Statements under row level security, beside the same ones with the same WHERE by a user whom nothing binds. */
const run = ({ quick }: Size): Promise<readonly Row[]> =>
  onStage(['ledger'], async (stage) => {
    const each = quick ? 12_000 : 120_000;
    const tenant = await seed(stage, each);
    const { handle } = await stage.portal.host.services.resolve('ledger', { handle: db });
    const bare = new pg.Pool({ connectionString: stage.ownerUrl, max: 1 });
    const setting = { handle, ctx: contextOf(stage, tenant), bare, rounds: quick ? 5 : 11 };
    const page = { name: 'RLS: page of 25', text: firstPage, times: quick ? 100 : 400 };
    const count = { name: `RLS: count of ${each / 1000} k`, text: countByStatus, times: quick ? 10 : 15 };
    try {
      return [await policy(setting, page), await policy(setting, count), await scoped(setting, page)];
    } finally {
      await bare.end();
    }
  });

const seed = async (stage: Stage, each: number): Promise<string> => {
  const { id } = await addTenant(stage, 'own');
  await makeTwin(stage, 'ledger.entry', 'bare.entry');
  await seedEntries(stage, 'ledger.entry', id, each);
  for (let other = 0; other < OTHERS; other++)
    await seedEntries(stage, 'ledger.entry', (await addTenant(stage, `other-${other}`)).id, each);
  await stage.owner.query('insert into bare.entry select * from ledger.entry');
  await stage.owner.query('vacuum analyze ledger.entry');
  await stage.owner.query('vacuum analyze bare.entry');
  return id;
};

/** The policy by itself: both sides inside a transaction, so that role and tenant are set once for many statements. */
const policy = ({ handle, ctx, bare, rounds }: Setting, { name, text, times }: Case): Promise<Row> => {
  const [bound, free] = [text('ledger.entry'), text('bare.entry')];
  const reading = { ...ctx, act: undefined };
  return compare({
    name,
    unit: 'ms',
    target: { of: 'ratio', atMost: 1.1 },
    rounds,
    product: () => handle.tenant({ ...reading }, (tx) => timed(times, () => tx.rows(bound, [ctx.tenant]))),
    baseline: async () => {
      const client = await bare.connect();
      try {
        await client.query('begin');
        return await timed(times, () => client.query({ name, text: free, values: [ctx.tenant] }));
      } finally {
        await client.query('commit');
        client.release();
      }
    },
  });
};

/** A read by itself: role, tenant and actor travel with the statement and end with it. */
const scoped = ({ handle, ctx, bare, rounds }: Setting, { text, times }: Case): Promise<Row> => {
  const [bound, free] = [text('ledger.entry'), text('bare.entry')];
  return compare({
    name: 'Read with its scope: page of 25',
    unit: 'ms',
    rounds,
    product: () => timed(times, () => handle.read(ctx).rows(bound, [ctx.tenant])),
    baseline: () => timed(times, () => bare.query({ name: 'scoped', text: free, values: [ctx.tenant] })),
    note: 'the statement with role, tenant and actor set in the same round trip, beside the statement alone',
  });
};

export const rls: Bench = { name: 'rls', run };
