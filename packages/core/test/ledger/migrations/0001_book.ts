import { migration } from '../../../src/index.ts';

export default migration(async (m) => {
  await m.tenantTable('book', {
    columns: `
      name text not null,
      opened_on date,
      balance numeric(14, 2),
      rate double precision,
      closed_at timestamptz,
      is_open boolean,
      tags text[],
      notice interval,
      pin text,
      scan text,
      seal bytea`,
    unique: [['name']],
    audit: { secret: ['pin'], hashed: ['scan', 'seal'] },
  });
  await m.tenantTable('page', {
    columns: 'book_id uuid not null, text text not null',
    references: [{ column: 'book_id', table: 'ledger.book', onDelete: 'cascade' }],
    audit: {},
  });
  await m.tenantTable('draft', { columns: 'text text', audit: { exempt: 'nobody relies on a draft' } });
});
