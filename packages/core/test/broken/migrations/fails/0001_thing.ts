import { migration } from '../../../../src/index.ts';

export default migration(async (m) => {
  await m.sql('create table thing (id nothing)');
});
