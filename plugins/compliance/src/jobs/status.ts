import type { JobHandler } from '@compliance-os/core';
import { ragChanged } from '../api/events.ts';
import { frozenIn, loadCatalogue } from '../services/catalogue.ts';
import { chunksOf } from '../services/plan.ts';
import { priceSubjects, refreshAll } from '../services/refresh.ts';
import { overdueSubjects } from '../store/states.ts';
import { foldTally } from '../store/tally.ts';
import type { statusShape } from './job-shapes.ts';

const CHANGES_IN_EVENT = 500;
const SUBJECTS_AT_ONCE = 200;

const handler: JobHandler<typeof statusShape> = async ({ ctx, deps, signal, finish }) => {
  const catalogue = await loadCatalogue(ctx, deps.contributions, deps.db.read(ctx));
  await finish(async (inside) => {
    const changes = await deps.db.tenant(inside, (tx) => refreshAll(tx, inside, catalogue));
    for (const part of chunksOf(changes, CHANGES_IN_EVENT))
      await deps.events.emit(inside, ragChanged, ctx.tenant, {
        changes: part.map(({ id, ...change }) => ({ instanceId: id, ...change })),
      });
  });
  // Exposure comes after: it is shown, nothing is told about it, and the next run catches up what this one misses.
  const subjects = await overdueSubjects(deps.db.read(ctx), ctx.tenant, frozenIn(catalogue));
  await deps.db.tenant(ctx, (tx) => foldTally(tx, ctx.tenant));
  for (const ids of chunksOf(subjects, SUBJECTS_AT_ONCE)) {
    signal.throwIfAborted();
    await deps.db.tenant(ctx, (tx) => priceSubjects(tx, ctx, catalogue, ids));
  }
};

export default handler;
