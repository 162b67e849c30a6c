import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { db, newId, type Context, type Db } from '../src/index.ts';
import { startTestHost, type TestHost } from '../src/testing/index.ts';
import notes from './notes/plugin.ts';

const postgresUrl = inject('postgresUrl');

describe.skipIf(postgresUrl === undefined)('statements on a connection', () => {
  let t: TestHost<'a' | 'b'>;
  let handle: Db;
  let ctx: Context;
  beforeAll(async () => {
    t = await startTestHost({ plugins: [notes], postgresUrl, pool: 1 });
    ({ handle } = await t.host.services.resolve('notes', { handle: db }));
    ctx = t.context('a', 'notes.test');
  });
  afterAll(() => t?.stop());

  const insert = 'insert into notes.note (tenant_id, id, text) values ($1, $2, $3)';
  const texts = async (): Promise<string[]> =>
    (await t.sql<{ text: string }>('select text from notes.note order by text')).map(({ text }) => text);

  it('work after a first attempt that could not be parsed', async () => {
    const statement = 'select coming from notes.note';
    const ask = () => handle.tenant(ctx, (tx) => tx.rows(statement));
    await expect(ask()).rejects.toThrow('does not exist');
    await t.sql('alter table notes.note add column coming int');
    expect(await ask()).toEqual([]);
    expect(await handle.read(ctx).rows(statement)).toEqual([]);
    await t.sql('alter table notes.note drop column coming');
  });

  it('work after one that was prepared and then failed', async () => {
    const divide = (by: number) => handle.read(ctx).rows('select 1 / $1::int as q', [by]);
    await expect(divide(0)).rejects.toThrow('division by zero');
    expect(await divide(1)).toEqual([{ q: 1 }]);
    await expect(divide(0)).rejects.toThrow('division by zero');
    expect(await handle.tenant(ctx, (tx) => tx.rows('select 1 / $1::int as q', [1]))).toEqual([{ q: 1 }]);
  });

  it('undo what an attempt wrote, and only that', async () => {
    await handle.tenant(ctx, async (tx) => {
      await tx.run(insert, [ctx.tenant, newId(), 'kept']);
      const failed = handle.attempt(ctx, async () => {
        await tx.run(insert, [ctx.tenant, newId(), 'undone']);
        await tx.run(insert, [ctx.tenant, 'no id', 'x']);
      });
      await expect(failed).rejects.toThrow('invalid input syntax');
      await tx.run(insert, [ctx.tenant, newId(), 'kept too']);
    });
    expect(await texts()).toEqual(['kept', 'kept too']);
  });

  it('roll back together when one of them failed, although the code went on', async () => {
    const swallowing = handle.tenant(ctx, async (tx) => {
      await tx.run(insert, [ctx.tenant, newId(), 'lost']);
      await tx.run('select 1 / 0').catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow(/aborted|rolled back/);
    expect(await texts()).not.toContain('lost');
  });

  it('of a context whose time is over are given up with their connection, and the next has one', async () => {
    const limited = t.context('a', 'notes.limited');
    t.host.transactions.limit(limited, 'notes', {
      expired: AbortSignal.timeout(100),
      leftMs: () => 60_000,
      restart: () => {},
    });
    const hanging = handle.tenant(limited, async (tx) => {
      await tx.run(insert, [ctx.tenant, newId(), 'given up']);
      await tx.rows('select pg_sleep(30)');
    });
    await expect(hanging).rejects.toThrow('given up');
    expect(await handle.read(ctx).rows('select 1 as one')).toEqual([{ one: 1 }]);
    await expect(handle.tenant(limited, (tx) => tx.rows('select 1'))).rejects.toThrow('given up');
    await delay(50);
    expect(await texts()).not.toContain('given up');
  });

  it('need a purpose of the registry to leave their tenant', async () => {
    const { systemDb } = await import('../src/db/role-db.ts');
    const { system } = await t.host.services.resolve('core', { system: systemDb });
    expect(() => system.read('just looking')).toThrow('expected a purpose of the registry');
    await expect(system.read('jobs: sweep what is due').run(`delete from core.job`)).rejects.toThrow(
      'read-only',
    );
  });
});
