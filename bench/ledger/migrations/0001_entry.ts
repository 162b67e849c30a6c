import { migration } from '@compliance-os/core';

/** Entries in the shape of instances: some text, a date, two ways to find them. */
export default migration(async (m) => {
  await m.tenantTable('entry', {
    columns: `
      form text not null,
      name text not null,
      family text not null,
      subject_label text not null,
      period text not null,
      due_date date not null,
      status text not null default 'not-started',
      amount_paise bigint not null default 0`,
    unique: [['form', 'subject_label', 'period']],
    indexes: ['due_date, id', 'status'],
    audit: {},
  });
  await m.tenantTable('draft', {
    columns: `
      form text not null,
      name text not null,
      family text not null,
      subject_label text not null,
      period text not null,
      due_date date not null,
      status text not null default 'not-started',
      amount_paise bigint not null default 0`,
    unique: [['form', 'subject_label', 'period']],
    indexes: ['due_date, id', 'status'],
    audit: { exempt: 'the same table without its audit trigger, to compare' },
  });
});
