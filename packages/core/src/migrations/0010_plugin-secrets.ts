import { migration } from '../db/migration.ts';

/** What plugins sign in elsewhere with, sealed. That one changed is recorded, and nothing of it. */
export default migration(async (m) => {
  await m.tenantTable('plugin_secret', {
    columns: `
      plugin text not null,
      name text not null,
      sealed bytea not null,
      changed_at timestamptz not null default clock_timestamp()`,
    unique: [['plugin', 'name']],
    audit: { secret: ['sealed'] },
  });
});
