import { CAPTURE_FORM, captureDdl } from '../audit/capture-sql.ts';
import type { OwnerQueries } from './migration-builder.ts';

interface Audited {
  readonly relation: string;
  readonly table: string;
  readonly version: number;
  readonly columns: readonly string[];
  readonly hashed: readonly string[];
  readonly secret: readonly string[];
  /** of the capture that is there */
  readonly form: string | null;
  readonly actual: readonly { readonly name: string; readonly type: string }[];
}

const AUDITED = `
  select distinct on (t.relation) t.relation, c.relname as table, t.version, t.columns, t.hashed, t.secret,
    obj_description(to_regprocedure(format('core.capture_%s_%s()', n.nspname, c.relname)), 'pg_proc') as form,
    (select json_agg(json_build_object('name', a.attname, 'type', a.atttypid::regtype::text) order by a.attname)
     from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as actual
  from core.audited_table t
  join pg_namespace n on n.nspname = split_part(t.relation, '.', 1)
  join pg_class c on c.relnamespace = n.oid and c.relname = split_part(t.relation, '.', 2)
  where n.nspname = $1
  order by t.relation, t.version desc`;

/**
 * Makes the capture of each audited table fit the columns it has now, and the way captures are written now; a change of
 * columns is a new version.
 */
export const recapture = async (owner: OwnerQueries, schema: string): Promise<void> => {
  if (!(await owner.query(`select to_regclass('core.audited_table') as there`)).rows[0]?.there) return;
  const { rows } = await owner.query<Audited>(AUDITED, [schema]);
  for (const audited of rows) {
    const columns = audited.actual.filter(({ name }) => !audited.secret.includes(name));
    const names = columns.map(({ name }) => name);
    const sameColumns = names.join() === audited.columns.join();
    if (sameColumns && audited.form === CAPTURE_FORM) continue;
    const version = sameColumns ? audited.version : audited.version + 1;
    const { table, hashed, secret } = audited;
    const ddl = captureDdl({ schema, table, columns, hashed, secret, version });
    for (const statement of ddl) await owner.query(statement);
    if (sameColumns) continue;
    await owner.query(
      'insert into core.audited_table (relation, version, columns, hashed, secret) values ($1, $2, $3, $4, $5)',
      [audited.relation, version, names, audited.hashed, audited.secret],
    );
  }
};
