import { newId } from '@compliance-os/core';
import type { Host } from '../setup.ts';

/** What a monthly filer of GST returns has on record; money in paise. The turnover is about the year 2026-27. */
const FACTS = {
  'gstin.type': 'regular',
  'gstin.status': 'active',
  'gstin.stateCode': '27',
  'gstin.qrmp': false,
  'gstin.aato': 7_00_00_000_00,
};

/** One company with so many GSTINs, all alike: each owes the same. Written by the owner, since it is not what is tested. */
export const seedGstins = (host: Host, tenant: string, count: number): Promise<void> =>
  host.database.asOwner(async (owner) => {
    const entity = newId();
    await owner.query('begin');
    await owner.query('set local session_replication_role = replica');
    await owner.query(
      `insert into core.entity (tenant_id, id, name, legal_name, kind, state)
       values ($1, $2, 'Company', 'Company Private Limited', 'company', '27')`,
      [tenant, entity],
    );
    await owner.query(
      `insert into compliance.registration (tenant_id, id, entity_id, type, number, state_code, valid_from)
       select $1, gen_random_uuid(), $2, 'gstin', '27AAACB' || n, '27', '2020-04-01' from generate_series(1, $3::int) n`,
      [tenant, entity, count],
    );
    await owner.query(
      `insert into compliance.fact (tenant_id, id, entity_id, subject_type, subject_id, field, value, valid_from, source)
       select $1, gen_random_uuid(), r.entity_id, 'registration', r.id, f.key, f.value,
              case f.key when 'gstin.aato' then '2026-04-01'::date else '2020-04-01' end, 'test'
       from compliance.registration r cross join jsonb_each($2::jsonb) f where r.tenant_id = $1`,
      [tenant, JSON.stringify(FACTS)],
    );
    await owner.query('commit');
  });
