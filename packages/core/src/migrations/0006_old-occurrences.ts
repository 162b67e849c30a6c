import { migration } from '../db/migration.ts';
import { ROLES } from '../db/roles.ts';

/** Occurrences of schedules that only tell of the past may go. */
export default migration(async (m) => {
  await m.sql(`
    create index occurrence_at on occurrence (at);
    grant delete on occurrence to ${ROLES.system};
  `);
});
