import { migration } from '@compliance-os/core';

/** The filing record, and money. Amounts are paise. */
export default migration(async (m) => {
  await m.tenantTable('submission', {
    columns: `
      instance_id uuid not null,
      number int not null check (number >= 1),
      kind text not null check (kind in ('original', 'nil', 'revised', 'correction', 'amendment')),
      predecessor_id uuid,
      -- true dates, which may lie before the day on which the system learned them
      prepared_on date,
      submitted_on date not null,
      paid_on date,
      accepted_on date,
      effective_on date,
      acknowledgement_kind text not null,
      acknowledgement_number text not null,
      portal_status text not null check (portal_status in ('pending', 'error', 'defective', 'accepted')),
      signatory_id uuid,
      capacity text,
      mode text check (mode in ('DSC', 'EVC', 'OTP')),
      udin text,
      amounts jsonb not null default '{}',
      nil_declared boolean not null default false,
      lateness_reason text,
      source text not null check (source in ('portal', 'person')),
      -- SHA-256 of what was approved and of what was filed, hex
      approved_hash text,
      filed_hash text,
      recorded_by text not null,
      recorded_at timestamptz not null default clock_timestamp(),
      check (kind <> 'nil' or nil_declared),
      check (portal_status <> 'accepted' or accepted_on is not null)`,
    unique: [
      ['instance_id', 'number'],
      ['acknowledgement_kind', 'acknowledgement_number', 'instance_id'],
    ],
    references: [
      { column: 'instance_id', table: 'instance' },
      { column: 'predecessor_id', table: 'submission' },
      { column: 'signatory_id', table: 'person' },
    ],
    audit: {},
    grants: ['select', 'insert', 'update'],
  });

  await m.tenantTable('payment', {
    columns: `
      entity_id uuid not null,
      challan_number text not null,
      paid_on date not null,
      amount_paise bigint not null check (amount_paise > 0),
      heads jsonb not null default '{}',
      bank text,
      recorded_by text not null,
      recorded_at timestamptz not null default clock_timestamp()`,
    unique: [['challan_number']],
    references: [{ column: 'entity_id', table: 'core.entity' }],
    indexes: ['paid_on, id', 'entity_id'],
    audit: {},
    // update: to lock a payment while it is allocated
    grants: ['select', 'insert', 'update'],
  });

  await m.tenantTable('payment_allocation', {
    columns: `
      payment_id uuid not null,
      instance_id uuid not null,
      amount_paise bigint not null check (amount_paise > 0)`,
    unique: [['payment_id', 'instance_id']],
    references: [
      { column: 'payment_id', table: 'payment' },
      { column: 'instance_id', table: 'instance' },
    ],
    indexes: ['instance_id'],
    audit: {},
  });
});
