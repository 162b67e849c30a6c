import { newId } from '@compliance-os/core/host';
import { generateFor } from './generate.ts';
import { seedCompanies } from './seed-companies.ts';
import type { Stage } from './stage.ts';
import { addTenant, type Tenant } from './tenants.ts';

const COMPANIES_A_COPY = 8;

/** A small tenant whose instances are real, made by generation, with a past: most of what was due is filed. */
export const makeTemplate = async (stage: Stage): Promise<Tenant> => {
  const tenant = await addTenant(stage, `template-${newId().slice(-6)}`);
  await seedCompanies(stage, tenant.id, 40);
  await generateFor(stage, tenant.id, { from: '2026-01-01', to: '2027-03-31' });
  await stage.owner.query('set session_replication_role = replica');
  await stage.owner.query(
    `update compliance.instance set status = 'completed', filed_on = due_date
     where tenant_id = $1 and due_date < current_date and ascii(right(id::text, 1)) % 8 <> 0`,
    [tenant.id],
  );
  await stage.owner.query(
    `update compliance.instance_state s
     set status = i.status, filed_on = i.filed_on, rag = 'green', overdue_days = 0, pending_dependencies = 0, exposure_paise = 0, exposure_incomplete = false
     from compliance.instance i
     where s.tenant_id = $1 and i.tenant_id = $1 and i.id = s.id and i.status = 'completed'`,
    [tenant.id],
  );
  await stage.owner.query('set session_replication_role = default');
  return tenant;
};

/**
 * Gives a tenant so many instances, copied from the template with companies and subjects of their own: what is
 * measured is reading them, and generating a million takes a while.
 */
export const copyInstances = async (
  { owner }: Stage,
  template: string,
  tenant: string,
  count: number,
): Promise<void> => {
  const { rows } = await owner.query<{ n: number }>(
    'select count(*)::int as n from compliance.instance where tenant_id = $1',
    [template],
  );
  const copies = Math.ceil(count / rows[0]!.n);
  // version 4, variant 8: replies are checked to hold well-formed ids
  const own = (id: string, copy: string): string =>
    `overlay(overlay(md5(${id}::text || ${copy} || $2::text) placing '4' from 13) placing '8' from 17)::uuid`;
  const company = `(copy % ${COMPANIES_A_COPY})`;
  const copy = async (
    table: string,
    replaced: Readonly<Record<string, string>>,
    times: number,
  ): Promise<void> => {
    const columns = await ownColumns(owner, table);
    await owner.query(
      `insert into ${table} (${columns.join(', ')})
       select ${columns.map((name) => replaced[name] ?? `t.${name}`).join(', ')}
       from ${table} t cross join generate_series(1, $3::int) copy where t.tenant_id = $1 limit $4`,
      [template, tenant, times, count],
    );
  };
  const all = { tenant_id: '$2::uuid' };
  const id = own('t.id', 'copy');
  await owner.query('set session_replication_role = replica');
  await copy(
    'core.entity',
    { ...all, id: own('t.id', company), name: `t.name || ' ' || copy` },
    COMPANIES_A_COPY,
  );
  await copy('compliance.master_version', all, 1);
  await copy(
    'compliance.instance',
    { ...all, id, entity_id: own('t.entity_id', company), subject_id: own('t.subject_id', 'copy') },
    copies,
  );
  await copy('compliance.instance_state', { ...all, id, entity_id: own('t.entity_id', company) }, copies);
  await owner.query(
    `insert into compliance.instance_tally (tenant_id, id, entity_id, family, status, day, n)
     select $1, gen_random_uuid(), entity_id, family, status, compliance.tally_day(status, due_date, filed_on), count(*)
     from compliance.instance where tenant_id = $1 group by 3, 4, 5, 6`,
    [tenant],
  );
  await owner.query('set session_replication_role = default');
};

const ownColumns = async (owner: Stage['owner'], table: string): Promise<readonly string[]> => {
  const { rows } = await owner.query<{ name: string }>(
    `select attname as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  return rows.map(({ name }) => name);
};
