import {
  acrossDimensions,
  newId,
  reachSql,
  Refusal,
  type Context,
  type Page,
  type Queries,
} from '@compliance-os/core';
import type { z } from 'zod';
import type { NewPerson, PersonItem, PersonQuery } from '../api/subjects.ts';
import { readPage } from './page.ts';

type Item = z.input<typeof PersonItem>;

const COLUMNS = `
  p.id, p.entity_id as "entityId", p.name, p.din, p.capacity, p.modes, p.dsc_expires_on as "dscExpiresOn",
  p.alternate_id as "alternateId", p.valid_from as "from", p.valid_to as "to"`;

const reachOf = (ctx: Context, permission: string, values: unknown[]): string =>
  reachSql(acrossDimensions(ctx.access.reach(permission)), { entity: 'p.entity_id' }, values);

export const listPersons = async (
  q: Queries,
  ctx: Context,
  query: z.output<typeof PersonQuery>,
): Promise<Page<Item>> => {
  const values: unknown[] = [ctx.tenant];
  const where = ['p.tenant_id = $1', reachOf(ctx, 'compliance.subject.read', values)];
  if (query.entityId) where.push(`p.entity_id = any($${values.push(query.entityId)}::uuid[])`);
  return readPage<Item, Item>(
    q,
    query,
    {
      select: COLUMNS,
      from: 'compliance.person p',
      where: where.join(' and '),
      values,
      sorts: {
        name: { by: 'p.name', type: 'text' },
        dscExpiresOn: { by: `coalesce(p.dsc_expires_on, date '9999-12-31')`, type: 'date' },
      },
      key: { by: 'p.id', type: 'uuid' },
    },
    (row) => row,
  );
};

export const findPerson = async (
  q: Queries,
  ctx: Context,
  permission: string,
  id: string,
): Promise<Item | undefined> => {
  const values: unknown[] = [ctx.tenant, id];
  const reach = reachOf(ctx, permission, values);
  return q.first<Item>(
    `select ${COLUMNS} from compliance.person p where p.tenant_id = $1 and p.id = $2 and ${reach}`,
    values,
  );
};

/** @throws Refusal `NUMBER_TAKEN` for a DIN that the entity has already */
export const insertPerson = async (
  q: Queries,
  tenant: string,
  person: z.output<typeof NewPerson>,
): Promise<string> => {
  const id = newId();
  const written = await q.run(
    `insert into compliance.person (tenant_id, id, entity_id, name, din, capacity, modes, dsc_expires_on, alternate_id, valid_from, valid_to)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (tenant_id, entity_id, din) do nothing`,
    [
      tenant,
      id,
      person.entityId,
      person.name,
      person.din,
      person.capacity,
      person.modes,
      person.dscExpiresOn,
      person.alternateId,
      person.from,
      person.to,
    ],
  );
  if (written === 0)
    throw new Refusal('NUMBER_TAKEN', `DIN ${person.din} is on record for this entity already.`);
  return id;
};

export const updatePerson = async (
  q: Queries,
  tenant: string,
  id: string,
  person: Pick<Item, 'capacity' | 'modes' | 'dscExpiresOn' | 'alternateId' | 'to'>,
): Promise<void> => {
  await q.run(
    `update compliance.person set capacity = $3, modes = $4, dsc_expires_on = $5, alternate_id = $6, valid_to = $7
     where tenant_id = $1 and id = $2`,
    [tenant, id, person.capacity, person.modes, person.dscExpiresOn, person.alternateId, person.to],
  );
};
