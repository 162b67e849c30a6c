import { migration } from '../../../src/index.ts';

export default migration(async (m) => {
  await m.sql(`alter table shelf add column height int, add column "new_code" text`);
});
