import {
  acrossDimensions,
  newId,
  reachSql,
  type Context,
  type Page,
  type Queries,
} from '@compliance-os/core';
import type { z } from 'zod';
import type { NewPlace, PlaceItem, PlaceQuery } from '../api/subjects.ts';
import { readPage } from './page.ts';

type Item = z.input<typeof PlaceItem>;

const COLUMNS = `p.id, p.entity_id as "entityId", p.name, p.kind, p.state_code as "stateCode", p.address, p.valid_from as "from", p.valid_to as "to"`;

const reachOf = (ctx: Context, permission: string, values: unknown[]): string =>
  reachSql(acrossDimensions(ctx.access.reach(permission)), { entity: 'p.entity_id' }, values);

export const listPlaces = async (
  q: Queries,
  ctx: Context,
  query: z.output<typeof PlaceQuery>,
): Promise<Page<Item>> => {
  const values: unknown[] = [ctx.tenant];
  const where = ['p.tenant_id = $1', reachOf(ctx, 'compliance.subject.read', values)];
  if (query.entityId) where.push(`p.entity_id = any($${values.push(query.entityId)}::uuid[])`);
  return readPage<Item, Item>(
    q,
    query,
    {
      select: COLUMNS,
      from: 'compliance.place p',
      where: where.join(' and '),
      values,
      sorts: { name: { by: 'p.name', type: 'text' } },
      key: { by: 'p.id', type: 'uuid' },
    },
    (row) => row,
  );
};

export const findPlace = async (
  q: Queries,
  ctx: Context,
  permission: string,
  id: string,
): Promise<Item | undefined> => {
  const values: unknown[] = [ctx.tenant, id];
  const reach = reachOf(ctx, permission, values);
  return q.first<Item>(
    `select ${COLUMNS} from compliance.place p where p.tenant_id = $1 and p.id = $2 and ${reach}`,
    values,
  );
};

export const insertPlace = async (
  q: Queries,
  tenant: string,
  place: z.output<typeof NewPlace>,
): Promise<string> => {
  const id = newId();
  await q.run(
    `insert into compliance.place (tenant_id, id, entity_id, name, kind, state_code, address, valid_from, valid_to)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tenant,
      id,
      place.entityId,
      place.name,
      place.kind,
      place.stateCode,
      place.address,
      place.from,
      place.to,
    ],
  );
  return id;
};

export const updatePlace = async (
  q: Queries,
  tenant: string,
  id: string,
  { name, address, to }: Pick<Item, 'name' | 'address' | 'to'>,
): Promise<void> => {
  await q.run(
    'update compliance.place set name = $3, address = $4, valid_to = $5 where tenant_id = $1 and id = $2',
    [tenant, id, name, address, to],
  );
};
