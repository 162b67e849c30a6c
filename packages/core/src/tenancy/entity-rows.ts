import type { Queries } from '../db/db.ts';
import { newId } from '../db/id.ts';
import type { NewEntity } from '../plugin/services.ts';
import type { EntityItem } from './entity-schemas.ts';
import { identifierTaken } from './problems.ts';

/** The columns of an entity `e`, named as the API names them. */
export const ENTITY_COLUMNS = `e.id, e.name, e.legal_name as "legalName", e.kind, e.pan, e.cin, e.llpin, e.state, e.status`;

export const findEntity = (queries: Queries, tenant: string, id: string): Promise<EntityItem | undefined> =>
  queries.first<EntityItem>(
    `select ${ENTITY_COLUMNS} from core.entity e where e.tenant_id = $1 and e.id = $2`,
    [tenant, id],
  );

/** @throws Refusal `IDENTIFIER_TAKEN` */
export const insertEntity = async (
  tx: Queries,
  tenant: string,
  entity: NewEntity,
  now: Date,
): Promise<EntityItem> => {
  const added = await tx.first<EntityItem>(
    `insert into core.entity as e (tenant_id, id, name, legal_name, kind, pan, cin, llpin, state, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (tenant_id, pan) do nothing returning ${ENTITY_COLUMNS}`,
    [
      tenant,
      newId(now.getTime()),
      entity.name,
      entity.legalName,
      entity.kind,
      entity.pan,
      entity.cin,
      entity.llpin,
      entity.state,
      now,
    ],
  );
  if (!added) throw identifierTaken();
  return added;
};

/** What changes; a member that is undefined or absent stays. */
export type EntityUpdate = { readonly [K in Exclude<keyof EntityItem, 'id'>]?: EntityItem[K] | undefined };

const COLUMNS = {
  name: 'name',
  legalName: 'legal_name',
  kind: 'kind',
  pan: 'pan',
  cin: 'cin',
  llpin: 'llpin',
  state: 'state',
  status: 'status',
} as const satisfies Record<keyof EntityUpdate, string>;

/**
 * @returns the entity after the change; undefined where there is none
 * @throws Refusal `IDENTIFIER_TAKEN`
 */
export const updateEntity = async (
  tx: Queries,
  tenant: string,
  id: string,
  change: EntityUpdate,
): Promise<EntityItem | undefined> => {
  const before = await tx.first<EntityItem>(
    `select ${ENTITY_COLUMNS} from core.entity e where e.tenant_id = $1 and e.id = $2 for update`,
    [tenant, id],
  );
  if (!before) return undefined;
  const fields = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
  const after = fields.map((field) => change[field] ?? (change[field] === null ? null : before[field]));
  const assignments = fields.map((field, at) => `${COLUMNS[field]} = $${at + 3}`);
  const changed = await tx.first<EntityItem>(
    `update core.entity e set ${assignments.join(', ')} where e.tenant_id = $1 and e.id = $2
       and not exists (
         select 1 from core.entity other where other.tenant_id = $1 and other.id <> $2 and other.pan = $${fields.indexOf('pan') + 3})
     returning ${ENTITY_COLUMNS}`,
    [tenant, id, ...after],
  );
  if (!changed) throw identifierTaken();
  return changed;
};
