import { migration } from '../../../../src/index.ts';

/** A key into the tables of another plugin, and one into a table of core that is not for it. */
export default migration(async (m) => {
  await m.tenantTable('thing', {
    columns: 'text text not null, other uuid, role uuid',
    references: [
      { column: 'other', table: 'notes.note' },
      { column: 'role', table: 'core.role' },
    ],
    audit: {},
  });
});
