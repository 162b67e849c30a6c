import { notFound, Refusal } from '../../http/problem.ts';
import { evidence, type Evidence, type EvidenceFile } from '../../plugin/services.ts';
import { testService } from './test-service.ts';
import { writing } from './writing.ts';

/** Files of each tenant in memory. @param given the newest version of each document, by the id of its tenant */
const fake = (
  given: Readonly<Record<string, readonly EvidenceFile[]>> = {},
): Evidence & { readonly files: Readonly<Record<string, readonly EvidenceFile[]>> } => {
  const files = Object.fromEntries(Object.entries(given).map(([tenant, list]) => [tenant, [...list]]));
  const of = (tenant: string): EvidenceFile[] => (files[tenant] ??= []);
  return {
    files,
    of: async ({ tenant }, { type, id, entityId }) =>
      of(tenant).filter(
        (file) => file.subjectType === type && file.subjectId === id && file.entityId === entityId,
      ),
    among: async ({ tenant }, type, ids) =>
      new Set(
        of(tenant)
          .filter((file) => file.subjectType === type && ids.includes(file.subjectId))
          .map(({ subjectId }) => subjectId),
      ),
    approve: async (ctx, ids, { selfApprovalReason } = {}) => {
      writing(ctx, 'evidence.approve');
      const asked = of(ctx.tenant).filter(({ id }) => ids.includes(id));
      if (asked.length !== new Set(ids).size) throw notFound('file');
      const waiting = asked.find(({ status }) => status === 'quarantined');
      if (waiting)
        throw new Refusal(
          'EVIDENCE_QUARANTINED',
          `"${waiting.fileName}" has not passed the virus scanner yet.`,
        );
      const { actor } = ctx;
      const hands = [actor.id, ...(actor.kind === 'user' ? [actor.onBehalfOf] : [])];
      const own = asked.find(({ status, uploadedBy }) => status === 'stored' && hands.includes(uploadedBy));
      if (own && selfApprovalReason === undefined)
        throw new Refusal('MAKER_IS_CHECKER', `You uploaded "${own.fileName}": somebody else approves it.`);
      files[ctx.tenant] = of(ctx.tenant).map((file) =>
        ids.includes(file.id) ? { ...file, status: 'approved' } : file,
      );
    },
  };
};

export const testEvidence = testService(evidence, fake);
