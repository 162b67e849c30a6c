/** Where a permission reaches, for what is decided outside SQL. Lists use `reachSql`. */
import { notFound, type Context } from '@compliance-os/core';

/** Entities in which the permission is held at all; a limit on families narrows further, row by row. */
export const entitiesIn = (ctx: Context, permission: string): 'all' | ReadonlySet<string> => {
  const reach = ctx.access.reach(permission);
  if (reach.some(({ entities }) => entities === 'all')) return 'all';
  return new Set(reach.flatMap(({ entities }) => (entities === 'all' ? [] : [...entities])));
};

/** @throws Refusal `NOT_FOUND`: what the reach does not cover does not exist for the actor */
export const assertCovers = (
  ctx: Context,
  permission: string,
  thing: string,
  entityId: string,
  dimensions: Readonly<Record<string, string>> = {},
): void => {
  if (!ctx.access.covers(permission, entityId, dimensions)) throw notFound(thing);
};
