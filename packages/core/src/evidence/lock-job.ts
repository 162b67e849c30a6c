import type { JobHandler } from '../plugin/job.ts';
import type { db } from '../plugin/services.ts';
import type { EvidenceJobPayload, evidenceStore } from './contract.ts';
import { findEvidence } from './rows.ts';
import { LockUnsupported } from './store/index.ts';

/** Makes the store itself refuse deletion of approved bytes, until the end of their retention. */
const handler: JobHandler<{
  payload: typeof EvidenceJobPayload;
  deps: { db: typeof db; store: typeof evidenceStore };
}> = async ({ ctx, payload, deps }) => {
  const row = await findEvidence(deps.db.read(ctx), ctx, payload.evidenceId);
  if (!row?.retain_until) return;
  const until = new Date(`${row.retain_until}T18:30:00Z`); // end of the day in India
  try {
    await deps.store.lock(row.store_key, row.store_version ?? undefined, until, 'compliance');
  } catch (error) {
    // A bucket without Object Lock cannot do more than the database does; the operator chose it.
    if (!(error instanceof LockUnsupported)) throw error;
    ctx.log.warn({ evidence: row.id }, 'the bucket has no Object Lock: only the database protects this file');
  }
};

export default handler;
