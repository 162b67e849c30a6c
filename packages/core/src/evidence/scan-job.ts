import type { JobHandler } from '../plugin/job.ts';
import type { db } from '../plugin/services.ts';
import type { EvidenceJobPayload, evidenceScanning, evidenceSettings, evidenceStore } from './contract.ts';
import { stageStream } from './intake/staging.ts';
import { findEvidence } from './rows.ts';
import { rm } from 'node:fs/promises';

/**
 * Releases a file from quarantine once the scanner has found nothing in it. While the scanner does not answer, the
 * job fails and comes back; what is infected stays in quarantine with a warning, for people to see.
 */
const handler: JobHandler<{
  payload: typeof EvidenceJobPayload;
  deps: {
    db: typeof db;
    store: typeof evidenceStore;
    scanning: typeof evidenceScanning;
    settings: typeof evidenceSettings;
  };
}> = async ({ ctx, payload, deps, finish }) => {
  const row = await findEvidence(deps.db.read(ctx), ctx, payload.evidenceId);
  const { scanner } = deps.scanning;
  if (row?.status !== 'quarantined' || !scanner) return;
  const opened = await deps.store.open(row.store_key, row.store_version ?? undefined);
  const staged = await stageStream(
    opened.stream,
    deps.settings.stagingFolder,
    row.file_name,
    deps.settings.maxBytes,
  );
  const verdict = await scanner.scan(staged);
  await rm(staged.path, { force: true });
  if (verdict.status === 'unavailable') throw new Error(`the scanner did not answer: ${verdict.reason}`);
  await finish(async (inside) => {
    await deps.db.tenant(inside, (tx) =>
      verdict.status === 'clean'
        ? tx.run(
            `update core.evidence set status = 'stored' where tenant_id = $1 and id = $2 and status = 'quarantined'`,
            [ctx.tenant, row.id],
          )
        : tx.run(
            `update core.evidence set warnings = warnings || to_jsonb($3::text) where tenant_id = $1 and id = $2`,
            [ctx.tenant, row.id, `infected: ${verdict.signature}`],
          ),
    );
  });
};

export default handler;
