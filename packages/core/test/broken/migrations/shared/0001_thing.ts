import { migration } from '../../../../src/index.ts';

/** A table that is every tenant's, and one whose rows may be nobody's. */
export default migration(async (m) => {
  await m.sql('create table rate (percent int primary key)');
  await m.tenantTable('thing', { columns: 'text text not null, other uuid', audit: {} });
  await m.sql(
    'alter table thing drop constraint thing_pkey; alter table thing alter tenant_id drop not null',
  );
});
