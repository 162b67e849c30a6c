import { identifier } from '../db/roles.ts';

export interface CapturedTable {
  readonly schema: string;
  readonly table: string;
  /** columns of the image, in any order */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** columns whose value enters the image only as SHA-256 */
  readonly hashed: readonly string[];
  /** columns that enter no image; that one of them changed is all that is recorded */
  readonly secret: readonly string[];
  /** grows by one whenever the columns change */
  readonly version: number;
}

/** Grows when this file writes captures in another way: those that are there are then written anew. */
export const CAPTURE_FORM = 'capture form 2';

/** From this many rows on, an insert is recorded as one batch. */
export const BATCH_FROM = 10;

/**
 * The image of a row as JSON text: keys sorted, values strings or null, times in UTC. Escapes are those of
 * RFC 8785, since `to_json` of a text writes the same bytes, so the image can be hashed as it stands.
 */
const imageOf = (row: string, { columns, hashed }: CapturedTable): string => {
  const value = ({ name, type }: CapturedTable['columns'][number]): string => {
    const column = `${row}.${identifier(name)}`;
    if (!hashed.includes(name)) return `coalesce(to_json(${column}::text)::text, 'null')`;
    const bytes = type === 'bytea' ? column : `convert_to(${column}::text, 'UTF8')`;
    return `coalesce(to_json(encode(sha256(${bytes}), 'hex'))::text, 'null')`;
  };
  const members = columns
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((column, index) => `'${index === 0 ? '' : ','}"${column.name}":' || ${value(column)}`);
  return `'{' || ${members.join(' || ')} || '}'`;
};

const hash = (image: string): string => `sha256(convert_to(${image}, 'UTF8'))`;

/**
 * The capture of one table: a function and a statement-level trigger for each verb. It writes to the outbox in
 * the transaction of the change, and refuses a change that no act stands behind. It runs as the owner, so the
 * role that changes rows needs no right to the outbox, and has none.
 */
export const captureDdl = (captured: CapturedTable): readonly string[] => {
  const { schema, table, version, secret } = captured;
  const relation = `${identifier(schema)}.${identifier(table)}`;
  const capture = `core.${identifier(`capture_${schema}_${table}`)}`;
  const secretChanged = secret
    .map((name) => `n.${identifier(name)} is distinct from o.${identifier(name)}`)
    .join(' or ');
  const common = `tenant_id, at, actor, act, relation, image_version, kind, verb`;
  const head = (verb: string, kind: string) =>
    `clock_timestamp(), actor_of_statement, act_of_statement, '${relation}', ${version}, '${kind}', '${verb}'`;
  return [
    `create or replace function ${capture}() returns trigger
     language plpgsql security definer set search_path = pg_catalog, core
     set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'iso_8601' set bytea_output = 'hex'
     set extra_float_digits = 1 as $capture$
     declare
       act_of_statement text := nullif(current_setting('app.act', true), '');
       actor_of_statement text := nullif(current_setting('app.actor', true), '');
       changed bigint;
     begin
       if tg_op = 'INSERT' then
         select count(*) into changed from new_rows;
       elsif tg_op = 'UPDATE' then
         select count(*) into changed from new_rows n join old_rows o using (tenant_id, id);
         if changed <> (select count(*) from old_rows) then
           raise exception '${relation}: the key of a row cannot change' using errcode = '42501';
         end if;
       else
         select count(*) into changed from old_rows;
       end if;
       if changed = 0 then return null; end if;
       if act_of_statement is null or actor_of_statement is null then
         raise exception '${relation}: % without an act', lower(tg_op) using errcode = '42501',
           hint = 'rows change only in a mutating route or a job, which the host records';
       end if;

       if tg_op = 'INSERT' and changed >= ${BATCH_FROM} then
         insert into core.audit_outbox (${common}, member_count, members, leaves, merkle_root)
         select b.tenant_id, ${head('insert', 'batch')}, b.size, b.members, b.leaves, core.merkle_root(b.leaves)
         from (
           select tenant_id, count(*) as size, string_agg(uuid_send(id), ''::bytea order by id) as members,
                  string_agg(sha256('\\x00'::bytea || convert_to(image, 'UTF8')), ''::bytea order by id) as leaves
           from (select n.tenant_id, n.id, ${imageOf('n', captured)} as image from new_rows n) images
           group by tenant_id
         ) b;
       elsif tg_op = 'INSERT' then
         insert into core.audit_outbox (${common}, row_id, after, after_hash)
         select i.tenant_id, ${head('insert', 'row')}, i.id, i.image, ${hash('i.image')}
         from (select n.tenant_id, n.id, ${imageOf('n', captured)} as image from new_rows n) i;
       elsif tg_op = 'UPDATE' then
         insert into core.audit_outbox (${common}, row_id, before, before_hash, after, after_hash, secret_changed)
         select i.tenant_id, ${head('update', 'row')}, i.id, i.before, ${hash('i.before')}, i.after, ${hash('i.after')}, i.secret
         from (select n.tenant_id, n.id, ${imageOf('o', captured)} as before, ${imageOf('n', captured)} as after,
                      ${secretChanged || 'false'} as secret
               from new_rows n join old_rows o using (tenant_id, id)) i
         where i.before <> i.after or i.secret;
       else
         insert into core.audit_outbox (${common}, row_id, before, before_hash)
         select i.tenant_id, ${head('delete', 'row')}, i.id, i.image, ${hash('i.image')}
         from (select o.tenant_id, o.id, ${imageOf('o', captured)} as image from old_rows o) i;
       end if;
       return null;
     end $capture$`,
    `revoke execute on function ${capture}() from public`,
    `comment on function ${capture}() is '${CAPTURE_FORM}'`,
    trigger('insert', relation, capture, 'referencing new table as new_rows'),
    trigger('update', relation, capture, 'referencing old table as old_rows new table as new_rows'),
    trigger('delete', relation, capture, 'referencing old table as old_rows'),
    `create or replace trigger capture_truncate before truncate on ${relation}
       for each statement execute function core.refuse_truncate()`,
  ];
};

const trigger = (verb: string, relation: string, capture: string, referencing: string): string =>
  `create or replace trigger capture_${verb} after ${verb} on ${relation} ${referencing}
     for each statement execute function ${capture}()`;
