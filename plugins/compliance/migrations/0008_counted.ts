import { migration } from '@compliance-os/core';

/** The states that a count has to look at: of most instances there is nothing pending, and nothing has accrued. */
export default migration(async (m) => {
  await m.sql(`
    create index instance_state_counted on instance_state (tenant_id)
      include (id, pending_dependencies, critical_blockers, exposure_paise)
      where pending_dependencies > 0 or critical_blockers > 0 or exposure_paise > 0`);
});
