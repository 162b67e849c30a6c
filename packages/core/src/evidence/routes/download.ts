import { Refusal } from '../../http/problem.ts';
import type { idParams, RouteHandler } from '../../plugin/route.ts';
import type { audit, db } from '../../plugin/services.ts';
import type { DownloadLink, evidenceStore } from '../contract.ts';
import { reachableEvidence } from '../reachable.ts';

const SECONDS = 300;

const handler: RouteHandler<{
  params: typeof idParams;
  reply: typeof DownloadLink;
  deps: { db: typeof db; store: typeof evidenceStore; audit: typeof audit };
}> = async ({ ctx, params, deps }) => {
  const row = await reachableEvidence(deps.db.read(ctx), ctx, 'core.evidence.read', params.id);
  if (row.status === 'quarantined')
    throw new Refusal('EVIDENCE_QUARANTINED', `"${row.file_name}" has not passed the virus scanner yet.`);
  const url = await deps.store.signedUrl({
    key: row.store_key,
    versionId: row.store_version ?? undefined,
    fileName: row.file_name,
    contentType: row.content_type,
    expiresInSeconds: SECONDS,
    inline: true,
  });
  await deps.audit.record(ctx, 'core.evidence.download', { evidence: row.id, sha256: row.sha256 });
  return { url, expiresAt: new Date(ctx.now.getTime() + SECONDS * 1000).toISOString() };
};

export default handler;
