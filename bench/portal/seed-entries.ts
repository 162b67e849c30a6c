import type { Stage } from './stage.ts';

/**
 * Entries of one tenant, in one statement and past the audit triggers: what is measured is reading them.
 * @param table with its schema
 */
export const seedEntries = async (
  { owner }: Stage,
  table: string,
  tenant: string,
  count: number,
): Promise<void> => {
  await owner.query('set session_replication_role = replica');
  await owner.query(
    `insert into ${table} (tenant_id, id, form, name, family, subject_label, period, due_date, status, amount_paise)
     select $1, gen_random_uuid(), 'GSTR-3B', 'Monthly summary return', 'gst', '27AAACB' || (n / 12), 'P' || n % 12,
            date '2026-01-20' + (n % 365), (array['not-started', 'preparing', 'filed', 'completed'])[1 + n % 4], n
     from generate_series(1, $2::int) n`,
    [tenant, count],
  );
  await owner.query('set session_replication_role = default');
};

/** A table with the columns, keys and indexes of another, and nothing else of it: no policy, no trigger. */
export const makeTwin = async ({ owner }: Stage, of: string, twin: string): Promise<void> => {
  await owner.query(`create schema if not exists bare`);
  await owner.query(
    `create table ${twin} (like ${of} including defaults including generated including indexes)`,
  );
};

/** Gives a twin the foreign keys of its original, too. */
export const giveForeignKeys = async ({ owner }: Stage, of: string, twin: string): Promise<void> => {
  const { rows } = await owner.query<{ key: string }>(
    `select pg_get_constraintdef(oid) as key from pg_constraint where conrelid = $1::regclass and contype = 'f'`,
    [of],
  );
  for (const { key } of rows) await owner.query(`alter table ${twin} add ${key}`);
};
