import { z } from 'zod';
import { event } from '../plugin/event.ts';

const Subject = z.object({
  evidenceId: z.uuid(),
  entityId: z.uuid(),
  subjectType: z.string(),
  subjectId: z.uuid(),
  kind: z.string(),
});

export const evidenceUploaded = event('core.evidence-uploaded', Subject);
export const evidenceApproved = event('core.evidence-approved', Subject);
