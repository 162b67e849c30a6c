import { compare } from '../measure/compare.ts';
import type { Sample } from '../measure/row.ts';
import { generateFor } from '../portal/generate.ts';
import { seedCompanies } from '../portal/seed-companies.ts';
import { giveForeignKeys, makeTwin } from '../portal/seed-entries.ts';
import { onStage, type Stage } from '../portal/stage.ts';
import { addTenant } from '../portal/tenants.ts';
import type { Bench } from './bench.ts';

const WINDOW = { from: '2026-12-01', to: '2027-11-30' } as const;
/** Twins of the table: with all its keys, and without the foreign ones. */
const KEYED = 'bare.instance';
const UNREFERENCED = 'bare.instance_unreferenced';

const perSecond = async (rows: () => Promise<number>): Promise<Sample> => {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const written = await rows();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { value: written / seconds, cpuMicros: (user + system) / written };
};

/** What rows of a tenant reference, for another tenant: it can then have the same rows. */
const copyReferenced = async ({ owner }: Stage, from: string, to: string): Promise<void> => {
  await owner.query('set session_replication_role = replica');
  await owner.query(
    `insert into core.entity (tenant_id, id, name, legal_name, kind, state)
     select $2, id, name, legal_name, kind, state from core.entity where tenant_id = $1`,
    [from, to],
  );
  await owner.query(
    `insert into compliance.master_version (tenant_id, id, code, version, family, origin, content, hash)
     select $2, id, code, version, family, origin, content, hash from compliance.master_version where tenant_id = $1`,
    [from, to],
  );
  await owner.query(
    `insert into compliance.explanation (tenant_id, id, hash, summary, tree)
     select $2, id, hash, summary, tree from compliance.explanation where tenant_id = $1`,
    [from, to],
  );
  await owner.query('set session_replication_role = default');
};

/**
 * A tenant's first year, from its registrations to dated instances with their audit records, beside one statement
 * that puts the same rows into a table with the same columns, keys and indexes.
 */
const run: Bench['run'] = ({ quick }) =>
  onStage(['compliance', 'gst'], async (stage) => {
    const registrations = quick ? 200 : 800;
    for (const twin of [KEYED, UNREFERENCED]) await makeTwin(stage, 'compliance.instance', twin);
    await giveForeignKeys(stage, 'compliance.instance', KEYED);
    const { rows } = await stage.owner.query<{ name: string }>(
      `select attname as name from pg_attribute
       where attrelid = $1::regclass and attnum > 1 and not attisdropped and attgenerated = ''`,
      [KEYED],
    );
    const columns = rows.map(({ name }) => name).join(', ');
    let tenants = 0;
    const fresh = async (): Promise<string> => {
      const { id } = await addTenant(stage, `tenant-${tenants++}-of-generation`);
      return id;
    };
    const seeded = async (): Promise<string> => {
      const id = await fresh();
      await seedCompanies(stage, id, registrations);
      await stage.owner.query('analyze');
      return id;
    };
    const product = async (): Promise<Sample> => {
      const tenant = await seeded();
      return perSecond(async () => (await generateFor(stage, tenant, WINDOW)).created);
    };
    const template = await seeded();
    await generateFor(stage, template, WINDOW);
    // A tenant that has nothing yet, so that every row is new and stands beside the others in the indexes.
    const into = (twin: string) => async (): Promise<Sample> => {
      const tenant = await fresh();
      await copyReferenced(stage, template, tenant);
      await stage.owner.query('analyze');
      return perSecond(async () => {
        const inserted = await stage.owner.query(
          `insert into ${twin} (tenant_id, ${columns})
           select $2, ${columns} from compliance.instance i
           where i.tenant_id = $1 on conflict (tenant_id, master_code, subject_id, period) do nothing`,
          [template, tenant],
        );
        return inserted.rowCount ?? 0;
      });
    };
    const whole = { unit: 'rows/s', rounds: quick ? 3 : 7, product } as const;
    return [
      await compare({
        ...whole,
        name: 'Generation, whole run',
        target: { of: 'ratio', atLeast: 0.4 },
        baseline: into(KEYED),
        note: `${registrations} GSTINs, twelve months: rules, dates, answers why, colours and audit included; the twin has the primary, unique and foreign keys`,
      }),
      await compare({
        ...whole,
        name: 'Generation, beside a twin without foreign keys',
        baseline: into(UNREFERENCED),
        note: 'the same run; what a foreign key costs counts against it',
      }),
    ];
  });

export const generation: Bench = { name: 'generation', run };
