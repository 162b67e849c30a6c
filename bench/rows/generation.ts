import { compare } from '../measure/compare.ts';
import type { Sample } from '../measure/row.ts';
import { generateFor } from '../portal/generate.ts';
import { seedCompanies } from '../portal/seed-companies.ts';
import { makeTwin } from '../portal/seed-entries.ts';
import { onStage } from '../portal/stage.ts';
import { addTenant } from '../portal/tenants.ts';
import type { Bench } from './bench.ts';

const WINDOW = { from: '2026-12-01', to: '2027-11-30' } as const;
const PROBE = 'bare.instance';

const perSecond = async (rows: () => Promise<number>): Promise<Sample> => {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const written = await rows();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { value: written / seconds, cpuMicros: (user + system) / written };
};

/**
 * A tenant's first year, from its registrations to dated instances with their audit records, beside one statement
 * that puts the same rows into a table with the same columns, key, unique key and indexes.
 */
const run: Bench['run'] = ({ quick }) =>
  onStage(['compliance', 'gst'], async (stage) => {
    const registrations = quick ? 200 : 800;
    await makeTwin(stage, 'compliance.instance', PROBE);
    const { rows } = await stage.owner.query<{ name: string }>(
      `select attname as name from pg_attribute
       where attrelid = $1::regclass and attnum > 1 and not attisdropped and attgenerated = ''`,
      [PROBE],
    );
    const columns = rows.map(({ name }) => name).join(', ');
    const made: string[] = [];
    const fresh = async (): Promise<string> => {
      const { id } = await addTenant(stage, `tenant-${made.length}-of-generation`);
      await seedCompanies(stage, id, registrations);
      await stage.owner.query('analyze');
      made.push(id);
      return id;
    };
    const product = async (): Promise<Sample> => {
      const tenant = await fresh();
      return perSecond(async () => (await generateFor(stage, tenant, WINDOW)).created);
    };
    const template = await fresh();
    await generateFor(stage, template, WINDOW);
    // A tenant that nobody else uses, so that every row is new and stands beside the others in the indexes.
    const baseline = (): Promise<Sample> =>
      perSecond(async () => {
        const inserted = await stage.owner.query(
          `insert into ${PROBE} (tenant_id, ${columns})
           select gen.tenant, ${columns} from compliance.instance i, (select gen_random_uuid() as tenant) gen
           where i.tenant_id = $1 on conflict (tenant_id, master_code, subject_id, period) do nothing`,
          [template],
        );
        return inserted.rowCount ?? 0;
      });
    return [
      await compare({
        name: 'Generation, whole run',
        unit: 'rows/s',
        target: { of: 'ratio', atLeast: 0.4 },
        rounds: quick ? 3 : 7,
        product,
        baseline,
        note: `${registrations} GSTINs, twelve months: rules, dates, answers why, colours and audit included`,
      }),
    ];
  });

export const generation: Bench = { name: 'generation', run };
