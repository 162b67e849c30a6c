import { z } from 'zod';
import {
  crud,
  db,
  definePlugin,
  evidenceOn,
  get,
  newId,
  post,
  scheduled,
  type Context,
  type Db,
  type PluginManifest,
} from '../../src/index.ts';

const Filled = z.object({ items: z.int() });

/** Fills a few shelves; `items` many on each of two that stand above each other. */
const fill = async ({ ctx, body, deps }: { ctx: Context; body: { items: number }; deps: { db: Db } }) =>
  deps.db.tenant(ctx, async (tx) => {
    const [top, bottom] = [newId(), newId()];
    await tx.run(
      `insert into shelf.shelf (tenant_id, id, name, above_id, weight)
       values ($1, $2, 'top', null, 12345678901234567890.0123456789), ($1, $3, 'bottom', $2, 1)`,
      [ctx.tenant, top, bottom],
    );
    for (const shelf of [top, bottom])
      await tx.run(
        `insert into shelf.item (tenant_id, id, shelf_id, label)
         select $1, gen_random_uuid(), $2, 'item "' || n || '"' from generate_series(1, $3::int) n`,
        [ctx.tenant, shelf, body.items],
      );
    await tx.run(
      `insert into shelf.tag (tenant_id, id, item_id, text) select tenant_id, gen_random_uuid(), id, 'हिन्दी' from shelf.item where tenant_id = $1`,
      [ctx.tenant],
    );
    await tx.run(`insert into shelf.count (tenant_id, id, n) values ($1, $2, $3)`, [
      ctx.tenant,
      newId(),
      2 * body.items,
    ]);
    return { items: 2 * body.items };
  });

const countAll = async ({ ctx, deps }: { ctx: Context; deps: { db: Db } }) =>
  (await deps.db
    .read(ctx)
    .first<{ items: number }>('select count(*)::int as items from shelf.item where tenant_id = $1', [
      ctx.tenant,
    ]))!;

const lazily = <T>(handler: T) => ({ load: async () => ({ default: handler }) });

/** @param retentionYears as its manifest says; core's own where nothing is said */
export const shelfPlugin = (retentionYears?: number): PluginManifest =>
  definePlugin({
    id: 'shelf',
    name: 'Shelf',
    version: '1.2.3',
    hostApi: '^1.0.0',
    permissions: crud('shelf.item', 'items'),
    capabilities: { secrets: ['lock'] },
    config: { tenant: z.object({ colour: z.string().default('red') }) },
    data: {
      migrations: new URL('./migrations/', import.meta.url),
      ...(retentionYears === undefined ? {} : { retentionYears }),
    },
    evidence: [
      evidenceOn('shelf-item', {
        load: async () => ({ default: async () => undefined }),
      }),
    ],
    routes: [
      post('/fill', {
        summary: 'Fills shelves',
        permission: 'shelf.item.create',
        about: 'tenant',
        body: z.object({ items: z.int() }),
        reply: Filled,
        deps: { db },
        ...lazily(fill),
      }),
      get('/items', {
        summary: 'How many items there are',
        permission: 'shelf.item.read',
        about: 'tenant',
        reply: Filled,
        deps: { db },
        ...lazily(countAll),
      }),
    ],
    jobs: [
      scheduled('shelf.dust', {
        cron: '0 3 * * *',
        missed: 'latest',
        perTenant: true,
        ...lazily(async () => {}),
      }),
    ],
  });

/** Needs the shelf. */
export const lampPlugin = definePlugin({
  id: 'lamp',
  name: 'Lamp',
  version: '1.0.0',
  hostApi: '^1.0.0',
  requires: { shelf: '^1.0.0' },
});
