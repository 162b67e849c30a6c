import type { Stage } from './stage.ts';

/** GSTINs of one company. */
const PER_COMPANY = 20;

/** What a monthly filer of GST returns has on record; money in paise. The turnover is about the year 2026-27. */
const FACTS = {
  'gstin.type': 'regular',
  'gstin.status': 'active',
  'gstin.stateCode': '27',
  'gstin.qrmp': false,
  'gstin.aato': 7_00_00_000_00,
  'gstin.aatoAnyYearSince2017': 9_00_00_000_00,
  'gstin.exports': false,
  'gstin.jobWork': false,
  'gstin.mixedSupplies': false,
  'gstin.wantsComposition': false,
} as const;

/** Companies of a tenant with so many GSTINs between them, and everything that generation asks about those. */
export const seedCompanies = async (
  { owner }: Stage,
  tenant: string,
  registrations: number,
): Promise<void> => {
  await owner.query('set session_replication_role = replica');
  await owner.query(
    `insert into core.entity (tenant_id, id, name, legal_name, kind, state)
     select $1, gen_random_uuid(), 'Company ' || n, 'Company ' || n || ' Private Limited', 'company', '27'
     from generate_series(1, $2::int) n`,
    [tenant, Math.ceil(registrations / PER_COMPANY)],
  );
  await owner.query(
    `insert into compliance.registration (tenant_id, id, entity_id, type, number, state_code, valid_from)
     select $1, gen_random_uuid(), e.id, 'gstin', '27AAACB' || e.n || 'Z' || r, '27', '2020-04-01'
     from (select id, row_number() over () as n from core.entity where tenant_id = $1) e
     cross join generate_series(1, $2::int) r where (e.n - 1) * $2 + r <= $3`,
    [tenant, PER_COMPANY, registrations],
  );
  await owner.query(
    `insert into compliance.fact (tenant_id, id, entity_id, subject_type, subject_id, field, value, valid_from, source)
     select $1, gen_random_uuid(), r.entity_id, 'registration', r.id, f.key, f.value,
              case f.key when 'gstin.aato' then '2026-04-01'::date else '2020-04-01' end, 'bench'
     from compliance.registration r cross join jsonb_each($2::jsonb) f where r.tenant_id = $1`,
    [tenant, JSON.stringify(FACTS)],
  );
  await owner.query('set session_replication_role = default');
};
