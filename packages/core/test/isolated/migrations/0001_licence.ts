import { migration } from '../../../src/index.ts';

export default migration(async (m) => {
  await m.tenantTable('licence', {
    columns: `
      number text not null check (length(number) = 14),
      due date,
      reminded boolean not null default false,
      heard boolean not null default false`,
    unique: [['number']],
    audit: {},
  });
});
