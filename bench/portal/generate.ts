import { localDate } from '@compliance-os/compliance';
import { nightlyShape } from '../../plugins/compliance/src/jobs/job-shapes.ts';
import { generate, type GenerationResult } from '../../plugins/compliance/src/services/generate.ts';
import { listSubjects } from '../../plugins/compliance/src/store/subjects.ts';
import type { Stage } from './stage.ts';
import { contextOf } from './tenants.ts';

/** The plugin's own generation for everything that a tenant has, as its nightly job runs it. */
export const generateFor = async (
  stage: Stage,
  tenant: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<GenerationResult> => {
  const deps = await stage.portal.host.services.resolve('compliance', nightlyShape.deps);
  const ctx = contextOf(stage, tenant);
  const subjects = await listSubjects(deps.db.read(ctx), tenant);
  return generate(deps, ctx, subjects, { from: localDate(from), to: localDate(to) });
};
