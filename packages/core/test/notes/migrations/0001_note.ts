import { migration } from '../../../src/index.ts';

export default migration(async (m) => {
  await m.tenantTable('note', {
    columns: 'text text not null, seen int not null default 0, pin text',
    audit: { secret: ['pin'] },
  });
});
