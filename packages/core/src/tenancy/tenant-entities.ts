import type { Db } from '../db/db.ts';
import { notFound } from '../http/problem.ts';
import type { Entities } from '../plugin/services.ts';
import { ENTITY_COLUMNS, findEntity, insertEntity, updateEntity } from './entity-rows.ts';
import type { EntityItem } from './entity-schemas.ts';

/**
 * The tenant's entities for plugins. Which of them a person may see is the plugin's to ask of `ctx.access`: the
 * permission that counts is its own.
 */
const tenantEntities = (db: Db): Entities => ({
  list: (ctx) =>
    db
      .read(ctx)
      .rows<EntityItem>(
        `select ${ENTITY_COLUMNS} from core.entity e where e.tenant_id = $1 order by e.name, e.id`,
        [ctx.tenant],
      ),
  get: (ctx, id) => findEntity(db.read(ctx), ctx.tenant, id),
  create: (ctx, entity) => db.tenant(ctx, (tx) => insertEntity(tx, ctx.tenant, entity, ctx.now)),
  update: async (ctx, id, change) => {
    const changed = await db.tenant(ctx, (tx) => updateEntity(tx, ctx.tenant, id, change));
    if (!changed) throw notFound('entity');
    return changed;
  },
});

export default ({ db }: { readonly db: Db }): Entities => tenantEntities(db);
