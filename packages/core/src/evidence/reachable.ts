import type { Context } from '../context/context.ts';
import type { Queries } from '../db/db.ts';
import { notFound } from '../http/problem.ts';
import { findEvidence, type EvidenceRow } from './rows.ts';

/** The file, if the permission reaches it. @throws Refusal `NOT_FOUND` where it does not, or there is none */
export const reachableEvidence = async (
  db: Queries,
  ctx: Context,
  permission: string,
  id: string,
): Promise<EvidenceRow> => {
  const row = await findEvidence(db, ctx, id);
  if (!row || !ctx.access.covers(permission, row.entity_id, row.dimensions)) throw notFound('file');
  return row;
};

/** @throws Refusal `NOT_FOUND` where the permission does not reach into the entity, or there is none */
export const reachableEntity = async (
  db: Queries,
  ctx: Context,
  permission: string,
  entity: string,
): Promise<void> => {
  const known = await db.first('select 1 from core.entity where tenant_id = $1 and id = $2', [
    ctx.tenant,
    entity,
  ]);
  if (!known || !ctx.access.reachesInto(permission, entity)) throw notFound('entity');
};
