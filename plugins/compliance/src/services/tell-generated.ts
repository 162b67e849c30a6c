import type { Context, Events } from '@compliance-os/core';
import { instancesGenerated, instancesRevised } from '../api/events.ts';
import type { Span } from '../domain/index.ts';
import { chunksOf } from './plan.ts';
import type { Written } from './write-plan.ts';

const CHANGES_IN_EVENT = 500;

/** Tells other plugins what was written; nothing where that is nothing. */
export const tellGenerated = async (
  events: Events,
  ctx: Context,
  { from, to }: Span,
  { created, changed }: Pick<Written, 'created' | 'changed'>,
): Promise<void> => {
  if (created > 0) await events.emit(ctx, instancesGenerated, ctx.tenant, { created, from, to });
  for (const part of chunksOf(changed, CHANGES_IN_EVENT)) {
    await events.emit(ctx, instancesRevised, ctx.tenant, {
      changes: part.map(({ kind, standing, target, subject, reason }) => ({
        instanceId: standing!.id,
        family: standing!.made.family,
        masterCode: standing!.made.code,
        subjectId: subject,
        period: standing!.period.key,
        change: kind,
        dueBefore: standing!.dates?.extended ?? standing!.dates?.statutory ?? null,
        dueAfter: target?.inForce.dates?.extended ?? target?.duty.statutory ?? null,
        reason,
      })),
    });
  }
};
