import { migration } from '../../../../src/index.ts';

/** A table that nobody walled in. */
export default migration(async (m) => {
  await m.sql('create table thing (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id))');
});
