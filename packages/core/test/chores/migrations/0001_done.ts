import { migration } from '../../../src/index.ts';

/** No key stops a chore from being done twice: the tests would see it. */
export default migration(async (m) => {
  await m.tenantTable('done', { columns: 'chore text not null', audit: {} });
});
