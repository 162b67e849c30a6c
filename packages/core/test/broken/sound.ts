/** A sound plugin of one table, of which each broken one differs in one thing. */
import { z } from 'zod';
import {
  crud,
  db,
  definePlugin,
  get,
  idParams,
  newId,
  notFound,
  post,
  type Context,
  type Db,
  type PluginManifest,
  type RouteDefinition,
} from '../../src/index.ts';

export const Thing = z.object({ id: z.uuid(), text: z.string() });
export const NewThing = z.object({ text: z.string().min(1).max(100) });
export type Thing = z.infer<typeof Thing>;

export interface Input {
  readonly ctx: Context;
  readonly deps: { readonly db: Db };
}

export const migrationsOf = (name: string): URL => new URL(`./migrations/${name}/`, import.meta.url);

export const addThing = async (ctx: Context, deps: { readonly db: Db }, text: string): Promise<Thing> => {
  const id = newId();
  await deps.db.tenant(ctx, (tx) =>
    tx.run('insert into broken.thing (tenant_id, id, text) values ($1, $2, $3)', [ctx.tenant, id, text]),
  );
  return { id, text };
};

export const findThing = async (ctx: Context, deps: { readonly db: Db }, id: string): Promise<Thing> => {
  const thing = await deps.db
    .read(ctx)
    .first<Thing>('select id, text from broken.thing where tenant_id = $1 and id = $2', [ctx.tenant, id]);
  if (!thing) throw notFound('thing');
  return thing;
};

const rights = { about: 'entities', deps: { db } } as const;

/** `post /things`, with another handler where one is given. */
export const adding = (
  handler = async ({ ctx, body, deps }: Input & { body: { text: string } }): Promise<Thing> =>
    addThing(ctx, deps, body.text),
): RouteDefinition =>
  post('/things', {
    ...rights,
    summary: 'Adds a thing',
    permission: 'broken.thing.create',
    status: 201,
    body: NewThing,
    reply: Thing,
    load: async () => ({ default: handler }),
  });

/** `get /things/:id`, with another handler where one is given. */
export const showing = (
  handler = async ({ ctx, params, deps }: Input & { params: { id: string } }): Promise<Thing> =>
    findThing(ctx, deps, params.id),
): RouteDefinition =>
  get('/things/:id', {
    ...rights,
    summary: 'One thing',
    permission: 'broken.thing.read',
    params: idParams,
    reply: Thing,
    load: async () => ({ default: handler }),
  });

export const sound = (more: Partial<PluginManifest> = {}): PluginManifest =>
  definePlugin({
    id: 'broken',
    name: 'Broken',
    version: '1.0.0',
    hostApi: '^1.0.0',
    permissions: crud('broken.thing', 'things'),
    data: { migrations: migrationsOf('sound') },
    routes: [adding(), showing()],
    ...more,
  });
